import { Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import { Timing } from '../../shared/settings.ts'
import { useWords } from '../words/words.tsx'
import classes from './fields.module.css'
import { type JobTiming, nightlyAt, presets, timingKey, timingOf } from './timing.ts'

type TimingFieldProps = {
  readonly job: JobTiming
  readonly timing: Timing
  readonly onChange: (timing: Timing) => void
}

const OWN = 'own'

/** One preset, or the merchant's own cron text. */
export function TimingField({ job, timing, onChange }: TimingFieldProps) {
  const { t } = useWords()
  const entries = presets(job)
  const isPreset = entries.some((preset) => timingKey(preset) === timingKey(timing))
  const [own, setOwn] = useState(!isPreset)
  const [cron, setCron] = useState(timing.kind === 'cron' ? timing.cron : '')
  const choose = (key: string | null) => {
    const chosen = key === null ? null : timingOf(key)
    setOwn(chosen === null)
    if (chosen !== null) onChange(chosen)
  }
  const save = () => {
    const parsed = Timing.safeParse({ kind: 'cron', cron: cron.trim() })
    if (parsed.success) onChange(parsed.data)
  }
  return (
    <div className={classes.row}>
      <span>{t(`settings.schedule.${job}`)}</span>
      <Select
        aria-label={t(`settings.schedule.${job}`)}
        value={own ? OWN : timingKey(timing)}
        data={[
          ...entries.map((preset) => ({ value: timingKey(preset), label: nameOf(preset) })),
          { value: OWN, label: t('settings.schedule.own') },
        ]}
        onChange={choose}
      />
      {own ? (
        <TextInput
          aria-label={t('settings.schedule.cron', { job: t(`settings.schedule.${job}`) })}
          placeholder="*/10 8-18 * * 1-6"
          value={cron}
          onChange={(event) => setCron(event.currentTarget.value)}
          onBlur={save}
          onKeyDown={(event) => {
            if (event.key === 'Enter') save()
          }}
        />
      ) : null}
    </div>
  )

  function nameOf(preset: Timing): string {
    if (preset.kind === 'off') return t('settings.schedule.off')
    if (preset.kind === 'cron') {
      const at = nightlyAt(preset.cron, new Date())
      return at === null ? preset.cron : t('settings.schedule.nightly', { at: at.toISOString() })
    }
    if (preset.seconds === 60) return t('settings.schedule.everyMinute')
    if (preset.seconds === 3600) return t('settings.schedule.everyHour')
    return t('settings.schedule.every', { seconds: preset.seconds })
  }
}
