export const pauseChoices = ['30m', '1h', 'tomorrow', 'forever'] as const
export type PauseChoice = (typeof pauseChoices)[number]

const MINUTE_MS = 60_000

/** Until when a pause lasts. "Until tomorrow" ends at the next midnight of this computer. */
export function pauseUntil(choice: PauseChoice, now: number): string {
  if (choice === 'forever') return 'forever'
  const until = { '30m': now + 30 * MINUTE_MS, '1h': now + 60 * MINUTE_MS, tomorrow: midnight(now) }[choice]
  return new Date(until).toISOString()
}

/** The next midnight in the time zone of this computer, in milliseconds since the epoch. */
export function midnight(now: number): number {
  const day = new Date(now)
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() + 1).getTime()
}

/** The last midnight in the time zone of this computer: where "today" begins. */
export function midnightBefore(now: number): number {
  const day = new Date(now)
  return new Date(day.getFullYear(), day.getMonth(), day.getDate()).getTime()
}
