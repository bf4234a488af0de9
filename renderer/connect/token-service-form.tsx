import { Button, TextInput } from '@mantine/core'
import { useId, useState } from 'react'
import type { Message } from '../../shared/message.ts'
import { useTell } from '../ask/use-tell.ts'
import { Said } from '../words/said.tsx'
import { useWords } from '../words/words.tsx'
import { ConnectRefused } from './connect-refused.tsx'
import classes from './form.module.css'

/** Address and key of a token service. The key goes to the core at once and is kept nowhere in this window. */
export function TokenServiceForm({ connected }: { connected: (() => void) | undefined }) {
  const { t } = useWords()
  const connect = useTell('connectTokenService', ['status', 'connections', 'lists'])
  const [url, setUrl] = useState('')
  const [key, setKey] = useState('')
  const ready = url.trim() !== '' && key.trim() !== ''
  const send = (fingerprint?: string) => {
    if (!ready) return
    const given = { url: url.trim(), key: key.trim() }
    connect.tell(fingerprint === undefined ? given : { ...given, fingerprint }, connected)
  }
  const question = fingerprintIn(connect.failure?.message)
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <p>{t('connect.service.hint')}</p>
      <TextInput
        label={t('connect.service.address')}
        placeholder="https://"
        inputMode="url"
        autoComplete="off"
        value={url}
        onChange={(event) => {
          setUrl(event.currentTarget.value)
          connect.reset()
        }}
      />
      <TextInput
        type="password"
        label={t('connect.service.key')}
        description={t('connect.service.keyHint')}
        autoComplete="off"
        value={key}
        onChange={(event) => setKey(event.currentTarget.value)}
      />
      <div className={classes.way}>
        <Button
          type="submit"
          variant={question === null ? 'filled' : 'default'}
          disabled={!ready || connect.pending}
        >
          {t(connect.pending ? 'connect.service.checking' : 'connect.service.connect')}
        </Button>
      </div>
      {question === null || connect.failure === null ? (
        <ConnectRefused failure={connect.failure} again={send} />
      ) : (
        <AskForCertificate question={connect.failure.message} agreed={() => send(question)} />
      )}
    </form>
  )
}

/** Nobody vouches for the certificate: the merchant compares it, and nothing goes out before. */
function AskForCertificate({ question, agreed }: { question: Message; agreed: () => void }) {
  const { t } = useWords()
  const title = useId()
  return (
    <section className={classes.paste} aria-labelledby={title}>
      <h2 id={title}>{t('connect.service.compareTitle')}</h2>
      <p className={classes.fingerprint} role="alert">
        <Said message={question} />
      </p>
      <Button variant="filled" onClick={agreed}>
        {t('connect.service.agree')}
      </Button>
    </section>
  )
}

function fingerprintIn(message: Message | undefined): string | null {
  if (message?.key !== 'tokenService.compare-certificate') return null
  return String(message.params.fingerprint ?? '')
}
