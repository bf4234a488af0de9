import { Button, TextInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useEffect, useState } from 'react'
import type { Message } from '../../shared/message.ts'
import { useTell } from '../ask/use-tell.ts'
import { listen, openLink } from '../ipc.ts'
import { TextButton } from '../parts/text-button.tsx'
import { useWords } from '../words/words.tsx'
import { ConnectRefused } from './connect-refused.tsx'
import classes from './form.module.css'
import { PasteAddress } from './paste-address.tsx'

/** Agreeing in the browser: what will happen, the warning that will come, and the paste field for when it does. */
export function LightspeedForm() {
  const { t } = useWords()
  const start = useTell('connectLightspeed')
  const refused = useRefusal()
  const [ownClient, { toggle }] = useDisclosure(false)
  const [clientId, setClientId] = useState('')
  const begin = () =>
    start.tell(clientId.trim() === '' ? {} : { clientId: clientId.trim() }, ({ authorizeUrl }) =>
      openLink(authorizeUrl),
    )
  return (
    <div className={classes.form}>
      <ol className={classes.list}>
        <li>{t('connect.till.agree')}</li>
        <li>{t('connect.till.warning')}</li>
        <li>{t('connect.till.back')}</li>
      </ol>
      <div className={classes.way}>
        <Button
          variant={start.value === undefined ? 'filled' : 'default'}
          disabled={start.pending}
          onClick={begin}
        >
          {t(start.value === undefined ? 'connect.till.open' : 'connect.till.openAgain')}
        </Button>
        <TextButton onClick={toggle} expanded={ownClient}>
          {t('connect.till.ownClient')}
        </TextButton>
      </div>
      {ownClient ? (
        <TextInput
          label={t('connect.till.clientId')}
          description={t('connect.till.clientIdHint')}
          value={clientId}
          onChange={(event) => setClientId(event.currentTarget.value)}
        />
      ) : null}
      <ConnectRefused
        failure={start.failure ?? (refused === null ? null : { message: refused })}
        again={begin}
      />
      {start.value === undefined ? null : <PasteAddress started={start.value} />}
    </div>
  )
}

/** Why the answer that the browser brought was not taken. */
function useRefusal(): Message | null {
  const [reason, setReason] = useState<Message | null>(null)
  useEffect(
    () =>
      listen((event) => {
        if (event.kind === 'lightspeed-refused') setReason(event.reason)
        if (event.kind === 'lightspeed-connected') setReason(null)
      }),
    [],
  )
  return reason
}
