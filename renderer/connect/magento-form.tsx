import { Button, SegmentedControl, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { MagentoKeys } from '../../shared/connect.ts'
import { useTell } from '../ask/use-tell.ts'
import { useWords } from '../words/words.tsx'
import { ConnectRefused } from './connect-refused.tsx'
import classes from './form.module.css'
import { KeysField } from './keys-field.tsx'
import { fourKeys, type KeyName } from './read-keys.ts'
import { WhereKeysAre } from './where-keys-are.tsx'

/** Address and keys of the web shop. The keys go to the core at once and are kept nowhere in this window. */
export function MagentoForm({ url: first, connected }: { url: string; connected: () => void }) {
  const { t } = useWords()
  const connect = useTell('connectMagento', ['status', 'connections', 'lists', 'checkUp'])
  const [url, setUrl] = useState(first)
  const [kind, setKind] = useState<MagentoKeys['kind']>('integration')
  const [found, setFound] = useState<Partial<Record<KeyName, string>>>({})
  const [token, setToken] = useState('')
  const keys: MagentoKeys | null =
    kind === 'integration'
      ? fourKeys(found)
      : token.trim() === ''
        ? null
        : { kind: 'bearer', token: token.trim() }
  const ready = url.trim() !== '' && keys !== null
  const send = () => {
    if (keys !== null && ready) connect.tell({ url: url.trim(), keys }, connected)
  }

  return (
    <form
      className={classes.columns}
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <div className={classes.form}>
        <TextInput
          label={t('connect.shop.address')}
          placeholder="https://"
          inputMode="url"
          autoComplete="off"
          value={url}
          onChange={(event) => setUrl(event.currentTarget.value)}
        />
        <SegmentedControl
          aria-label={t('connect.shop.kind')}
          value={kind}
          onChange={(next) => setKind(next === 'bearer' ? 'bearer' : 'integration')}
          data={[
            { value: 'integration', label: t('connect.shop.four') },
            { value: 'bearer', label: t('connect.shop.bearer') },
          ]}
        />
        {kind === 'integration' ? (
          <KeysField found={found} onFound={setFound} />
        ) : (
          <TextInput
            type="password"
            label={t('connect.key.accessToken')}
            description={t('connect.shop.bearerHint')}
            autoComplete="off"
            value={token}
            onChange={(event) => setToken(event.currentTarget.value)}
          />
        )}
        <div className={classes.way}>
          <Button type="submit" variant="filled" disabled={!ready || connect.pending}>
            {t(connect.pending ? 'connect.shop.checking' : 'connect.shop.connect')}
          </Button>
        </div>
        <ConnectRefused failure={connect.failure} again={send} />
      </div>
      <WhereKeysAre />
    </form>
  )
}
