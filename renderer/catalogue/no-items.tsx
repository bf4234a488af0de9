import { Button } from '@mantine/core'
import type { ItemFilter } from '../../shared/item.ts'
import { PageState } from '../parts/page-state.tsx'
import { useWords } from '../words/words.tsx'

type NoItemsProps = {
  readonly search: string
  readonly filter: ItemFilter
  readonly clear: () => void
}

/** First day: nothing read yet. Any other day: nothing that fits. */
export function NoItems({ search, filter, clear }: NoItemsProps) {
  const { t } = useWords()
  if (search === '' && filter === 'all') {
    return (
      <PageState bridge title={t('catalogue.first.title')}>
        <p>{t('catalogue.first.why')}</p>
      </PageState>
    )
  }
  return (
    <PageState
      title={search === '' ? t('catalogue.none.filter') : t('catalogue.none.search', { search })}
      way={<Button onClick={clear}>{t('catalogue.none.clear')}</Button>}
    >
      <p>{t(search === '' ? 'catalogue.none.filterWhy' : 'catalogue.none.searchWhy')}</p>
    </PageState>
  )
}
