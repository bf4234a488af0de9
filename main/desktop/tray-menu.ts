import { midnight, type PauseChoice, pauseChoices } from '../../shared/day.ts'
import type { SyncJob } from '../../shared/job.ts'
import { message } from '../../shared/message.ts'
import type { Words } from '../../shared/say.ts'
import type { Status } from '../../shared/status.ts'
import { asSentence } from '../../shared/typography.ts'

/** What a click on an entry asks for. */
export type TrayAct =
  | { readonly kind: 'sync'; readonly jobs: readonly SyncJob[] }
  | { readonly kind: 'pause'; readonly choice: PauseChoice }
  | { readonly kind: 'resume' }
  | { readonly kind: 'open'; readonly page: 'overview' | 'needs-you' | 'settings' | 'activity' }
  | { readonly kind: 'logs' }
  | { readonly kind: 'quit' }

export type TrayEntry =
  | { readonly kind: 'line' }
  | { readonly kind: 'label'; readonly label: string }
  | { readonly kind: 'act'; readonly label: string; readonly enabled: boolean; readonly act: TrayAct }
  | {
      readonly kind: 'menu'
      readonly label: string
      readonly enabled: boolean
      readonly entries: readonly TrayEntry[]
    }

const act = (label: string, does: TrayAct, enabled = true): TrayEntry => ({
  kind: 'act',
  label,
  enabled,
  act: does,
})
const line: TrayEntry = { kind: 'line' }

/** The menu of the tray icon as data: the state in words first, everything else is in the window too. */
export function trayMenu(status: Status | null, last: string | null, words: Words, now: number): TrayEntry[] {
  const say = (key: string, params = {}) => words.say(message(`tray.${key}`, params), now)
  const ready = status !== null && status.setUp === 'done'
  const needsYou = status?.needsYou ?? 0
  return [
    { kind: 'label', label: status === null ? say('starting') : stateLine(status, words, now) },
    line,
    act(say('open'), { kind: 'open', page: 'overview' }),
    {
      kind: 'menu',
      label: say('syncNow'),
      enabled: ready,
      entries: [
        act(say('everything'), { kind: 'sync', jobs: ['stock', 'catalogue'] }, ready),
        act(say('catalogue'), { kind: 'sync', jobs: ['catalogue'] }, ready),
        act(say('stock'), { kind: 'sync', jobs: ['stock'] }, ready),
      ],
    },
    pauseEntry(status, say, now),
    line,
    act(say('needsYou', { count: needsYou }), { kind: 'open', page: 'needs-you' }, needsYou > 0),
    { kind: 'label', label: last ?? say('nothingYet') },
    line,
    act(say('settings'), { kind: 'open', page: 'settings' }),
    act(say('logs'), { kind: 'logs' }),
    act(say('quit'), { kind: 'quit' }),
  ]
}

function pauseEntry(status: Status | null, say: (key: string) => string, now: number): TrayEntry {
  if (status?.paused !== null && status !== null) return act(say('resume'), { kind: 'resume' })
  return {
    kind: 'menu',
    label: say('pause'),
    enabled: status !== null,
    entries: pauseChoices.map((choice) =>
      act(say(`pauseFor.${choice}`), { kind: 'pause', choice }, midnight(now) > now),
    ),
  }
}

/** The state in words with its age: the first line of the menu and the tooltip. */
export function stateLine(status: Status, words: Words, now: number): string {
  const more = status.more === null ? '' : ` ${words.say(status.more, now)}`
  return `${asSentence(words.say(status.sentence, now))}${more}`
}
