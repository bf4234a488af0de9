import { z } from 'zod'

/** Raised whenever the shape of the settings file changes. */
export const SETTINGS_VERSION = 3

export const Language = z.enum(['en', 'fr'])
export type Language = z.infer<typeof Language>

/** When a job runs by itself: every so many seconds, at a cron text, or never. */
export const Timing = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('every'), seconds: z.number().int().min(15).max(86_400) }),
  z.object({ kind: z.literal('cron'), cron: z.string().min(9).max(100) }),
  z.object({ kind: z.literal('off') }),
])
export type Timing = z.infer<typeof Timing>

export const Schedule = z.object({
  stock: Timing,
  catalogue: Timing,
  /** Full re-read, the nightly safety net: a cron text or off. */
  fullRead: Timing,
  /** The look at what the shop holds: a cron text or off. */
  verify: Timing,
})
export type Schedule = z.infer<typeof Schedule>

/** How this computer behaves; what changes a shop is in the ledger (`rules.ts`, `mapping.ts`). */
export const Settings = z.object({
  version: z.literal(SETTINGS_VERSION),
  /** Null: the system's language. */
  language: Language.nullable(),
  theme: z.enum(['system', 'light', 'dark']),
  notifications: z.enum(['all', 'needs-me', 'none']),
  startAtLogin: z.boolean(),
  schedule: Schedule,
  /** Paused until then; `forever` until resumed; null when not paused. */
  pausedUntil: z.union([z.iso.datetime(), z.literal('forever')]).nullable(),
  /** Lightspeed's public client id; null takes the one built in. */
  lightspeedClientId: z.string().nullable(),
  /** The merchant agreed to keep the secrets without a keyring: their key lies in a file beside them. */
  weakVault: z.boolean(),
  window: z
    .object({ x: z.number().int(), y: z.number().int(), width: z.number().int(), height: z.number().int() })
    .nullable(),
})
export type Settings = z.infer<typeof Settings>

export const defaultSettings: Settings = {
  version: SETTINGS_VERSION,
  language: null,
  theme: 'system',
  notifications: 'needs-me',
  startAtLogin: true,
  schedule: {
    stock: { kind: 'every', seconds: 30 },
    catalogue: { kind: 'every', seconds: 300 },
    fullRead: { kind: 'cron', cron: '0 3 * * *' },
    verify: { kind: 'cron', cron: '0 4 * * *' },
  },
  pausedUntil: null,
  lightspeedClientId: null,
  weakVault: false,
  window: null,
}
