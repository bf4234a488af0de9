import type { JobStatus } from '../../shared/status.ts'
import { useStatus } from '../ask/use-status.ts'
import { Label } from '../parts/label.tsx'
import { StateShape } from '../parts/state-shape.tsx'
import { Time } from '../words/time.tsx'
import { useWords } from '../words/words.tsx'
import { HourBars } from './hour-bars.tsx'
import classes from './jobs.module.css'

/** Each sync: its state, when it last ran and runs next, and what it did today. */
export function Jobs() {
  const { t } = useWords()
  const { jobs } = useStatus()
  return (
    <div className={classes.box}>
      <table className={classes.jobs}>
        <caption className={classes.unseen}>{t('overview.jobs.title')}</caption>
        <thead>
          <tr>
            <th scope="col" className={classes.title}>
              {t('overview.jobs.title')}
            </th>
            <th scope="col">{t('overview.jobs.state')}</th>
            <th scope="col">{t('overview.jobs.last')}</th>
            <th scope="col">{t('overview.jobs.next')}</th>
            <th scope="col" className={classes.number}>
              {t('overview.jobs.today')}
            </th>
            <th scope="col" className={classes.chart}>
              {t('overview.jobs.hours')}
            </th>
          </tr>
        </thead>
        <tbody>
          {jobs.map((job) => (
            <Job key={job.job} job={job} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Job({ job }: { job: JobStatus }) {
  const { t } = useWords()
  const { paused, items } = useStatus()
  const lastAt = job.lastSuccessAt ?? job.last?.endedAt ?? null
  const waits = job.job === 'catalogue' && job.state === 'up-to-date' && items.waiting > 0
  return (
    <tr>
      <th scope="row">{t(`job.${job.job}`)}</th>
      <td>
        <Label shape={<StateShape state={waits ? 'waiting' : job.state} />}>
          {waits ? t('overview.waiting', { count: items.waiting }) : t(`state.${job.state}`)}
        </Label>
      </td>
      <td>{lastAt === null ? t('overview.jobs.never') : <Time at={lastAt} as="age" />}</td>
      <td>
        {paused !== null ? (
          t('overview.jobs.whenResumed')
        ) : job.nextAt === null ? (
          t('overview.jobs.unscheduled')
        ) : (
          <Time at={job.nextAt} as="soon" />
        )}
      </td>
      <td className={classes.number}>
        {job.job === 'verify'
          ? t('count.differ', { count: job.last?.counts.drifted ?? 0 })
          : t(job.job === 'catalogue' ? 'count.items' : 'count.changes', { count: job.today })}
      </td>
      <td className={classes.chart}>
        <HourBars hours={job.hours} />
      </td>
    </tr>
  )
}
