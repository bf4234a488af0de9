import { type ReactNode, useId } from 'react'
import classes from './section.module.css'

type SectionProps = {
  readonly title: string
  /** Beside the title, quieter: a count, an age. */
  readonly aside?: ReactNode
  /** At the far end of the title's line. */
  readonly way?: ReactNode
  readonly children: ReactNode
}

/** A part of a page under its own title. */
export function Section({ title, aside, way, children }: SectionProps) {
  const id = useId()
  return (
    <section className={classes.section} aria-labelledby={id}>
      <header className={classes.head}>
        <h2 id={id}>{title}</h2>
        {aside === undefined ? null : <span className={classes.aside}>{aside}</span>}
        {way === undefined ? null : <span className={classes.way}>{way}</span>}
      </header>
      {children}
    </section>
  )
}
