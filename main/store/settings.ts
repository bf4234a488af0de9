import { z } from 'zod'
import { defaultSettings, SETTINGS_VERSION, Settings } from '../../shared/settings.ts'
import type { JsonFile } from '../support/edge.ts'

/**
 * How the settings were found.
 *
 * `first`: there were none. `migrated`: from an older program. `set-aside`: they could not be used, or a newer program
 * wrote them; what was there is kept in the file under `setAside`, and the defaults count.
 */
export type SettingsFound =
  | { readonly kind: 'stored' }
  | { readonly kind: 'first' }
  | { readonly kind: 'migrated'; readonly from: number }
  | { readonly kind: 'set-aside'; readonly reason: 'unreadable' | 'from-newer-program' }

export type SettingsStore = {
  readonly found: SettingsFound
  get(): Settings
  /** Throws when they do not fit the schema: faces parse before. */
  set(settings: Settings): void
}

/** From version n to n + 1, by n. */
type Steps = Readonly<Record<number, (settings: Record<string, unknown>) => Record<string, unknown>>>
const steps: Steps = {
  1: (settings) => ({ ...settings, weakVault: false }),
  2: ({ schedule, ...rest }) => ({
    ...rest,
    schedule: { ...Object(schedule), verify: { kind: 'cron', cron: '0 4 * * *' } },
  }),
}

const Stored = z.looseObject({ version: z.number().int() })

/** Reads the settings once; from then on they are in memory and every change is written whole. */
export function openSettings(file: JsonFile): SettingsStore {
  const { settings, found, setAside } = find(read(file), steps)
  const kept = setAside === undefined ? {} : { setAside }
  let current = settings
  if (found.kind !== 'stored') file.write({ ...current, ...kept })
  return {
    found,
    get: () => current,
    set(next) {
      current = Settings.parse(next)
      file.write({ ...current, ...kept })
    },
  }
}

type Found = {
  readonly settings: Settings
  readonly found: SettingsFound
  readonly setAside?: unknown
}

/** Pure: what the content of the file means. */
export function find(content: unknown, by: Steps, version: number = SETTINGS_VERSION): Found {
  if (isNothing(content)) return { settings: defaultSettings, found: { kind: 'first' } }
  const setAside = (reason: 'unreadable' | 'from-newer-program'): Found => ({
    settings: defaultSettings,
    found: { kind: 'set-aside', reason },
    setAside: content,
  })
  const stored = Stored.safeParse(content)
  if (!stored.success) return setAside('unreadable')
  const from = stored.data.version
  if (from > version) return setAside('from-newer-program')
  let migrated: Record<string, unknown> = stored.data
  for (let step = from; step < version; step += 1) {
    const up = by[step]
    if (up === undefined) return setAside('unreadable')
    migrated = { ...up(migrated), version: step + 1 }
  }
  const settings = Settings.safeParse(migrated)
  if (!settings.success) return setAside('unreadable')
  const earlier = stored.data.setAside
  return {
    settings: settings.data,
    found: from === version ? { kind: 'stored' } : { kind: 'migrated', from },
    ...(earlier === undefined ? {} : { setAside: earlier }),
  }
}

/** A file that is no JSON makes some readers throw; nothing of it can be kept then. */
function read(file: JsonFile): unknown {
  try {
    return file.read()
  } catch {
    return 'no JSON'
  }
}

function isNothing(content: unknown): boolean {
  return (
    content === undefined ||
    content === null ||
    (typeof content === 'object' && Object.keys(content).length === 0)
  )
}
