import type { ReactNode } from 'react'
import { useStatus } from '../ask/use-status.ts'
import { Section } from '../parts/section.tsx'
import { StateShape } from '../parts/state-shape.tsx'
import { Time } from '../words/time.tsx'
import { useWords } from '../words/words.tsx'
import classes from './by-itself.module.css'

/** What waits and goes on without the merchant, and when. */
export function ByItself() {
  const { t } = useWords()
  const { items, jobs, lightspeed, magento, paused } = useStatus()
  const next = jobs
    .map((job) => job.nextAt)
    .filter((at) => at !== null)
    .toSorted()[0]
  const when =
    paused !== null || next === undefined ? (
      t('overview.jobs.whenResumed')
    ) : (
      <>
        {t('needsYou.byItself.nextTry')} <Time at={next} as="soon" />
      </>
    )
  const away = [
    lightspeed.kind === 'broken' && !lightspeed.reconnect ? t('needsYou.byItself.till') : null,
    magento.kind === 'broken' && !magento.reconnect ? t('needsYou.byItself.shop') : null,
    items.waiting > 0 ? t('needsYou.byItself.waiting', { count: items.waiting }) : null,
  ].filter((line) => line !== null)
  if (away.length === 0) return null
  return (
    <Section title={t('needsYou.byItself.title')}>
      {away.map((line) => (
        <Line key={line} when={when}>
          {line}
        </Line>
      ))}
    </Section>
  )
}

function Line({ when, children }: { when: ReactNode; children: string }) {
  return (
    <p className={classes.line}>
      <StateShape state="waiting" />
      <span className={classes.what}>{children}</span>
      <span className={classes.when}>{when}</span>
    </p>
  )
}
