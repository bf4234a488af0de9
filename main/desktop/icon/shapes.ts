import type { State } from '../../../shared/status.ts'

/** A closed outline in a box of 16 × 16; the bridge stands below, the shape of the state above it. */
export type Outline = readonly (readonly [number, number])[]

const box = (left: number, top: number, right: number, bottom: number): Outline => [
  [left, top],
  [right, top],
  [right, bottom],
  [left, bottom],
]

/** A line with a thickness, as four corners. */
function bar(fromX: number, fromY: number, toX: number, toY: number, thickness: number): Outline {
  const length = Math.hypot(toX - fromX, toY - fromY)
  const acrossX = (((toY - fromY) / length) * thickness) / 2
  const acrossY = (((toX - fromX) / length) * thickness) / 2
  return [
    [fromX + acrossX, fromY - acrossY],
    [toX + acrossX, toY - acrossY],
    [toX - acrossX, toY + acrossY],
    [fromX - acrossX, fromY + acrossY],
  ]
}

/** Deck and three piers: says who speaks. */
const bridge: readonly Outline[] = [
  box(0, 11, 16, 12.6),
  box(0, 12.6, 2, 16),
  box(6.6, 12.6, 9.4, 16),
  box(14, 12.6, 16, 16),
  [
    [2, 12.6],
    [3.2, 12.6],
    [2, 14],
  ],
  [
    [5.4, 12.6],
    [6.6, 12.6],
    [6.6, 14],
  ],
  [
    [9.4, 12.6],
    [10.6, 12.6],
    [9.4, 14],
  ],
  [
    [12.8, 12.6],
    [14, 12.6],
    [14, 14],
  ],
]

/** One shape a state, told apart without colour. */
const shapes: Readonly<Record<State, readonly Outline[]>> = {
  'up-to-date': [bar(2.2, 4.8, 6.2, 8.8, 2.3), bar(5.2, 9, 13, 1, 2.3)],
  working: [
    box(4, 3, 6, 10),
    [
      [5, 0],
      [8, 4],
      [2, 4],
    ],
    box(10, 0, 12, 7),
    [
      [11, 10],
      [8, 6],
      [14, 6],
    ],
  ],
  waiting: [
    box(3, 0, 13, 1.8),
    box(3, 8.2, 13, 10),
    [
      [4, 1.8],
      [12, 1.8],
      [8.7, 5],
      [12, 8.2],
      [4, 8.2],
      [7.3, 5],
    ],
  ],
  paused: [box(3.6, 0, 6.6, 10), box(9.4, 0, 12.4, 10)],
  'needs-you': [box(6.3, 0, 9.7, 6), box(6.3, 7.6, 9.7, 10)],
  broken: [bar(3.6, 0.8, 12.4, 9.2, 2.6), bar(12.4, 0.8, 3.6, 9.2, 2.6)],
}

export const iconOutlines = (state: State): readonly Outline[] => [...shapes[state], ...bridge]
