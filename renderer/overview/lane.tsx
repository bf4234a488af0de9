import { useStatus } from '../ask/use-status.ts'
import { Label } from '../parts/label.tsx'
import { StateShape } from '../parts/state-shape.tsx'
import { Time } from '../words/time.tsx'
import { useWords } from '../words/words.tsx'
import classes from './lane.module.css'

/** Items and stock on their way to the web shop. Dashed until the merchant has said go. */
export function Lane() {
  const { t } = useWords()
  const { items, setUp } = useStatus()
  const open = setUp === 'done'
  return (
    <section className={classes.lane} data-open={open} aria-label={t('overview.lane.title')}>
      <div className={classes.line}>
        <h2>{t('overview.lane.title')}</h2>
        <span className={classes.small}>
          {open ? (
            items.lastChangeSentAt === null ? null : (
              <Time at={items.lastChangeSentAt} as="age" />
            )
          ) : (
            t('overview.lane.afterGo')
          )}
        </span>
      </div>
      <div className={classes.arrow} aria-hidden="true" />
      <div className={classes.line}>
        <span>
          {open
            ? t('overview.lane.today', { stock: items.stockToday, items: items.itemsToday })
            : t('overview.lane.nothing')}
        </span>
        {open && items.waiting > 0 ? (
          <span className={classes.small}>
            <Label shape={<StateShape state="waiting" />}>
              {t('overview.waiting', { count: items.waiting })}
            </Label>
          </span>
        ) : null}
      </div>
    </section>
  )
}
