import type { State } from '../../../shared/status.ts'
import { iconOutlines, type Outline } from './shapes.ts'

/** Samples a pixel side: the edge of a slanted line gets 17 greys. */
const SAMPLES = 4
const BOX = 16

/** Grey values: 0 black to 255 white. */
export type Ink = {
  readonly fill: number
  /** Around the drawing, where the ground behind the icon cannot be known; null for none. */
  readonly rim: number | null
}

/**
 * The tray icon of a state as pixels: blue, green, red, alpha for each, row by row, alpha premultiplied,
 * as Electron's `nativeImage.createFromBitmap` takes them.
 *
 * @param size side in pixels
 */
export function drawIcon(state: State, size: number, { fill, rim }: Ink): Buffer {
  const outlines = iconOutlines(state)
  const inset = rim === null ? 0 : 1
  const covered = (row: number, column: number) =>
    coverage(outlines, row - inset, column - inset, size - 2 * inset)
  const pixels = Buffer.alloc(size * size * 4)
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) {
      const ink = covered(row, column)
      const around =
        rim === null ? 0 : Math.max(...neighbours.map(([down, right]) => covered(row + down, column + right)))
      const halo = Math.max(0, around * RIM_ALPHA - ink)
      const grey = Math.round(fill * ink + (rim ?? 0) * halo)
      pixels.set([grey, grey, grey, Math.round(255 * (ink + halo))], (row * size + column) * 4)
    }
  }
  return pixels
}

const RIM_ALPHA = 0.8
const neighbours = [
  [-1, 0],
  [1, 0],
  [0, -1],
  [0, 1],
] as const

function coverage(outlines: readonly Outline[], row: number, column: number, size: number): number {
  let inside = 0
  for (let y = 0; y < SAMPLES; y += 1) {
    for (let x = 0; x < SAMPLES; x += 1) {
      const at: Point = [
        ((column + (x + 0.5) / SAMPLES) * BOX) / size,
        ((row + (y + 0.5) / SAMPLES) * BOX) / size,
      ]
      if (outlines.some((outline) => holds(outline, at))) inside += 1
    }
  }
  return inside / SAMPLES ** 2
}

type Point = readonly [number, number]

/** Even-odd rule: a point is inside when a ray from it crosses the outline an odd number of times. */
function holds(outline: Outline, [x, y]: Point): boolean {
  let inside = false
  let before = outline.at(-1)
  for (const corner of outline) {
    if (before !== undefined && corner[1] > y !== before[1] > y) {
      const crossing = ((before[0] - corner[0]) * (y - corner[1])) / (before[1] - corner[1]) + corner[0]
      if (x < crossing) inside = !inside
    }
    before = corner
  }
  return inside
}
