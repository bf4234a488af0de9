import type { ReactNode } from 'react'
import classes from './label.module.css'

/** A shape and its word, on one line. */
export function Label({ shape, children }: { shape: ReactNode; children: ReactNode }) {
  return (
    <span className={classes.label}>
      {shape}
      <span className={classes.word}>{children}</span>
    </span>
  )
}
