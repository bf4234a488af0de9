import { Asked } from '../parts/asked.tsx'
import { Refused } from '../parts/refused.tsx'
import { Section } from '../parts/section.tsx'
import { useWords } from '../words/words.tsx'
import classes from './fields.module.css'
import type { JobTiming } from './timing.ts'
import { TimingField } from './timing-field.tsx'
import { useSettings } from './use-settings.ts'

const jobs: readonly JobTiming[] = ['stock', 'catalogue', 'fullRead', 'verify']

/** When each sync runs by itself: a preset, or a cron text. */
export function ScheduleFields() {
  const { t } = useWords()
  const { asked, change, failure } = useSettings()
  return (
    <Section title={t('settings.schedule.title')}>
      <Asked asked={asked}>
        {({ schedule }) => (
          <div className={classes.fields}>
            {jobs.map((job) => (
              <TimingField
                key={job}
                job={job}
                timing={schedule[job]}
                onChange={(timing) => change({ schedule: { ...schedule, [job]: timing } })}
              />
            ))}
          </div>
        )}
      </Asked>
      <Refused failure={failure} />
    </Section>
  )
}
