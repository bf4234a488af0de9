import { Button } from '@mantine/core'
import { useAsk } from '../ask/use-ask.ts'
import { useStatus } from '../ask/use-status.ts'
import { useTell } from '../ask/use-tell.ts'
import { CheckUp } from '../check-up/check-up.tsx'
import { only, useSync } from '../frame/sync.tsx'
import { catalogueRun } from '../overview/steps.ts'
import { Asked } from '../parts/asked.tsx'
import { Refused } from '../parts/refused.tsx'
import { PlanCounts } from '../preview/plan-counts.tsx'
import { PlanTable } from '../preview/plan-table.tsx'
import { useRouter } from '../route.tsx'
import { useWords } from '../words/words.tsx'
import { Reading } from './reading.tsx'
import { StepPage } from './step-page.tsx'
import type { StepProps } from './steps.ts'

/** Step 5: how many, which, what would be written over; then *go*. Before it nothing is written. */
export function GoStep({ back }: StepProps) {
  const { t } = useWords()
  const { go: open } = useRouter()
  const run = catalogueRun(useStatus())
  const asked = useAsk('goPreview', {})
  const go = useTell('go', ['status', 'goPreview'])
  const { start, pending, failure } = useSync()
  const plan = run === undefined ? (asked.data ?? null) : null
  const writes = plan === null ? 0 : plan.create + plan.update + plan.disable
  return (
    <StepPage
      step="go"
      bar={
        <>
          <Button onClick={back}>{t('connect.back')}</Button>
          <p>{t('connect.go.promise')}</p>
          {plan === null ? null : (
            <Button disabled={pending} onClick={() => start(only('catalogue'))}>
              {t('connect.go.again')}
            </Button>
          )}
          {plan === null ? (
            <Button
              variant="filled"
              disabled={pending || run !== undefined}
              onClick={() => start(only('catalogue'))}
            >
              {t('connect.go.read')}
            </Button>
          ) : (
            <Button
              variant="filled"
              disabled={go.pending}
              onClick={() => go.tell({ trigger: 'window' }, () => open({ page: 'overview' }))}
            >
              {writes === 0 ? t('connect.go.startNothing') : t('connect.go.start', { count: writes })}
            </Button>
          )}
        </>
      }
    >
      <Refused failure={go.failure ?? failure} />
      {run === undefined ? <CheckUp atOnce /> : null}
      {run === undefined ? (
        <Asked asked={asked}>
          {(ready) =>
            ready === null ? (
              <p>{t('connect.go.before')}</p>
            ) : (
              <>
                <PlanCounts plan={ready} />
                <PlanTable runId={ready.runId} />
              </>
            )
          }
        </Asked>
      ) : (
        <Reading run={run} />
      )}
    </StepPage>
  )
}
