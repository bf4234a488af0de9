import type { ReactNode } from 'react'
import classes from './text-button.module.css'

type TextButtonProps = {
  readonly onClick: () => void
  readonly children: ReactNode
  readonly expanded?: boolean
}

/** A quiet way on: looks like a link, stays in the window. */
export function TextButton({ onClick, children, expanded }: TextButtonProps) {
  return (
    <button type="button" className={classes.button} onClick={onClick} aria-expanded={expanded}>
      {children}
    </button>
  )
}
