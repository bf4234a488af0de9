import { useStatus } from '../ask/use-status.ts'
import { Label } from '../parts/label.tsx'
import { Meter } from '../parts/meter.tsx'
import { StateShape } from '../parts/state-shape.tsx'
import { useNow } from '../words/use-now.ts'
import { useWords } from '../words/words.tsx'
import classes from './budget.module.css'

const PLENTY = 0.6

/** Lightspeed's request budget as a thin bar with words; waiting for it is normal, and has an end. */
export function Budget() {
  const { t, number, soon } = useWords()
  const { budget, setUp } = useStatus()
  const now = useNow()
  if (budget === null) return null
  const used = Math.min(Math.round(budget.level), budget.size)
  const inUse = t('overview.budget.inUse', { used: number(used), size: number(budget.size) })
  const waits = budget.waitsUntil !== null && Date.parse(budget.waitsUntil) > now ? budget.waitsUntil : null
  return (
    <section className={classes.budget} aria-label={t('overview.budget.title')}>
      <div className={classes.line}>
        <span>{t('overview.budget.title')}</span>
        <Meter
          value={used}
          size={budget.size}
          label={t('overview.budget.title')}
          text={inUse}
          tone={waits === null ? 'accent' : 'waiting'}
        />
        {waits === null ? (
          <span className={classes.words}>
            {inUse}
            {used / budget.size < PLENTY ? t('overview.budget.plenty') : ''}
          </span>
        ) : (
          <Label shape={<StateShape state="waiting" />}>
            {inUse}, {t('overview.budget.waits', { soon: soon(waits, now) })}
          </Label>
        )}
      </div>
      {setUp === 'done' && waits === null ? null : <p className={classes.why}>{t('overview.budget.why')}</p>}
    </section>
  )
}
