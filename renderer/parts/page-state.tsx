import type { ReactNode } from 'react'
import classes from './page-state.module.css'

type PageStateProps = {
  readonly title: string
  readonly children: ReactNode
  /** The one way on. */
  readonly way?: ReactNode
  /** The bridge above the words: nothing is here yet, and nothing is wrong. */
  readonly bridge?: boolean
}

/** A page without rows: first day, nothing found, failed. One sentence, one way on. */
export function PageState({ title, children, way, bridge = false }: PageStateProps) {
  return (
    <div className={classes.state} data-bridge={bridge}>
      {bridge ? (
        <svg className={classes.bridge} width="88" height="26" viewBox="0 0 88 26" aria-hidden="true">
          <path d="M0 1.5h88M8.5 3v22M44 3v22M79.5 3v22" strokeWidth="4" />
          <path d="M10 22C11 4 41 4 42 22M46 22c1-18 31-18 32 0" strokeWidth="2.5" fill="none" />
        </svg>
      ) : null}
      <h2 className={classes.title}>{title}</h2>
      <div className={classes.words}>{children}</div>
      {way === undefined ? null : <div className={classes.way}>{way}</div>}
    </div>
  )
}
