import { Button } from '@mantine/core'
import { useState } from 'react'
import { type Finding, type CheckUp as Found, toMend } from '../../shared/check-up.ts'
import { useAsk } from '../ask/use-ask.ts'
import { Asked } from '../parts/asked.tsx'
import { Section } from '../parts/section.tsx'
import { StateShape } from '../parts/state-shape.tsx'
import { Said } from '../words/said.tsx'
import { Time } from '../words/time.tsx'
import { useWords } from '../words/words.tsx'
import classes from './check-up.module.css'

/**
 * Looks at both sides and says what to mend: when the merchant asks, or at once, and then only what is not right.
 * Writes nothing.
 */
export function CheckUp({ atOnce = false }: { atOnce?: boolean }) {
  const { t } = useWords()
  const [wanted, setWanted] = useState(atOnce)
  const asked = useAsk('checkUp', {}, { enabled: wanted })
  const again = () => (wanted ? void asked.refetch() : setWanted(true))
  const shown = wanted || asked.data !== undefined
  return (
    <Section
      title={t('checkUp.title')}
      aside={asked.data === undefined ? undefined : <Time at={asked.data.at} as="age" />}
      way={
        <Button size="compact-sm" disabled={asked.isFetching} onClick={again}>
          {t(asked.isFetching ? 'checkUp.asking' : shown ? 'checkUp.again' : 'checkUp.ask')}
        </Button>
      }
    >
      <div className={classes.body}>
        {shown ? (
          <Asked asked={asked}>{(found) => <Findings found={found} brief={atOnce} />}</Asked>
        ) : (
          t('checkUp.before')
        )}
      </div>
    </Section>
  )
}

function Findings({ found, brief }: { found: Found; brief: boolean }) {
  const { t } = useWords()
  const open = found.findings.filter(({ verdict }) => verdict !== 'good')
  const right = brief ? [] : found.findings.filter(({ verdict }) => verdict === 'good')
  return (
    <>
      <p role="status">
        <strong>{t('checkUp.score', { count: toMend(found) })}</strong>
      </p>
      <ul>
        {open.map((finding) => (
          <Open key={keyOf(finding)} finding={finding} />
        ))}
      </ul>
      <ul className={classes.right}>
        {right.map((finding) => (
          <li key={keyOf(finding)} className={classes.line}>
            <StateShape state="up-to-date" />
            <span>
              <Said message={finding.what} />
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}

const keyOf = ({ check, what }: Finding): string => `${check} ${what.key} ${JSON.stringify(what.params)}`

function Open({ finding: { verdict, what, cure, names } }: { finding: Finding }) {
  const { t } = useWords()
  return (
    <li className={classes.line}>
      <StateShape state={verdict === 'mend' ? 'needs-you' : 'waiting'} />
      <div>
        <p>
          <strong>{t(`checkUp.verdict.${verdict}`)}</strong> <Said message={what} />
        </p>
        {names.length === 0 ? null : (
          <ul className={classes.names}>
            {names.map((name) => (
              <li key={name}>{name}</li>
            ))}
          </ul>
        )}
        {cure === null ? null : (
          <p className={classes.cure}>
            <Said message={cure} />
          </p>
        )}
      </div>
    </li>
  )
}
