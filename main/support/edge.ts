import type { Bell } from './bell.ts'
import type { Clock } from './clock.ts'
import type { Http } from './http.ts'
import type { Log } from './log.ts'
import type { Random } from './random.ts'

/** A small JSON file that is written whole: electron-store in the app, `conf`, on which it is built, in plain Node. */
export type JsonFile = {
  read(): unknown
  /** Written in one step (a new file, then renamed). */
  write(value: unknown): void
}

/**
 * What encrypts the vault. `name` is stored beside the text, so that another cipher refuses it in a sentence.
 * `available` may take long (a locked keyring asks the user), so it is asked only once the icon shows.
 */
export type Cipher = {
  readonly name: string
  available(): Promise<boolean>
  encrypt(text: string): Promise<string>
  decrypt(text: string): Promise<string>
}

/** What differs between the app, plain Node and a simulation. Everything else is the same program. */
export type Edge = {
  readonly dataFolder: string
  readonly version: string
  readonly clock: Clock
  readonly bell: Bell
  readonly random: Random
  readonly http: Http
  readonly log: Log
  readonly logFile: string | null
  readonly settingsFile: JsonFile
  readonly vaultFile: JsonFile
  readonly cipher: Cipher
  /** The weaker protection that the merchant can agree to where `cipher` has no keyring; null where none is needed. */
  readonly weakCipher: Cipher | null
  /** What a process of its own finds wrong with a ledger file; empty when it is sound, null when it could not look. */
  readonly checkLedger: (file: string) => Promise<readonly string[] | null>
  /** The same, and where nothing is wrong a backup is made under that name. */
  readonly backUpLedger: (file: string, target: string) => Promise<readonly string[] | null>
  readonly systemLanguage: 'en' | 'fr'
  /** Where the services are; the same program talks to the real ones and to any others. */
  readonly addresses: {
    /** `https://cloud.lightspeedapp.com` */
    readonly lightspeedAuth: string
    /** `https://api.lightspeedapp.com` */
    readonly lightspeedApi: string
  }
}
