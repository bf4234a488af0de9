import type { Run } from '../../shared/job.ts'
import { Progress, ProgressBar } from '../parts/progress.tsx'
import { useWords } from '../words/words.tsx'
import classes from './form.module.css'

/** The till is being read: numbers that move, with an end. */
export function Reading({ run }: { run: Run }) {
  const { t } = useWords()
  return (
    <div className={classes.form}>
      <p>
        <strong>{t(`stage.${run.progress?.stage ?? 'connect'}`)}</strong> <Progress run={run} />
      </p>
      <ProgressBar run={run} />
      <p className={classes.quiet}>{t('connect.go.reading')}</p>
    </div>
  )
}
