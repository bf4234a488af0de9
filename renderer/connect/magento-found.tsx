import type { MagentoConnected } from '../../shared/connect.ts'
import { StateShape } from '../parts/state-shape.tsx'
import { Said } from '../words/said.tsx'
import { useWords } from '../words/words.tsx'
import classes from './form.module.css'
import { Permissions } from './permissions.tsx'

/** The web shop as it was found: what it is, what may be done in it, and what to watch. */
export function MagentoFound({ found }: { found: MagentoConnected }) {
  const { t } = useWords()
  const facts = [
    ['Magento', found.edition, found.version].filter((part) => part !== null).join(' '),
    t('count.websites', { count: found.websites.length }),
    found.currency === null ? null : t('connect.shop.currency', { currency: found.currency }),
    t(found.multiSource ? 'connect.shop.sources' : 'connect.shop.oneStock'),
  ]
  return (
    <>
      <p className={classes.good}>
        <StateShape state="up-to-date" />
        <span>
          <strong>{found.url}</strong>{' '}
          <span className={classes.quiet}>{facts.filter((fact) => fact !== null).join(', ')}</span>
        </span>
      </p>
      {found.warnings.map((warning) => (
        <p key={warning.key} className={classes.good}>
          <StateShape state="needs-you" />
          <span>
            <Said message={warning} />
          </span>
        </p>
      ))}
      <Permissions of="Magento" permissions={found.permissions} cure={t('connect.permissions.cure')} />
    </>
  )
}
