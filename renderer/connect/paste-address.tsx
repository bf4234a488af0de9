import { Button, TextInput } from '@mantine/core'
import { type ClipboardEvent, useState } from 'react'
import type { AuthorizeStart } from '../../shared/connect.ts'
import { useTell } from '../ask/use-tell.ts'
import { Refused } from '../parts/refused.tsx'
import { StateShape } from '../parts/state-shape.tsx'
import { useWords } from '../words/words.tsx'
import classes from './form.module.css'

/** The other way home: the address of the page that the browser would not show. It lives for a minute. */
export function PasteAddress({ started }: { started: AuthorizeStart }) {
  const { t } = useWords()
  const finish = useTell('finishLightspeed', ['status', 'connections', 'lists'])
  const [address, setAddress] = useState('')
  const send = (redirected: string) => {
    if (redirected.trim() !== '') finish.tell({ redirected: redirected.trim() })
  }
  const onPaste = (event: ClipboardEvent) => {
    const pasted = event.clipboardData.getData('text')
    event.preventDefault()
    setAddress(pasted)
    send(pasted)
  }
  return (
    <section className={classes.paste} aria-label={t('connect.paste.label')}>
      <p className={classes.waits} role="status">
        <StateShape state="waiting" />
        {t(started.listening ? 'connect.paste.waits' : 'connect.paste.notListening')}
      </p>
      <TextInput
        label={t('connect.paste.label')}
        description={t('connect.paste.hint', { seconds: started.codeSeconds })}
        placeholder="https://localhost:…/callback?code=…"
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        value={address}
        onChange={(event) => setAddress(event.currentTarget.value)}
        onPaste={onPaste}
        onKeyDown={(event) => {
          if (event.key === 'Enter') send(address)
        }}
      />
      <Button disabled={finish.pending || address.trim() === ''} onClick={() => send(address)}>
        {t('connect.paste.send')}
      </Button>
      <Refused failure={finish.failure} />
    </section>
  )
}
