import type { Timing } from '../../shared/settings.ts'

/** A timing as one entry of a list: `every 300`, `cron 0 3 * * *`, `off`, or `own` for a cron text of the merchant's. */
export type TimingKey = string

const NIGHTS = {
  fullRead: ['0 1 * * *', '0 3 * * *', '0 5 * * *'],
  verify: ['0 2 * * *', '0 4 * * *', '0 6 * * *'],
}
const EVERY: Readonly<Record<'stock' | 'catalogue', readonly number[]>> = {
  stock: [30, 60, 300, 900, 3600],
  catalogue: [300, 900, 1800, 3600, 14_400],
}

export type JobTiming = 'stock' | 'catalogue' | 'fullRead' | 'verify'

/** The presets of a job. */
export const presets = (job: JobTiming): readonly Timing[] => [
  ...(job === 'fullRead' || job === 'verify'
    ? NIGHTS[job].map((cron): Timing => ({ kind: 'cron', cron }))
    : EVERY[job].map((seconds): Timing => ({ kind: 'every', seconds }))),
  { kind: 'off' },
]

export function timingKey(timing: Timing): TimingKey {
  if (timing.kind === 'every') return `every ${timing.seconds}`
  return timing.kind === 'cron' ? `cron ${timing.cron}` : 'off'
}

/** The timing behind an entry; null for the merchant's own cron text. */
export function timingOf(key: TimingKey): Timing | null {
  if (key === 'off') return { kind: 'off' }
  if (key.startsWith('every ')) return { kind: 'every', seconds: Number(key.slice('every '.length)) }
  return key.startsWith('cron ') ? { kind: 'cron', cron: key.slice('cron '.length) } : null
}

/** When today a cron text that means a time of each day rings; null of any other. */
export function nightlyAt(cron: string, now: Date): Date | null {
  const [, minute, hour] = /^(\d{1,2}) (\d{1,2}) \* \* \*$/.exec(cron) ?? []
  if (minute === undefined || hour === undefined) return null
  return new Date(now.getFullYear(), now.getMonth(), now.getDate(), Number(hour), Number(minute))
}
