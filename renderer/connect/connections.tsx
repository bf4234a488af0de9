import { Button } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import type { Connection } from '../../shared/status.ts'
import { useAsk } from '../ask/use-ask.ts'
import { useStatus } from '../ask/use-status.ts'
import { CheckUp } from '../check-up/check-up.tsx'
import { Overrides } from '../overrides/overrides.tsx'
import { Page } from '../parts/page.tsx'
import { Section } from '../parts/section.tsx'
import { StateShape } from '../parts/state-shape.tsx'
import { Said } from '../words/said.tsx'
import { useWords } from '../words/words.tsx'
import { Disconnect } from './disconnect.tsx'
import classes from './form.module.css'
import { LightspeedFound } from './lightspeed-found.tsx'
import { MagentoForm } from './magento-form.tsx'
import { MagentoFound } from './magento-found.tsx'
import { TillForm } from './till-form.tsx'
import { TokenServiceLine } from './token-service-line.tsx'

/** Both connections after setting up: what they are, what is missing, and how to renew or end them. */
export function Connections() {
  const { t } = useWords()
  const { lightspeed, magento } = useStatus()
  const found = useAsk('connections', {})
  const [renewing, setRenewing] = useState<'lightspeed' | 'magento' | null>(null)
  const side = (service: 'lightspeed' | 'magento', connection: Connection) => ({
    service,
    connection,
    open: renewing === service || (connection.kind === 'broken' && connection.reconnect),
    renew: () => setRenewing(renewing === service ? null : service),
  })
  return (
    <Page title={t('connect.title')}>
      <Side
        {...side('lightspeed', lightspeed)}
        found={found.data?.lightspeed ? <LightspeedFound found={found.data.lightspeed} /> : null}
        form={<TillForm connected={() => setRenewing(null)} />}
      />
      <Side
        {...side('magento', magento)}
        found={found.data?.magento ? <MagentoFound found={found.data.magento} /> : null}
        form={
          <MagentoForm
            key={found.data?.magento?.url}
            url={found.data?.magento?.url ?? ''}
            connected={() => setRenewing(null)}
          />
        }
      />
      {lightspeed.kind === 'none' || magento.kind === 'none' ? null : (
        <>
          <CheckUp />
          <Overrides />
        </>
      )}
    </Page>
  )
}

type SideProps = {
  readonly service: 'lightspeed' | 'magento'
  readonly connection: Connection
  readonly open: boolean
  readonly renew: () => void
  readonly found: ReactNode
  readonly form: ReactNode
}

function Side({ service, connection, open, renew, found, form }: SideProps) {
  const { t } = useWords()
  return (
    <Section
      title={t(`connect.side.${service}`)}
      way={
        connection.kind === 'none' ? undefined : (
          <span className={classes.way}>
            <Button size="compact-sm" onClick={renew}>
              {t(open ? 'connect.keep' : 'connect.renew')}
            </Button>
            <Disconnect service={service} />
          </span>
        )
      }
    >
      <div className={classes.side}>
        {connection.kind === 'broken' ? (
          <p className={classes.good} role="alert">
            <StateShape state={connection.reconnect ? 'broken' : 'waiting'} />
            <Said message={connection.reason} />
          </p>
        ) : null}
        <TokenServiceLine connection={connection} />
        {open || connection.kind === 'none' ? form : found}
      </div>
    </Section>
  )
}
