import { Button } from '@mantine/core'
import { useState } from 'react'
import type { Explanation } from '../../../shared/item.ts'
import { ofItems, useSync } from '../../frame/sync.tsx'
import { ProblemRow } from '../../needs-you/problem-row.tsx'
import { OutLink } from '../../parts/out-link.tsx'
import { TextButton } from '../../parts/text-button.tsx'
import { useRouter } from '../../route.tsx'
import { Said } from '../../words/said.tsx'
import { useWords } from '../../words/words.tsx'
import { Facet } from './facet.tsx'
import { History } from './history.tsx'
import classes from './panel.module.css'
import { Part } from './part.tsx'
import { Picture } from './picture.tsx'
import { Stock } from './stock.tsx'

/** The sentence *why*, one line per part, the stock written out, both back offices, and what can be done. */
export function Explained({ item }: { item: Explanation }) {
  const { t } = useWords()
  const { start, pending } = useSync()
  const { go } = useRouter()
  const [history, setHistory] = useState(false)
  const { lightspeed, magento } = item.links
  return (
    <>
      <div className={classes.body}>
        <header className={classes.head}>
          <Picture itemId={item.itemId} />
          <div>
            <h2 className={classes.title}>{item.name}</h2>
            <p className={classes.sku}>{item.sku ?? t('catalogue.noSku')}</p>
          </div>
        </header>
        {item.problems.length > 0 ? null : (
          <p className={classes.why}>
            <strong>
              <Said message={item.why} />
            </strong>
          </p>
        )}
        {item.problems.map((problem) => (
          <ProblemRow key={problem.id} problem={problem} />
        ))}
        {history ? (
          <History changes={item.changes} />
        ) : (
          <dl>
            {item.product?.byBarcode === true ? (
              <Part name={t('catalogue.panel.product')}>
                {t('catalogue.panel.byBarcode', { sku: item.product.sku })}
              </Part>
            ) : null}
            {item.facets
              .filter(({ facet }) => facet !== 'stock')
              .map((facet) => (
                <Facet key={facet.facet} facet={facet} />
              ))}
            <Stock facets={item.facets.filter(({ facet }) => facet === 'stock')} sums={item.stock} />
            {lightspeed === null && magento === null ? null : (
              <Part name={t('catalogue.panel.openIn')}>
                <span className={classes.links}>
                  {lightspeed === null ? null : <OutLink url={lightspeed}>Lightspeed</OutLink>}
                  {magento === null ? null : <OutLink url={magento}>Magento</OutLink>}
                </span>
              </Part>
            )}
          </dl>
        )}
      </div>
      <footer className={classes.bar}>
        <Button disabled={pending} onClick={() => start(ofItems([item.itemId], { force: true }))}>
          {t('catalogue.sendAgain')}
        </Button>
        <Button
          disabled={pending}
          onClick={() =>
            start(ofItems([item.itemId], { dryRun: true }), (run) => go({ page: 'preview', runId: run.id }))
          }
        >
          {t('frame.preview')}
        </Button>
        <span className={classes.history}>
          <TextButton onClick={() => setHistory(!history)}>
            {t(history ? 'catalogue.panel.values' : 'catalogue.panel.history')}
          </TextButton>
        </span>
      </footer>
    </>
  )
}
