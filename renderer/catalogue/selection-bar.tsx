import { Button } from '@mantine/core'
import { ofItems, useSync } from '../frame/sync.tsx'
import { TextButton } from '../parts/text-button.tsx'
import { useRouter } from '../route.tsx'
import { useWords } from '../words/words.tsx'
import classes from './selection-bar.module.css'

/** What can be done with the chosen items. */
export function SelectionBar({ selected, clear }: { selected: ReadonlySet<string>; clear: () => void }) {
  const { t } = useWords()
  const { start, pending } = useSync()
  const { go } = useRouter()
  const ids = [...selected]
  return (
    <section className={classes.bar} aria-label={t('catalogue.selection.label')}>
      <strong>{t('catalogue.selection.count', { count: ids.length })}</strong>
      <Button disabled={pending} onClick={() => start(ofItems(ids))}>
        {t('catalogue.selection.sync')}
      </Button>
      <Button disabled={pending} onClick={() => start(ofItems(ids, { force: true }))}>
        {t('catalogue.sendAgain')}
      </Button>
      <Button
        disabled={pending}
        onClick={() => start(ofItems(ids, { dryRun: true }), (run) => go({ page: 'preview', runId: run.id }))}
      >
        {t('frame.preview')}
      </Button>
      <span className={classes.clear}>
        <TextButton onClick={clear}>{t('catalogue.selection.clear')}</TextButton>
      </span>
    </section>
  )
}
