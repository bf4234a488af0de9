import { Button } from '@mantine/core'
import type { Override } from '../../shared/override.ts'
import { fieldName } from '../catalogue/panel/field-value.ts'
import { Refused } from '../parts/refused.tsx'
import { Section } from '../parts/section.tsx'
import { StateShape } from '../parts/state-shape.tsx'
import { Said } from '../words/said.tsx'
import { useWords } from '../words/words.tsx'
import { Clear } from './clear.tsx'
import classes from './overrides.module.css'
import { type Found, useOverrides } from './use-overrides.ts'

/** Values that store views hold themselves: found, shown with what they hide, and cleared where the merchant wants it. */
export function Overrides() {
  const { t } = useWords()
  const { busy, found, cleared, failure, look, clear, stop } = useOverrides()
  return (
    <Section
      title={t('overrides.title')}
      way={
        <Button size="compact-sm" onClick={busy === null ? look : stop}>
          {t(busy !== null ? 'overrides.stop' : found === null ? 'overrides.look' : 'overrides.again')}
        </Button>
      }
    >
      <div className={classes.body}>
        {busy === null ? null : <p role="status">{t(`overrides.${busy.what}`, busy.progress)}</p>}
        <Refused failure={failure} />
        {cleared === null ? null : (
          <div role="status">
            <p className={classes.line}>
              <StateShape state="up-to-date" />
              <strong>{t('overrides.cleared', { count: cleared.cleared })}</strong>
            </p>
            {cleared.left.map(({ sku, view, attributes, why }) => (
              <p key={`${sku} ${view}`} className={classes.line}>
                <StateShape state="needs-you" />
                <span>
                  {t('overrides.left', { sku, view, attributes: attributes.join(', ') })}{' '}
                  <Said message={why} />
                </span>
              </p>
            ))}
          </div>
        )}
        {found === null ? (
          busy === null ? (
            <p>{t('overrides.before')}</p>
          ) : null
        ) : (
          <Groups found={found} busy={busy !== null} clear={clear} />
        )}
      </div>
    </Section>
  )
}

type GroupsProps = {
  readonly found: Found
  readonly busy: boolean
  readonly clear: (meant: readonly Override[]) => void
}

/** One line for each attribute of each store view, and its way on. */
function Groups({ found, busy, clear }: GroupsProps) {
  const words = useWords()
  const { t } = words
  if (found.rows.length === 0)
    return busy ? null : (
      <p className={classes.line}>
        <StateShape state="up-to-date" />
        {t('overrides.none', { count: found.looked.done })}
      </p>
    )
  return (
    <ul>
      {grouped(found.rows).map((rows) => {
        const [{ view, attribute }] = rows
        const name = found.views.find(({ code }) => code === view)?.name ?? view
        const what = t('overrides.found', {
          attribute: fieldName(attribute, words),
          view: name,
          count: rows.length,
        })
        return (
          <li key={`${attribute} ${view}`} className={classes.group}>
            <span>{what}</span>
            <Clear rows={rows} what={what} view={name} disabled={busy} clear={() => clear(rows)} />
          </li>
        )
      })}
    </ul>
  )
}

type Group = readonly [Override, ...Override[]]

function grouped(rows: readonly Override[]): readonly Group[] {
  const groups = new Map<string, [Override, ...Override[]]>()
  for (const row of rows) {
    const key = `${row.attribute}\n${row.view}`
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [row])
    else group.push(row)
  }
  return [...groups.values()]
}
