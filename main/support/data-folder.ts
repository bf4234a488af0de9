import { join } from 'node:path'

/** The parts of a process that say where its data is. */
export type Place = {
  readonly platform: NodeJS.Platform
  readonly home: string
  readonly env: Readonly<Record<string, string | undefined>>
}

/**
 * The folder that holds one shop's ledger, settings, vault and logs: `--data`, else `TILLBRIDGE_HOME`, else where
 * this system keeps such things. The app and the command line must find the same one.
 */
export function dataFolder(chosen: string | undefined, { platform, home, env }: Place): string {
  const named = chosen ?? env.TILLBRIDGE_HOME
  if (named !== undefined && named !== '') return named
  if (platform === 'win32') return join(env.APPDATA ?? join(home, 'AppData', 'Roaming'), 'Tillbridge')
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Tillbridge')
  return join(env.XDG_DATA_HOME ?? join(home, '.local', 'share'), 'tillbridge')
}

/** Where the services are; both can be pointed elsewhere (another region, a test). */
export function serviceAddresses(env: Place['env']) {
  return {
    lightspeedAuth: env.TILLBRIDGE_LIGHTSPEED_AUTH_URL ?? 'https://cloud.lightspeedapp.com',
    lightspeedApi: env.TILLBRIDGE_LIGHTSPEED_API_URL ?? 'https://api.lightspeedapp.com',
  }
}

/** The language of the system, as far as Tillbridge speaks it: French for any French, English for all else. */
export function systemLanguage(locale: string): 'en' | 'fr' {
  return locale.toLowerCase().startsWith('fr') ? 'fr' : 'en'
}

/** The value of `--data <folder>` or `--data=<folder>` among the words of a command line. */
export function chosenFolder(words: readonly string[]): string | undefined {
  const joined = words.find((word) => word.startsWith('--data='))
  if (joined !== undefined) return joined.slice('--data='.length)
  const at = words.indexOf('--data')
  return at === -1 ? undefined : words[at + 1]
}
