/** How ages, times, numbers and money are written. Pure: the moment, the locale and the time zone come in. */
export type Place = {
  /** BCP 47: `en-CA`, `fr-CA`. */
  readonly locale: string
  /** IANA name; undefined takes the system's. */
  readonly timeZone?: string | undefined
}

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const JUST_NOW = 2000

const dates = new Map<string, Intl.DateTimeFormat>()

/** Making an Intl formatter is dear, and a table asks for the same one in every row. */
function dateFormat({ locale, timeZone }: Place, name: string, options: Intl.DateTimeFormatOptions) {
  const key = `${locale} ${timeZone ?? ''} ${name}`
  const kept = dates.get(key)
  if (kept !== undefined) return kept
  const made = new Intl.DateTimeFormat(locale, {
    ...options,
    ...(timeZone === undefined ? {} : { timeZone }),
  })
  dates.set(key, made)
  return made
}

const relative = (locale: string, value: number, unit: Intl.RelativeTimeFormatUnit) =>
  new Intl.RelativeTimeFormat(locale, { numeric: 'always' }).format(value, unit)

const capitalFree = (text: string) => text.charAt(0).toLowerCase() + text.slice(1)

/** `14:05`, `14 h 05`. */
export const formatClock = (at: Date, place: Place): string =>
  dateFormat(place, 'clock', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at)

/** `Nov 12`, `12 nov.`; with the year when it is another one. */
export function formatDay(at: Date, now: Date, place: Place): string {
  const year = dateFormat(place, 'year', { year: 'numeric' })
  return year.format(at) === year.format(now)
    ? dateFormat(place, 'day', { month: 'short', day: 'numeric' }).format(at)
    : dateFormat(place, 'dated', { month: 'short', day: 'numeric', year: 'numeric' }).format(at)
}

/** The whole moment, for hover and screen readers: `Tuesday, November 24, 2026 at 14:02:31`. */
export const formatExact = (at: Date, place: Place): string =>
  dateFormat(place, 'exact', { dateStyle: 'full', timeStyle: 'medium', hourCycle: 'h23' }).format(at)

/** Days between two moments as the calendar on the wall counts them. */
function calendarDays(from: Date, to: Date, place: Place): number {
  const day = (date: Date) =>
    Date.parse(
      dateFormat({ ...place, locale: 'en-CA' }, 'iso', {
        year: 'numeric',
        month: '2-digit',
        day: '2-digit',
      }).format(date),
    )
  return Math.round((day(to) - day(from)) / DAY)
}

/** The clock today, else with its day: `14:05`, `yesterday, 14:05`, `Nov 12, 14:05`. */
export function formatTime(at: Date, now: Date, place: Place): string {
  const clock = formatClock(at, place)
  const days = calendarDays(now, at, place)
  if (days === 0) return clock
  if (Math.abs(days) > 1) return `${formatDay(at, now, place)}, ${clock}`
  const day = new Intl.RelativeTimeFormat(place.locale, { numeric: 'auto' }).format(days, 'day')
  return `${capitalFree(day)}, ${clock}`
}

/** Under a day in words, `3 minutes ago`; later the day, `Nov 12`. What lies ahead counts as now. */
export function formatAge(at: Date, now: Date, place: Place): string {
  const age = Math.max(0, now.getTime() - at.getTime())
  if (age < JUST_NOW)
    return new Intl.RelativeTimeFormat(place.locale, { numeric: 'auto' }).format(0, 'second')
  if (age < MINUTE) return relative(place.locale, -Math.floor(age / 1000), 'second')
  if (age < HOUR) return relative(place.locale, -Math.floor(age / MINUTE), 'minute')
  if (age < DAY) return relative(place.locale, -Math.floor(age / HOUR), 'hour')
  return formatDay(at, now, place)
}

/** What is to come: `in 20 seconds`, `in 38 minutes`, from an hour on the time: `18:00`, `tomorrow, 03:00`. */
export function formatSoon(at: Date, now: Date, place: Place): string {
  const ahead = Math.max(0, at.getTime() - now.getTime())
  if (ahead < MINUTE) return relative(place.locale, Math.ceil(ahead / 1000), 'second')
  if (ahead < HOUR) return relative(place.locale, Math.round(ahead / MINUTE), 'minute')
  return formatTime(at, now, place)
}

/** A length of time, rounded to its largest unit: `9 seconds`, `2 minutes`, `1 hour`. */
export function formatDuration(seconds: number, locale: string): string {
  const [value, unit] =
    seconds < 60
      ? [Math.max(1, Math.round(seconds)), 'second']
      : seconds < 3600
        ? [Math.round(seconds / 60), 'minute']
        : [Math.round(seconds / 3600), 'hour']
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(value)
}

export const formatNumber = (value: number, locale: string, decimals = 3): string =>
  new Intl.NumberFormat(locale, { maximumFractionDigits: decimals }).format(value)

export const formatPercent = (share: number, locale: string): string =>
  new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 }).format(share)

/** Decimal text as money; without a known currency as a number with two places. What is no number stays as it is. */
export function formatMoney(decimal: string, currency: string | null, locale: string): string {
  const value = Number(decimal)
  if (decimal.trim() === '' || !Number.isFinite(value)) return decimal
  const style =
    currency === null
      ? {}
      : { style: 'currency' as const, currency, currencyDisplay: 'narrowSymbol' as const }
  return new Intl.NumberFormat(locale, {
    minimumFractionDigits: 2,
    maximumFractionDigits: 4,
    ...style,
  }).format(value)
}
