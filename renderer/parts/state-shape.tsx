import type { ReactNode } from 'react'
import type { State } from '../../shared/status.ts'
import classes from './state-shape.module.css'

/** Ten high in a box of 16: the capital height of the text beside it. The tray draws the same six. */
const shapes: Readonly<Record<State, ReactNode>> = {
  'up-to-date': <path d="m2.9 8.7 1.7-1.6 2.2 2.3 5.6-6 1.7 1.6-7.3 7.8z" transform="translate(-.5 .2)" />,
  working: <path d="M4.9 3 8 6.6H6V13H3.8V6.6h-2zM11.1 13 8 9.4h2V3h2.2v6.4h2z" />,
  waiting: (
    <path
      d="M3 3h10v1.7h-1L9.2 8l2.8 3.3h1V13H3v-1.7h1L6.8 8 4 4.7H3zm3 1.7 2 2.3 2-2.3z"
      fillRule="evenodd"
    />
  ),
  paused: <path d="M4 3h3v10H4zM9 3h3v10H9z" />,
  'needs-you': <path d="M6.3 3h3.4v6H6.3zM6.3 10.7h3.4V13H6.3z" />,
  broken: <path d="m5.1 3.2 2.9 3 2.9-3 1.9 1.9-3 2.9 3 2.9-1.9 1.9-2.9-3-2.9 3-1.9-1.9 3-2.9-3-2.9z" />,
}

type StateShapeProps = {
  readonly state: State
  /** 22 in the state bar and in lists of problems. */
  readonly size?: 16 | 22
}

/** The shape of a state. It never stands alone: the word is beside it. */
export function StateShape({ state, size = 16 }: StateShapeProps) {
  return (
    <svg
      className={classes.shape}
      data-state={state}
      width={size}
      height={size}
      viewBox="0 0 16 16"
      aria-hidden="true"
      focusable="false"
    >
      {shapes[state]}
    </svg>
  )
}

/** No state: not online, a step still to come. */
export function Ring() {
  return (
    <svg
      className={classes.ring}
      width="16"
      height="16"
      viewBox="0 0 16 16"
      aria-hidden="true"
      focusable="false"
    >
      <circle cx="8" cy="8" r="3.25" />
    </svg>
  )
}
