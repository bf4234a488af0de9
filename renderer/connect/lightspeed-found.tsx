import type { LightspeedConnected } from '../../shared/connect.ts'
import { StateShape } from '../parts/state-shape.tsx'
import { useWords } from '../words/words.tsx'
import classes from './form.module.css'
import { Permissions } from './permissions.tsx'

/** The till as it was found. */
export function LightspeedFound({ found }: { found: LightspeedConnected }) {
  const { t } = useWords()
  return (
    <>
      <p className={classes.good}>
        <StateShape state="up-to-date" />
        <span>
          <strong>{found.name}</strong>{' '}
          <span className={classes.quiet}>
            {t('connect.till.shops', { count: found.shops.length })}{' '}
            {found.shops.map(({ name }) => name).join(', ')}
          </span>
        </span>
      </p>
      <Permissions of="Lightspeed" permissions={found.permissions} />
    </>
  )
}
