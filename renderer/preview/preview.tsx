import { Button } from '@mantine/core'
import { useAsk } from '../ask/use-ask.ts'
import { useStatus } from '../ask/use-status.ts'
import { Reading } from '../connect/reading.tsx'
import { preview, useSync } from '../frame/sync.tsx'
import { Asked } from '../parts/asked.tsx'
import { PageState } from '../parts/page-state.tsx'
import { useRouter } from '../route.tsx'
import { Time } from '../words/time.tsx'
import { useWords } from '../words/words.tsx'
import { PlanCounts } from './plan-counts.tsx'
import { PlanTable } from './plan-table.tsx'
import classes from './preview.module.css'

/** What a sync would write, as a table. Nothing was written. */
export function Preview({ runId }: { runId: number }) {
  const { t } = useWords()
  const { running } = useStatus()
  const { start, pending } = useSync()
  const { go } = useRouter()
  const run = running.find(({ id }) => id === runId)
  const asked = useAsk('planSummary', { runId }, { enabled: run === undefined })
  return (
    <div className={classes.page}>
      <header className={classes.head}>
        <h1>{t('preview.title')}</h1>
        {asked.data == null ? null : (
          <span className={classes.aside}>
            {t('preview.made')} <Time at={asked.data.madeAt} as="age" />
          </span>
        )}
        <span className={classes.way}>
          <Button
            disabled={pending || run !== undefined}
            onClick={() => start(preview, (next) => go({ page: 'preview', runId: next.id }))}
          >
            {t('preview.again')}
          </Button>
        </span>
      </header>
      {run === undefined ? (
        <Asked asked={asked}>
          {(plan) =>
            plan === null ? (
              <PageState title={t('preview.gone.title')}>
                <p>{t('preview.gone.why')}</p>
              </PageState>
            ) : (
              <>
                <PlanCounts plan={plan} />
                <PlanTable runId={runId} />
              </>
            )
          }
        </Asked>
      ) : (
        <Reading run={run} />
      )}
    </div>
  )
}
