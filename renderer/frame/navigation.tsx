import type { ReactNode } from 'react'
import { useStatus } from '../ask/use-status.ts'
import { ActivityIcon, BridgeIcon, CatalogueIcon, NeedsYouIcon, SettingsIcon } from '../parts/icons.tsx'
import { catalogue, type Route, useRouter } from '../route.tsx'
import { useWords } from '../words/words.tsx'
import classes from './navigation.module.css'

/** The pages, narrow on the left. A badge on *Needs you* alone. */
export function Navigation() {
  const { t, number } = useWords()
  const { needsYou } = useStatus()
  return (
    <nav className={classes.nav} aria-label={t('nav.label')}>
      <Entry to={{ page: 'overview' }} icon={<BridgeIcon />} name={t('nav.overview')} />
      <Entry to={catalogue()} icon={<CatalogueIcon />} name={t('nav.catalogue')} />
      <Entry to={{ page: 'activity' }} icon={<ActivityIcon />} name={t('nav.activity')} />
      <Entry
        to={{ page: 'needs-you', problemId: null }}
        icon={<NeedsYouIcon />}
        name={t('nav.needsYou')}
        badge={needsYou > 0 ? number(needsYou) : undefined}
      />
      <div className={classes.rest} />
      <Entry to={{ page: 'settings' }} icon={<SettingsIcon />} name={t('nav.settings')} />
    </nav>
  )
}

type EntryProps = {
  readonly to: Route
  readonly icon: ReactNode
  readonly name: string
  readonly badge?: string | undefined
}

/** A page that has no entry of its own stands under the one that leads to it. */
const under = { connect: 'settings', preview: 'activity' } as const

function Entry({ to, icon, name, badge }: EntryProps) {
  const { route, go } = useRouter()
  const shown = route.page === 'connect' || route.page === 'preview' ? under[route.page] : route.page
  return (
    <button
      type="button"
      className={classes.entry}
      aria-current={shown === to.page ? 'page' : undefined}
      title={name}
      onClick={() => go(to)}
    >
      {icon}
      <span className={classes.name}>{name}</span>
      {badge === undefined ? null : <span className={classes.badge}>{badge}</span>}
    </button>
  )
}
