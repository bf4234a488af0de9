import type { ReactNode } from 'react'
import classes from './page.module.css'

type PageProps = {
  readonly title: string
  /** Where the page speaks for itself the title is for screen readers only. */
  readonly hideTitle?: boolean
  /** Beside the title: a count, a search field. */
  readonly aside?: ReactNode
  readonly way?: ReactNode
  readonly children: ReactNode
}

/** A page that scrolls by itself under the state bar. */
export function Page({ title, hideTitle = false, aside, way, children }: PageProps) {
  return (
    <div className={classes.page}>
      {hideTitle ? (
        <h1 className={classes.unseen}>{title}</h1>
      ) : (
        <header className={classes.head}>
          <h1>{title}</h1>
          {aside === undefined ? null : <span className={classes.aside}>{aside}</span>}
          {way === undefined ? null : <span className={classes.way}>{way}</span>}
        </header>
      )}
      {children}
    </div>
  )
}
