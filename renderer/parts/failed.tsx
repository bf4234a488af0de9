import { Button } from '@mantine/core'
import type { Failure } from '../../shared/message.ts'
import { Said } from '../words/said.tsx'
import { useWords } from '../words/words.tsx'
import { Details } from './details.tsx'
import { PageState } from './page-state.tsx'

/** A page that could not be filled: what happened, and the way to try again. */
export function Failed({ failure, retry }: { failure: Failure; retry: () => void }) {
  const { t } = useWords()
  return (
    <PageState
      title={t('frame.failed.title')}
      way={
        <>
          <Button onClick={retry}>{t('frame.failed.retry')}</Button>
          {failure.details === undefined ? null : <Details text={failure.details} />}
        </>
      }
    >
      <p role="alert">
        <Said message={failure.message} />
      </p>
    </PageState>
  )
}
