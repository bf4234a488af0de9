import { assertNever } from '../../shared/result.ts'
import { Activity } from '../activity/activity.tsx'
import { Catalogue } from '../catalogue/catalogue.tsx'
import { Connections } from '../connect/connections.tsx'
import { NeedsYou } from '../needs-you/needs-you.tsx'
import { Overview } from '../overview/overview.tsx'
import { Preview } from '../preview/preview.tsx'
import { useRouter } from '../route.tsx'
import { SettingsPage } from '../settings/settings.tsx'

export function OpenPage() {
  const { route } = useRouter()
  switch (route.page) {
    case 'overview':
      return <Overview />
    case 'catalogue':
      return <Catalogue itemId={route.itemId} filter={route.filter} />
    case 'needs-you':
      return <NeedsYou problemId={route.problemId} />
    case 'activity':
      return <Activity />
    case 'settings':
      return <SettingsPage />
    case 'connect':
      return <Connections />
    case 'preview':
      return <Preview runId={route.runId} />
    default:
      return assertNever(route, 'route')
  }
}
