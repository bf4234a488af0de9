import type { ReactNode } from 'react'
import classes from './part.module.css'

type PartProps = {
  readonly name: string
  /** The shape of its state, at the end of the line. */
  readonly shape?: ReactNode
  readonly children: ReactNode
}

/** One line of the panel: the name of a part and what it holds. */
export function Part({ name, shape, children }: PartProps) {
  return (
    <div className={classes.part}>
      <dt className={classes.name}>{name}</dt>
      <dd className={classes.value}>{children}</dd>
      {shape === undefined ? null : <dd className={classes.shape}>{shape}</dd>}
    </div>
  )
}
