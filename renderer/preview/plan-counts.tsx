import type { PlanSummary } from '../../shared/plan.ts'
import { StateShape } from '../parts/state-shape.tsx'
import { useWords } from '../words/words.tsx'
import classes from './preview.module.css'
import { SaveCsv } from './save-csv.tsx'

const shown = [
  'selected',
  'create',
  'update',
  'adopt',
  'disable',
  'stock',
  'pictures',
  'unchanged',
  'held',
] as const

/** How many: what would be created, changed, left alone; and what would be written over, and what was found by its barcode. */
export function PlanCounts({ plan }: { plan: PlanSummary }) {
  const { t, number } = useWords()
  return (
    <>
      <dl className={classes.counts}>
        {shown
          .filter((name) => name === 'selected' || plan[name] > 0)
          .map((name) => (
            <div key={name}>
              <dt>{t(`preview.count.${name}`)}</dt>
              <dd>{number(plan[name])}</dd>
            </div>
          ))}
      </dl>
      {plan.overwrites > 0 ? (
        <p className={classes.warn}>
          <StateShape state="needs-you" />
          <span>{t('preview.overwrites', { count: plan.overwrites })}</span>
        </p>
      ) : null}
      {plan.byBarcode > 0 ? (
        <p className={classes.warn}>
          <StateShape state="needs-you" />
          <span>{t('preview.byBarcode', { count: plan.byBarcode })}</span>
        </p>
      ) : null}
      <SaveCsv runId={plan.runId} />
    </>
  )
}
