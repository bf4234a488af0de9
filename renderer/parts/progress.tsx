import type { Run } from '../../shared/job.ts'
import { useNow } from '../words/use-now.ts'
import { useWords } from '../words/words.tsx'
import { Meter } from './meter.tsx'

/** Where a run stands, in words with an end: `1,240 of 3,000, about 2 minutes`. */
export function Progress({ run }: { run: Run }) {
  const { t } = useWords()
  const now = useNow()
  const { progress } = run
  if (progress === null) return t('stage.connect')
  const waits =
    progress.waitsUntil !== null && Date.parse(progress.waitsUntil) > now ? progress.waitsUntil : null
  const parts = [
    progress.total === null
      ? t('stage.progressOpen', { done: progress.done })
      : t('stage.progress', { done: progress.done, total: progress.total }),
    progress.endsAt === null || Date.parse(progress.endsAt) <= now
      ? null
      : t('stage.left', { seconds: (Date.parse(progress.endsAt) - now) / 1000 }),
    waits === null ? null : t('stage.waits', { waitsUntilAt: waits }),
  ]
  return parts.filter((part) => part !== null).join(', ')
}

export function ProgressBar({ run }: { run: Run }) {
  const { t } = useWords()
  const { progress } = run
  if (progress === null || progress.total === null || progress.total === 0) return null
  const text = t('stage.progress', { done: progress.done, total: progress.total })
  return (
    <Meter value={progress.done} size={progress.total} label={t(`stage.${progress.stage}`)} text={text} />
  )
}
