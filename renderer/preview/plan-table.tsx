import type { Output } from '../../shared/contract.ts'
import { RunId } from '../../shared/ids.ts'
import type { PlanRow } from '../../shared/plan.ts'
import { question } from '../ask/use-ask.ts'
import { usePages } from '../ask/use-pages.ts'
import { Asked } from '../parts/asked.tsx'
import { PageState } from '../parts/page-state.tsx'
import { VirtualTable } from '../parts/virtual-table.tsx'
import { useWords } from '../words/words.tsx'
import { usePlanColumns } from './plan-columns.tsx'
import classes from './preview.module.css'

/** Which products would change, and how: what the web shop holds and what it would hold. */
export function PlanTable({ runId }: { runId: number }) {
  const { t } = useWords()
  const rows = usePages<PlanRow, Output<'planRows'>>((range) =>
    question('planRows', { runId: RunId.parse(runId), ...range }),
  )
  const columns = usePlanColumns()
  return (
    <Asked asked={rows.first}>
      {({ total }) =>
        total === 0 ? (
          <PageState title={t('preview.nothing.title')}>
            <p>{t('preview.nothing.why')}</p>
          </PageState>
        ) : (
          <div className={classes.table}>
            <VirtualTable
              label={t('preview.title')}
              columns={columns}
              total={total}
              row={rows.row}
              rowId={({ itemId, facet, kind }) => `${itemId} ${kind} ${facet}`}
              onSight={rows.show}
            />
          </div>
        )
      }
    </Asked>
  )
}
