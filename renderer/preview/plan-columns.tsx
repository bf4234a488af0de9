import { createColumnHelper } from '@tanstack/react-table'
import type { PlanRow } from '../../shared/plan.ts'
import { useCurrency } from '../ask/use-currency.ts'
import { fieldName, fieldValue, inOrder } from '../catalogue/panel/field-value.ts'
import type { Slot } from '../parts/virtual-table.tsx'
import { useWords } from '../words/words.tsx'
import classes from './preview.module.css'

const column = createColumnHelper<Slot<PlanRow>>()

/** What, to which product, and from what to what. */
export function usePlanColumns() {
  const { t } = useWords()
  return [
    column.accessor((slot) => slot.value, {
      id: 'item',
      header: t('catalogue.column.item'),
      meta: { width: 'minmax(160px, 1fr)' },
      cell: ({ getValue }) => {
        const row = getValue()
        return row === undefined ? null : (
          <span className={classes.two}>
            <span className={classes.cut} title={row.name}>
              {row.name}
            </span>
            <span className={classes.small}>
              {row.byBarcode ? `${row.sku} · ${t('preview.by.barcode')}` : row.sku}
            </span>
          </span>
        )
      },
    }),
    column.accessor((slot) => slot.value, {
      id: 'what',
      header: t('preview.column.what'),
      meta: { width: '152px' },
      cell: ({ getValue }) => {
        const row = getValue()
        return row === undefined ? null : (
          <span className={classes.two}>
            <span data-kind={row.kind}>{t(`preview.kind.${row.kind}`)}</span>
            <span className={classes.small}>{t(`facet.${row.facet}`)}</span>
          </span>
        )
      },
    }),
    column.accessor((slot) => slot.value, {
      id: 'change',
      header: t('preview.column.change'),
      meta: { width: 'minmax(200px, 1.4fr)' },
      cell: ({ getValue }) => {
        const row = getValue()
        return row === undefined ? null : <Change row={row} />
      },
    }),
  ]
}

/** The first difference in full, the others by name. */
function Change({ row }: { row: PlanRow }) {
  const words = useWords()
  const currency = useCurrency()
  const [first, ...others] = inOrder(row.fields).filter(({ before, after }) => before !== after)
  if (first === undefined) return <span className={classes.before}>{words.t('preview.same')}</span>
  const show = (value: string | null) => fieldValue(first.field, value, words, currency)
  return (
    <span className={classes.two}>
      <span className={classes.change}>
        {first.before === null ? null : <span className={classes.before}>{show(first.before)} →</span>}
        <span className={classes.after} title={show(first.after)}>
          {show(first.after)}
        </span>
      </span>
      <span className={classes.small}>
        {[first, ...others].map(({ field }) => fieldName(field, words)).join(', ')}
      </span>
    </span>
  )
}
