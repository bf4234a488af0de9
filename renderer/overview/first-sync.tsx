import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useStatus } from '../ask/use-status.ts'
import { everything, only, useSync } from '../frame/sync.tsx'
import { Progress, ProgressBar } from '../parts/progress.tsx'
import { Section } from '../parts/section.tsx'
import { StateShape } from '../parts/state-shape.tsx'
import { useRouter } from '../route.tsx'
import { Time } from '../words/time.tsx'
import { useWords } from '../words/words.tsx'
import classes from './first-sync.module.css'
import { catalogueRun, type FirstSyncStep, firstSyncSteps } from './steps.ts'

/** The first sync as steps: what is done, what runs, what is still to come. Nothing is written before *go*. */
export function FirstSync({ step }: { step: FirstSyncStep }) {
  const { t } = useWords()
  const status = useStatus()
  const run = catalogueRun(status)
  const at = firstSyncSteps.indexOf(step)
  return (
    <Section
      title={t('overview.first.title')}
      aside={
        run === undefined ? undefined : (
          <>
            {t('overview.first.started')} <Time at={run.startedAt} as="age" />
          </>
        )
      }
    >
      <ol>
        {firstSyncSteps.map((name, index) => (
          <Step
            key={name}
            name={name}
            number={index + 1}
            place={index < at ? 'done' : index === at ? 'now' : 'next'}
          />
        ))}
      </ol>
    </Section>
  )
}

type StepProps = {
  readonly name: FirstSyncStep
  readonly number: number
  readonly place: 'done' | 'now' | 'next'
}

function Step({ name, number, place }: StepProps) {
  const { t } = useWords()
  const run = catalogueRun(useStatus())
  const runs = place === 'now' && run !== undefined
  return (
    <li className={classes.step} data-place={place} aria-current={place === 'now' ? 'step' : undefined}>
      <span className={classes.mark}>
        {place === 'done' ? (
          <StateShape state="up-to-date" />
        ) : runs ? (
          <StateShape state="working" />
        ) : (
          number
        )}
      </span>
      <span className={classes.name}>{t(`overview.first.${name}.name`)}</span>
      <span className={classes.what}>{runs ? <Progress run={run} /> : t(`overview.first.${name}.what`)}</span>
      <span className={classes.way}>{place === 'now' && run === undefined ? <Way step={name} /> : null}</span>
      {runs ? (
        <div className={classes.bar}>
          <ProgressBar run={run} />
        </div>
      ) : null}
    </li>
  )
}

function Way({ step }: { step: FirstSyncStep }): ReactNode {
  const { t } = useWords()
  const { go } = useRouter()
  const { start, pending } = useSync()
  if (step === 'go')
    return <Button onClick={() => go({ page: 'connect' })}>{t('overview.first.look')}</Button>
  if (step === 'connect') return null
  return (
    <Button disabled={pending} onClick={() => start(step === 'send' ? everything : only('catalogue'))}>
      {t('overview.first.begin')}
    </Button>
  )
}
