import { Button } from '@mantine/core'
import { Refused } from '../parts/refused.tsx'
import { useWords } from '../words/words.tsx'
import classes from './draft-bar.module.css'
import { SelectedCount } from './selected-count.tsx'
import type { useDraft } from './use-draft.ts'

/** What the collected changes come to, before they are saved. */
export function DraftBar({ draft }: { draft: ReturnType<typeof useDraft> }) {
  const { t } = useWords()
  return (
    <section className={classes.bar} aria-label={t('settings.draft.label')}>
      <p>
        <strong>{t('settings.draft.label')}</strong>{' '}
        <span className={classes.quiet}>
          {draft.rules === null ? null : <SelectedCount rules={draft.rules} />}
        </span>
      </p>
      <Refused failure={draft.failure} />
      <Button variant="filled" disabled={draft.saving} onClick={() => draft.save(() => {})}>
        {t('settings.draft.save')}
      </Button>
      <Button disabled={draft.saving} onClick={draft.discard}>
        {t('settings.draft.discard')}
      </Button>
    </section>
  )
}
