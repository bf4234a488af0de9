import type { Connection } from '../../shared/status.ts'
import { StateShape } from '../parts/state-shape.tsx'
import { Time } from '../words/time.tsx'
import { useWords } from '../words/words.tsx'
import classes from './form.module.css'

/** Which token service the till's tokens come from, and how it is: answering, away, or refusing. */
export function TokenServiceLine({ connection }: { connection: Connection }) {
  const { t } = useWords()
  if (connection.kind === 'none' || connection.tokenService === undefined) return null
  const { url, lastGoodAt } = connection.tokenService
  const state = stateOf(connection)
  return (
    <p className={classes.good}>
      <StateShape state={state} />
      <span>
        {t('connect.service.through', { url })}
        <span className={classes.quiet}>
          {lastGoodAt === null ? null : (
            <>
              {' · '}
              {t('connect.service.answered')} <Time at={lastGoodAt} as="age" />
            </>
          )}
          {state === 'up-to-date'
            ? null
            : ` · ${t(state === 'waiting' ? 'connect.service.away' : 'connect.service.refuses')}`}
        </span>
      </span>
    </p>
  )
}

function stateOf(connection: Exclude<Connection, { kind: 'none' }>): 'up-to-date' | 'waiting' | 'broken' {
  if (connection.kind === 'connected' || !connection.reason.key.startsWith('lightspeed.token-service.'))
    return 'up-to-date'
  return connection.reconnect ? 'broken' : 'waiting'
}
