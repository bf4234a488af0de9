import classes from './meter.module.css'

type MeterProps = {
  readonly value: number
  readonly size: number
  readonly label: string
  /** What the bar says, in words. */
  readonly text: string
  readonly tone?: 'accent' | 'waiting'
}

/** One thin bar. The words beside it say the same. */
export function Meter({ value, size, label, text, tone = 'accent' }: MeterProps) {
  return (
    <progress
      className={classes.meter}
      data-tone={tone}
      value={value}
      max={Math.max(1, size)}
      aria-label={label}
      aria-valuetext={text}
    />
  )
}
