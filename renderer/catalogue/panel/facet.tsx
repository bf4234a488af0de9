import { useDisclosure } from '@mantine/hooks'
import type { ExplainedFacet } from '../../../shared/item.ts'
import { useCurrency } from '../../ask/use-currency.ts'
import { TextButton } from '../../parts/text-button.tsx'
import { Said } from '../../words/said.tsx'
import { Time } from '../../words/time.tsx'
import { useWords } from '../../words/words.tsx'
import { FacetShape } from './facet-shape.tsx'
import { fieldName, fieldValue, inOrder } from './field-value.ts'
import classes from './part.module.css'
import { Part } from './part.tsx'

const SHOWN = 1

type Field = ExplainedFacet['fields'][number]

/** One part of the product: its value, where it comes from, when it was sent; what the shop still shows while it waits. */
export function Facet({ facet }: { facet: ExplainedFacet }) {
  const { t } = useWords()
  const [all, { toggle }] = useDisclosure(false)
  const filled = inOrder(facet.fields).filter(({ value, sent }) => value !== null || sent !== null)
  const rest = filled.length - SHOWN
  return (
    <Part name={t(`facet.${facet.facet}`)} shape={<FacetShape state={facet.state} />}>
      {filled.length === 0 ? <span className={classes.quiet}>{t('catalogue.panel.empty')}</span> : null}
      {(all ? filled : filled.slice(0, SHOWN)).map((field) => (
        <Line key={field.field} field={field} named={filled.length > 1} sentAt={facet.sentAt} />
      ))}
      {rest > 0 ? (
        <TextButton onClick={toggle} expanded={all}>
          {all ? t('catalogue.panel.fewer') : t('catalogue.panel.moreFields', { count: rest })}
        </TextButton>
      ) : null}
    </Part>
  )
}

type LineProps = { readonly field: Field; readonly named: boolean; readonly sentAt: string | null }

function Line({ field, named, sentAt }: LineProps) {
  const words = useWords()
  const currency = useCurrency()
  const value = fieldValue(field.field, field.value, words, currency)
  const waits = field.sent !== null && field.sent !== field.value
  return (
    <div className={classes.field}>
      <span className={classes.cut} title={value}>
        {waits ? <strong>{value}</strong> : value}
        {waits ? (
          <span className={classes.quiet}>
            {' '}
            {words.t('catalogue.panel.still', {
              value: fieldValue(field.field, field.sent, words, currency),
            })}
          </span>
        ) : null}
      </span>
      <span className={classes.small}>
        {named ? `${fieldName(field.field, words)}, ` : ''}
        <Said message={field.from} />
        {sentAt === null ? null : (
          <>
            {' · '}
            {words.t('catalogue.panel.sent')} <Time at={sentAt} as="age" />
          </>
        )}
      </span>
    </div>
  )
}
