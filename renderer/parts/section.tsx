import { type ReactNode, useId } from 'react'
import classes from './section.module.css'

type SectionProps = {
  readonly title: string
  /** For screen readers, where two sections of one page have the same title. */
  readonly label?: string | undefined
  /** Beside the title, quieter: a count, an age. */
  readonly aside?: ReactNode
  /** At the far end of the title's line. */
  readonly way?: ReactNode
  readonly children: ReactNode
}

/** A part of a page under its own title. */
export function Section({ title, label, aside, way, children }: SectionProps) {
  const id = useId()
  return (
    <section
      className={classes.section}
      aria-labelledby={label === undefined ? id : undefined}
      aria-label={label}
    >
      <header className={classes.head}>
        <h2 id={id}>{title}</h2>
        {aside === undefined ? null : <span className={classes.aside}>{aside}</span>}
        {way === undefined ? null : <span className={classes.way}>{way}</span>}
      </header>
      {children}
    </section>
  )
}
