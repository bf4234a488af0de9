import type { ReactNode } from 'react'
import type { Connection } from '../../shared/status.ts'
import { useStatus } from '../ask/use-status.ts'
import { ShopIcon, TillIcon } from '../parts/icons.tsx'
import { Label } from '../parts/label.tsx'
import { StateShape } from '../parts/state-shape.tsx'
import { Time } from '../words/time.tsx'
import { useWords } from '../words/words.tsx'
import classes from './bridge.module.css'
import { Lane } from './lane.tsx'

/** Till and web shop as two cards, and between them what travels. */
export function Bridge() {
  const { t, number } = useWords()
  const { lightspeed, magento, items } = useStatus()
  return (
    <div className={classes.bridge}>
      <Card icon={<TillIcon />} side={t('overview.till')} name={nameOf(lightspeed)} connection={lightspeed}>
        {t('overview.itemsInShops', { items: items.total, shops: items.shops })}
      </Card>
      <Lane />
      <Card icon={<ShopIcon />} side={t('overview.shop')} name={hostOf(magento)} connection={magento}>
        {t('overview.online', { online: number(items.online), count: items.online })}
      </Card>
    </div>
  )
}

const nameOf = (connection: Connection) => (connection.kind === 'none' ? '' : connection.name)

/** The merchant knows the shop by its address. */
function hostOf(connection: Connection): string {
  if (connection.kind === 'none') return ''
  return URL.canParse(connection.address) ? new URL(connection.address).host : connection.name
}

type CardProps = {
  readonly icon: ReactNode
  readonly side: string
  readonly name: string
  readonly connection: Connection
  readonly children: ReactNode
}

function Card({ icon, side, name, connection, children }: CardProps) {
  return (
    <section className={classes.card} aria-label={side}>
      <p className={classes.side}>
        {icon} {side}
      </p>
      <h2 className={classes.name} title={name}>
        {name}
      </h2>
      <p className={classes.facts}>{children}</p>
      <p className={classes.health}>
        <Health connection={connection} />
      </p>
    </section>
  )
}

function Health({ connection }: { connection: Connection }) {
  const { t } = useWords()
  if (connection.kind === 'none') return t('overview.health.none')
  const [state, word] =
    connection.kind === 'connected'
      ? (['up-to-date', t('overview.health.connected')] as const)
      : connection.reconnect
        ? (['broken', t('overview.health.broken')] as const)
        : (['waiting', t('overview.health.away')] as const)
  return (
    <>
      <Label shape={<StateShape state={state} />}>{word}</Label>
      {connection.lastGoodAt === null ? null : (
        <span className={classes.age}>
          {' · '}
          <Time at={connection.lastGoodAt} as="age" />
        </span>
      )}
    </>
  )
}
