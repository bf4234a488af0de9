import { SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import { useWords } from '../words/words.tsx'
import classes from './form.module.css'
import { LightspeedForm } from './lightspeed-form.tsx'
import { TokenServiceForm } from './token-service-form.tsx'

/** Both ways to the till: agreeing in the browser, or a token service that is connected already. */
export function TillForm({ connected }: { connected?: (() => void) | undefined }) {
  const { t } = useWords()
  const [way, setWay] = useState<'browser' | 'service'>('browser')
  return (
    <div className={classes.form}>
      <SegmentedControl
        aria-label={t('connect.service.way')}
        value={way}
        onChange={(next) => setWay(next === 'service' ? 'service' : 'browser')}
        data={[
          { value: 'browser', label: t('connect.service.browser') },
          { value: 'service', label: t('connect.service.service') },
        ]}
      />
      {way === 'browser' ? <LightspeedForm /> : <TokenServiceForm connected={connected} />}
    </div>
  )
}
