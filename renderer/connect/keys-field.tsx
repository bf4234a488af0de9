import { Textarea, TextInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useState } from 'react'
import { Ring, StateShape } from '../parts/state-shape.tsx'
import { TextButton } from '../parts/text-button.tsx'
import { useWords } from '../words/words.tsx'
import classes from './keys-field.module.css'
import { fourKeys, type KeyName, keyNames, readKeys, shortened } from './read-keys.ts'

type KeysFieldProps = {
  readonly found: Partial<Record<KeyName, string>>
  readonly onFound: (found: Partial<Record<KeyName, string>>) => void
}

/** Four keys in one paste, or one by one. Secrets are never shown again. */
export function KeysField({ found, onFound }: KeysFieldProps) {
  const { t } = useWords()
  const [single, { toggle }] = useDisclosure(false)
  const [nothing, setNothing] = useState(false)
  const take = (pasted: string) => {
    const keys = readKeys(pasted)
    setNothing(pasted.trim() !== '' && Object.keys(keys).length === 0)
    onFound(keys)
  }
  const count = keyNames.filter((name) => found[name]).length
  return (
    <div>
      {single ? (
        <div className={classes.fields}>
          {keyNames.map((name) => (
            <TextInput
              key={name}
              type="password"
              label={t(`connect.key.${name}`)}
              autoComplete="off"
              value={found[name] ?? ''}
              onChange={(event) => onFound({ ...found, [name]: event.currentTarget.value.trim() })}
            />
          ))}
        </div>
      ) : count > 0 ? (
        <Found found={found} />
      ) : (
        <Textarea
          label={t('connect.keys.label')}
          placeholder={t('connect.keys.placeholder')}
          autoComplete="off"
          spellCheck={false}
          rows={5}
          value=""
          error={nothing ? t('connect.keys.nothing') : null}
          onChange={(event) => take(event.currentTarget.value)}
        />
      )}
      <p className={classes.hint}>
        {t(
          fourKeys(found) === null
            ? count === 0
              ? 'connect.keys.kept'
              : 'connect.keys.some'
            : 'connect.keys.all',
          { count },
        )}
      </p>
      <div className={classes.ways}>
        {count > 0 && !single ? (
          <TextButton onClick={() => onFound({})}>{t('connect.keys.again')}</TextButton>
        ) : null}
        <TextButton onClick={toggle} expanded={single}>
          {t(single ? 'connect.keys.together' : 'connect.keys.single')}
        </TextButton>
      </div>
    </div>
  )
}

function Found({ found }: { found: Partial<Record<KeyName, string>> }) {
  const { t } = useWords()
  return (
    <>
      <p className={classes.label}>{t('connect.keys.label')}</p>
      <dl className={classes.found}>
        {keyNames.map((name) => {
          const key = found[name]
          const secret = name === 'consumerSecret' || name === 'accessTokenSecret'
          return (
            <div key={name} className={classes.line}>
              <dt>{t(`connect.key.${name}`)}</dt>
              <dd>
                {key === undefined ? t('connect.keys.missing') : secret ? '••••••••••••' : shortened(key)}
              </dd>
              <dd className={classes.shape}>
                {key === undefined ? <Ring /> : <StateShape state="up-to-date" />}
              </dd>
            </div>
          )
        })}
      </dl>
    </>
  )
}
