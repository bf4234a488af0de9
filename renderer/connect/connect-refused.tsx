import { Button } from '@mantine/core'
import { useId } from 'react'
import type { Failure } from '../../shared/message.ts'
import { Refused } from '../parts/refused.tsx'
import { useSettings } from '../settings/use-settings.ts'
import { useWords } from '../words/words.tsx'
import classes from './form.module.css'

type ConnectRefusedProps = { readonly failure: Failure | null; readonly again: () => void }

/** Why connecting was refused; for want of a keyring, with the question whether weaker protection will do. */
export function ConnectRefused({ failure, again }: ConnectRefusedProps) {
  return (
    <>
      <Refused failure={failure} />
      {failure?.message.key === 'vault.unavailable.system' ? <AskForWeaker agreed={again} /> : null}
    </>
  )
}

function AskForWeaker({ agreed }: { agreed: () => void }) {
  const { t } = useWords()
  const { change, pending, failure } = useSettings()
  const title = useId()
  return (
    <section className={classes.paste} aria-labelledby={title}>
      <h2 id={title}>{t('connect.weak.title')}</h2>
      <p>{t('connect.weak.why')}</p>
      <Button disabled={pending} onClick={() => change({ weakVault: true }, agreed)}>
        {t('connect.weak.agree')}
      </Button>
      <Refused failure={failure} />
    </section>
  )
}
