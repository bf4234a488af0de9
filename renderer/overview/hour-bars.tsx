import { useWords } from '../words/words.tsx'
import classes from './hour-bars.module.css'

const HEIGHT = 18
const STEP = 6

/** Changes in each of the last 24 hours, oldest first; the hour that is not over yet in the accent colour. */
export function HourBars({ hours }: { hours: readonly number[] }) {
  const { t } = useWords()
  const most = Math.max(1, ...hours)
  const total = hours.reduce((sum, hour) => sum + hour, 0)
  return (
    <svg
      className={classes.bars}
      role="img"
      aria-label={t('overview.jobs.hoursTold', { count: total, most: Math.max(...hours) })}
      width={hours.length * STEP}
      height={HEIGHT}
    >
      {hours.map((hour, index) => {
        const height = hour === 0 ? 1 : Math.max(2, Math.round((hour / most) * HEIGHT))
        return (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: a bar is its hour, whatever it holds
            key={index}
            x={index * STEP}
            y={HEIGHT - height}
            width={4}
            height={height}
            data-now={index === hours.length - 1}
          />
        )
      })}
    </svg>
  )
}
