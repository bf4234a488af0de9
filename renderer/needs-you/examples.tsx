import type { Decision } from '../../shared/problem.ts'
import { useCurrency } from '../ask/use-currency.ts'
import { Section } from '../parts/section.tsx'
import tables from '../parts/table.module.css'
import { useWords } from '../words/words.tsx'

/** A few of the products it is about: what the web shop holds and what it would hold. */
export function Examples({ decision: { kind, products, examples } }: { decision: Decision }) {
  const { t, money } = useWords()
  const currency = useCurrency()
  if (examples.length === 0) return null
  const shown = (value: string) => (kind === 'price-fall' ? money(value, currency) : value)
  return (
    <Section
      title={t('decision.changes')}
      aside={t('decision.some', { shown: examples.length, count: products })}
    >
      <table className={tables.table}>
        <thead>
          <tr>
            <th scope="col">{t('catalogue.column.item')}</th>
            <th scope="col">{t('catalogue.column.sku')}</th>
            <th scope="col" className={tables.number}>
              {t('decision.before')}
            </th>
            <th scope="col" className={tables.number}>
              {t('decision.after')}
            </th>
          </tr>
        </thead>
        <tbody>
          {examples.map((example) => (
            <tr key={example.sku}>
              <td>{example.name}</td>
              <td className={tables.quiet}>{example.sku}</td>
              <td className={tables.number}>{shown(example.before)}</td>
              <td className={tables.number} data-costly={kind !== 'create'}>
                {shown(example.after)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  )
}
