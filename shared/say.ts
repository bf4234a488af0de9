import { createInstance, type i18n } from 'i18next'
import {
  formatAge,
  formatClock,
  formatDay,
  formatDuration,
  formatExact,
  formatMoney,
  formatNumber,
  formatPercent,
  formatSoon,
  formatTime,
  type Place,
} from './format.ts'
import type { Message } from './message.ts'
import type { Language } from './settings.ts'
import en from './texts/en.json' with { type: 'json' }
import fr from './texts/fr.json' with { type: 'json' }
import { asSentence, frenchSpaces } from './typography.ts'

/** Every text that a merchant reads, in the language of the moment. One for each process: window, tray, command line. */
export type Words = {
  readonly i18n: i18n
  language(): Language
  locale(): string
  use(language: Language): void
  /** The sentence of a message at a moment (milliseconds since the epoch). A key without a text gives a plain sentence. */
  say(message: Message, now: number): string
  has(key: string): boolean
  /** `3 minutes ago`; from a day on the day. */
  age(at: string, now: number): string
  /** `in 20 seconds`; from an hour on the time. */
  soon(at: string, now: number): string
  /** `14:05`, with its day when that is not today. */
  time(at: string, now: number): string
  exact(at: string): string
  number(value: number): string
  percent(share: number): string
  /** Decimal text; null where the currency is not known. */
  money(decimal: string, currency: string | null): string
}

type Options = {
  readonly language: Language
  /** The merchant's own locales (`en-US`), where the system tells them. */
  readonly locales?: Partial<Record<Language, string>>
  readonly timeZone?: string
}

/**
 * Inside the texts: `{{count, number}}`, `{{share, percent}}`, `{{price, money}}`, `{{seconds, duration}}`, `{{reason, sentence}}`, and for
 * instants (`…At`) `{{sentAt, age}}`, `{{waitsUntilAt, soon}}`, `{{untilAt, time}}`, `{{untilAt, clock}}`, `{{sentAt, day}}`.
 */
export function createWords({ language, locales, timeZone }: Options): Words {
  const localeOf = (lng: string | undefined) =>
    lng === 'fr' ? (locales?.fr ?? 'fr-CA') : (locales?.en ?? 'en-CA')
  const placeOf = (lng: string | undefined): Place => ({ locale: localeOf(lng), timeZone })

  const i18n = createInstance()
  i18n.use({
    type: 'postProcessor',
    name: 'spaces',
    process: (text: string) => (i18n.language === 'fr' ? frenchSpaces(text) : text),
  })
  void i18n.init({
    lng: language,
    fallbackLng: 'en',
    resources: { en: { translation: en }, fr: { translation: fr } },
    initAsync: false,
    // Lightspeed's rights have a colon in their names.
    nsSeparator: false,
    postProcess: ['spaces'],
    interpolation: { escapeValue: false },
  })

  const { formatter } = i18n.services
  const moment = (name: string, format: (at: Date, now: Date, place: Place) => string) =>
    formatter?.add(name, (value, lng, options) =>
      format(new Date(value), new Date(options.now ?? value), placeOf(lng)),
    )
  moment('age', formatAge)
  moment('soon', formatSoon)
  moment('time', formatTime)
  moment('day', formatDay)
  moment('clock', (at, _now, place) => formatClock(at, place))
  // An expected end that is not known yet leaves no trace in the sentence.
  formatter?.add('left', (value, _lng, options) =>
    i18n.t('status.left', { seconds: (Date.parse(value) - options.now) / 1000 }),
  )
  formatter?.add('sentence', (value) => asSentence(String(value)))
  formatter?.add('number', (value, lng) => formatNumber(Number(value), localeOf(lng)))
  formatter?.add('percent', (value, lng) => formatPercent(Number(value), localeOf(lng)))
  formatter?.add('duration', (value, lng) => formatDuration(Number(value), localeOf(lng)))
  formatter?.add('money', (value, lng, options) =>
    formatMoney(String(value), options.currency ?? null, localeOf(lng)),
  )

  const place = () => placeOf(i18n.language)
  const at = (instant: string) => new Date(instant)
  const has = (key: string) => i18n.exists(key, { count: 2 })
  return {
    i18n,
    has,
    language: () => (i18n.language === 'fr' ? 'fr' : 'en'),
    locale: () => localeOf(i18n.language),
    use: (next) => void i18n.changeLanguage(next),
    say: ({ key, params }, now) => i18n.t(has(key) ? key : 'failure.unexpected', { ...params, now }),
    age: (instant, now) => formatAge(at(instant), new Date(now), place()),
    soon: (instant, now) => formatSoon(at(instant), new Date(now), place()),
    time: (instant, now) => formatTime(at(instant), new Date(now), place()),
    exact: (instant) => formatExact(at(instant), place()),
    number: (value) => formatNumber(value, place().locale),
    percent: (share) => formatPercent(share, place().locale),
    money: (decimal, currency) => formatMoney(decimal, currency, place().locale),
  }
}
