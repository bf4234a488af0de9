import type { StockSum } from '../../../shared/facet.ts'
import type { ExplainedFacet } from '../../../shared/item.ts'
import { Time } from '../../words/time.tsx'
import { useWords } from '../../words/words.tsx'
import { FacetShape } from './facet-shape.tsx'
import part from './part.module.css'
import { Part } from './part.tsx'
import classes from './stock.module.css'
import { stockLines } from './stock-lines.ts'

/** The stock with its arithmetic: 12 in shops + 2 sold online − 1 safety = 13. */
export function Stock({ facets, sums }: { facets: readonly ExplainedFacet[]; sums: readonly StockSum[] }) {
  const { t, number } = useWords()
  const sentAt =
    facets
      .flatMap((facet) => facet.sentAt ?? [])
      .toSorted()
      .at(-1) ?? null
  return (
    <Part name={t('facet.stock')} shape={<FacetShape state={gravest(facets)} />}>
      {sums.length === 0 ? <span className={part.quiet}>{t('catalogue.panel.noStock')}</span> : null}
      {sums.map((sum) => (
        <div key={sum.source} className={part.field}>
          <strong>{number(sum.push)}</strong>{' '}
          {sums.length > 1 ? <span className={part.quiet}>{sum.source}</span> : null}
          <div className={part.small}>
            {t('count.shops', { count: sum.shops.length })}
            {sentAt === null ? null : (
              <>
                {' · '}
                {t('catalogue.panel.sent')} <Time at={sentAt} as="age" />
              </>
            )}
          </div>
          <Sum sum={sum} />
        </div>
      ))}
    </Part>
  )
}

const gravity = ['held', 'waiting', 'not-sent', 'sent'] as const

/** There is one part for each stock location, and one line for all. */
const gravest = (facets: readonly ExplainedFacet[]): ExplainedFacet['state'] =>
  gravity.find((state) => facets.some((facet) => facet.state === state)) ?? 'not-sent'

function Sum({ sum }: { sum: StockSum }) {
  const { t, number } = useWords()
  const shops = sum.shops.map(({ name, qoh }) => `${name} ${number(qoh)}`).join(', ')
  return (
    <table className={classes.sum}>
      <tbody>
        {stockLines(sum).map(({ what, amount }, index) => (
          <tr key={what}>
            <th scope="row">{t(`catalogue.stock.${what}`, { shops })}</th>
            <td>
              {index === 0 ? '' : amount < 0 ? '− ' : '+ '}
              {number(index === 0 ? amount : Math.abs(amount))}
            </td>
          </tr>
        ))}
        <tr className={classes.total}>
          <th scope="row">{t('catalogue.stock.push')}</th>
          <td>= {number(sum.push)}</td>
        </tr>
      </tbody>
    </table>
  )
}
