import { Button } from '@mantine/core'
import { useStatus } from '../ask/use-status.ts'
import { Page } from '../parts/page.tsx'
import { PageState } from '../parts/page-state.tsx'
import { useRouter } from '../route.tsx'
import { useWords } from '../words/words.tsx'

/** First day: nothing is connected yet. */
export function NotConnected() {
  const { t } = useWords()
  const { go } = useRouter()
  const { setUp } = useStatus()
  return (
    <Page title={t('nav.overview')} hideTitle>
      <PageState
        bridge
        title={t('overview.notConnected.title')}
        way={<Button onClick={() => go({ page: 'connect' })}>{t(`frame.setUp.${setUp}`)}</Button>}
      >
        <p>{t('overview.notConnected.why')}</p>
      </PageState>
    </Page>
  )
}
