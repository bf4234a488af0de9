import type { Permission } from '../../shared/connect.ts'
import { Section } from '../parts/section.tsx'
import { StateShape } from '../parts/state-shape.tsx'
import { useWords } from '../words/words.tsx'
import classes from './permissions.module.css'

type PermissionsProps = {
  readonly of: string
  readonly permissions: readonly Permission[]
  readonly cure?: string
}

/** Permissions by name; a missing one with what it costs and its cure. */
export function Permissions({ of, permissions, cure }: PermissionsProps) {
  const { t, has, say } = useWords()
  if (permissions.length === 0) return null
  const given = permissions.filter((permission) => permission.given)
  const missing = permissions.filter((permission) => !permission.given)
  const text = (key: string) => say({ key, params: {} }, 0)
  const nameOf = ({ name }: Permission) => (has(`permission.${name}`) ? text(`permission.${name}`) : name)
  const costOf = ({ name }: Permission) =>
    has(`permission.missing.${name}`) ? text(`permission.missing.${name}`) : t('permission.missing.other')
  return (
    <Section
      title={t('connect.permissions.title')}
      label={`${t('connect.permissions.title')}, ${of}`}
      aside={t('connect.permissions.given', { given: given.length, of: permissions.length })}
    >
      <ul className={classes.given}>
        {given.map((permission) => (
          <li key={permission.name} className={classes.line}>
            <StateShape state="up-to-date" />
            {nameOf(permission)}
          </li>
        ))}
      </ul>
      <ul>
        {missing.map((permission) => (
          <li key={permission.name} className={classes.missing}>
            <StateShape state={permission.needed ? 'broken' : 'needs-you'} />
            <div>
              <p>
                <strong>{nameOf(permission)}</strong> {t('connect.permissions.missing')} {costOf(permission)}
              </p>
              {cure === undefined ? null : <p className={classes.cure}>{cure}</p>}
            </div>
          </li>
        ))}
      </ul>
    </Section>
  )
}
