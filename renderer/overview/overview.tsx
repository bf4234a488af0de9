import { useStatus } from '../ask/use-status.ts'
import { Page } from '../parts/page.tsx'
import { useWords } from '../words/words.tsx'
import { Bridge } from './bridge.tsx'
import { Budget } from './budget.tsx'
import { DesktopHints } from './desktop-hints.tsx'
import { FirstSync } from './first-sync.tsx'
import { Jobs } from './jobs.tsx'
import { NotConnected } from './not-connected.tsx'
import { ShortList } from './short-list.tsx'
import { firstSyncStep } from './steps.ts'

/** The bridge itself: is it all right, what needs me, what is it doing. */
export function Overview() {
  const { t } = useWords()
  const status = useStatus()
  if (status.setUp === 'lightspeed' || status.setUp === 'magento') return <NotConnected />
  const step = firstSyncStep(status)
  return (
    <Page title={t('nav.overview')} hideTitle>
      <Bridge />
      {step === null ? null : <FirstSync step={step} />}
      {status.needsYou > 0 ? <ShortList /> : null}
      {step === null ? <Jobs /> : null}
      <Budget />
      <DesktopHints />
    </Page>
  )
}
