import { Button } from '@mantine/core'
import { type ReactNode, useId } from 'react'
import type { Decision as DecisionType } from '../../shared/problem.ts'
import { useAsk } from '../ask/use-ask.ts'
import { useTell } from '../ask/use-tell.ts'
import { Refused } from '../parts/refused.tsx'
import { Time } from '../words/time.tsx'
import { useWords } from '../words/words.tsx'
import classes from './decision.module.css'
import { Examples } from './examples.tsx'

/** A safety stop: the question, the cause, the rule; and each way on, named by what it does. The safe one first. */
export function Decision({ decision }: { decision: DecisionType }) {
  const { t, number, percent } = useWords()
  const id = useId()
  const rules = useAsk('rules', {})
  const { kind, products, linked } = decision
  const guard = rules.data?.guard
  return (
    <section className={classes.decision} aria-labelledby={id}>
      <div className={classes.top}>
        <div className={classes.words}>
          <h2 id={id} className={classes.question}>
            {t(`decision.${kind}.question`, { count: products })}
          </h2>
          <p>{t(`decision.${kind}.why`)}</p>
          {guard === undefined ? null : (
            <p className={classes.rule}>
              {kind === 'price-fall'
                ? t('decision.priceRule', { count: guard.priceFalls })
                : t('decision.rule', { products: guard.products, share: guard.share })}
            </p>
          )}
        </div>
        <dl className={classes.facts}>
          <Fact name={t(`decision.${kind}.fact`)}>
            {t('decision.ofLinked', { products: number(products), linked: number(linked) })}
          </Fact>
          {linked === 0 ? null : <Fact name={t('decision.share')}>{percent(products / linked)}</Fact>}
          <Fact name={t('decision.asked')}>
            <Time at={decision.askedAt} as="time" />
          </Fact>
          <Fact name={t('decision.written')}>{t('decision.nothing')}</Fact>
        </dl>
      </div>
      <Examples decision={decision} />
      <Ways decision={decision} />
    </section>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className={classes.fact}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function Ways({ decision: { id, kind, products } }: { decision: DecisionType }) {
  const { t } = useWords()
  const decide = useTell('decide', ['decisions', 'status', 'problems'])
  const answer = (given: 'yes' | 'no') => decide.tell({ id, answer: given, trigger: 'window' })
  return (
    <>
      <div className={classes.ways}>
        <div>
          <h3>{t(`decision.${kind}.no.title`)}</h3>
          <p>{t(`decision.${kind}.no.why`)}</p>
          <Button variant="filled" disabled={decide.pending} onClick={() => answer('no')}>
            {t(`decision.${kind}.no.action`)}
          </Button>
        </div>
        <div>
          <h3>{t(`decision.${kind}.yes.title`)}</h3>
          <p>{t(`decision.${kind}.yes.why`, { count: products })}</p>
          <Button variant="costly" disabled={decide.pending} onClick={() => answer('yes')}>
            {t(`decision.${kind}.yes.action`, { count: products })}
          </Button>
        </div>
      </div>
      <Refused failure={decide.failure} />
    </>
  )
}
