import { useHotkeys } from '@mantine/hooks'
import { useStatus } from '../ask/use-status.ts'
import { FirstRun } from '../connect/first-run.tsx'
import { useRouter } from '../route.tsx'
import classes from './frame.module.css'
import { Navigation } from './navigation.tsx'
import { Offline } from './offline.tsx'
import { OpenPage } from './open-page.tsx'
import { StateBar } from './state-bar.tsx'
import { everything, SyncProvider, useSync } from './sync.tsx'

/** Navigation on the left, the state on top, the open page below. While Tillbridge is set up, the steps instead. */
export function Frame() {
  const { route } = useRouter()
  const { setUp } = useStatus()
  return (
    <SyncProvider>{route.page === 'connect' && setUp !== 'done' ? <FirstRun /> : <Pages />}</SyncProvider>
  )
}

function Pages() {
  const { setUp } = useStatus()
  const { start } = useSync()
  useHotkeys([['mod+R', () => setUp === 'done' && start(everything)]], [])
  return (
    <div className={classes.frame}>
      <Navigation />
      <div className={classes.body}>
        <StateBar />
        <main className={classes.main}>
          <Offline />
          <OpenPage />
        </main>
      </div>
    </div>
  )
}
