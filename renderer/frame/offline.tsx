import { Button } from '@mantine/core'
import { useStatus } from '../ask/use-status.ts'
import { Time } from '../words/time.tsx'
import { useWords } from '../words/words.tsx'
import classes from './offline.module.css'
import { everything, useSync } from './sync.tsx'

/** A service is away and will be tried again by itself: what is shown stays readable, and says how old it is. */
export function Offline() {
  const { t } = useWords()
  const { lightspeed, magento, setUp } = useStatus()
  const { start, pending } = useSync()
  const away = [lightspeed, magento].find((side) => side.kind === 'broken' && !side.reconnect)
  if (away?.kind !== 'broken' || setUp !== 'done') return null
  return (
    <aside className={classes.band} aria-label={t('frame.offline.label')}>
      <p>
        {away.lastGoodAt === null ? null : (
          <strong>
            {t('frame.offline.from')} <Time at={away.lastGoodAt} as="time" />,{' '}
            <Time at={away.lastGoodAt} as="age" />.{' '}
          </strong>
        )}
        {t(away === lightspeed ? 'frame.offline.till' : 'frame.offline.shop')}
      </p>
      <Button size="compact-sm" disabled={pending} onClick={() => start(everything)}>
        {t('frame.offline.retry')}
      </Button>
    </aside>
  )
}
