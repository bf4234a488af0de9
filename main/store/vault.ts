import { z } from 'zod'
import { MagentoKeys } from '../../shared/connect.ts'
import { Instant } from '../../shared/ids.ts'
import { type Message, message } from '../../shared/message.ts'
import { assertNever, err, ok, type Result } from '../../shared/result.ts'
import type { Cipher, JsonFile } from '../support/edge.ts'

/** Raised whenever the shape of the vault file or of its secrets changes. */
export const VAULT_VERSION = 3

/** All secrets of one pair. */
export const Secrets = z.object({
  lightspeed: z
    .union([
      z.object({
        accessToken: z.string().min(1),
        refreshToken: z.string().min(1),
        expiresAt: Instant,
        /** The client that the tokens were given to: a refresh has to name the same one. */
        clientId: z.string().min(1),
        accountId: z.string().nullable(),
      }),
      /** By way of a token service: its key, and the certificate that was compared. */
      z.object({
        accessToken: z.string().min(1),
        expiresAt: Instant,
        accountId: z.string().min(1),
        service: z.object({
          url: z.string().min(1),
          key: z.string().min(1),
          certificate: z.string().nullable(),
        }),
      }),
    ])
    .nullable(),
  magento: MagentoKeys.nullable(),
})
export type Secrets = z.infer<typeof Secrets>

/**
 * `system`: the app's own (Keychain, DPAPI, keyring). `key-file`: AES-256-GCM with the key of a file that the merchant
 * named. `own-key`: the same with a key beside the vault, the weaker protection.
 */
const CipherName = z.enum(['system', 'key-file', 'own-key'])

/** What lies on the disk. `text` is the secrets as JSON, encrypted. */
export const VaultFile = z.object({
  /** Version 1 knew no `own-key`, version 2 no token service; all else was as it is. */
  version: z.number().int().min(1).max(VAULT_VERSION),
  cipher: CipherName,
  text: z.string(),
})

/** Why the secrets cannot be had. None of them says anything of a secret. */
export type VaultError =
  /** Written by a cipher that is not here: by the app and opened with a key file, or the other way round. */
  | { readonly kind: 'other-cipher'; readonly written: z.infer<typeof CipherName> }
  /** No keyring, no key file, or one that cannot be used. */
  | { readonly kind: 'unavailable'; readonly here: string }
  /** The key is another one now, or the file was damaged. */
  | { readonly kind: 'undecryptable' }
  | { readonly kind: 'from-newer-program' }
  | { readonly kind: 'unreadable' }

export type Vault = {
  read(): Promise<Result<Secrets, VaultError>>
  /** Could a secret be kept now? Asked before the merchant goes to the trouble of fetching one. */
  ready(): Promise<Result<null, VaultError>>
  /**
   * One change after another; on the disk when it resolves.
   *
   * Secrets that are lost are started anew, so that who connects again goes on: those that no key here opens, and
   * those of a keyring that is gone when the merchant has agreed to do without one.
   */
  update(change: (secrets: Secrets) => Secrets): Promise<Result<Secrets, VaultError>>
  /** Encrypts what can be opened anew, after the merchant has chosen another protection. */
  move(): Promise<Result<null, VaultError>>
}

/** The weaker protection, used as soon as the merchant has agreed to it. */
export type Weaker = { readonly cipher: Cipher; agreed(): boolean }

const nothing: Secrets = { lightspeed: null, magento: null }
const isEmpty = ({ lightspeed, magento }: Secrets): boolean => lightspeed === null && magento === null

/** The encrypted secrets. Asks the cipher only when a secret is first wanted: a locked keyring would block the start. */
export function openVault(file: JsonFile, cipher: Cipher, weaker: Weaker | null = null): Vault {
  const writer = (): Cipher => (weaker?.agreed() ? weaker.cipher : cipher)
  const readers = weaker === null ? [cipher] : [cipher, weaker.cipher]
  let known: Secrets | null = null
  let queue: Promise<unknown> = Promise.resolve()

  /** Changes wait for each other, so that none is lost. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = queue.then(work)
    queue = turn.catch(() => {})
    return turn
  }

  async function load(): Promise<Result<Secrets, VaultError>> {
    if (known !== null) return ok(known)
    const secrets = await decrypted(file, readers)
    if (secrets.ok) known = secrets.value
    return secrets
  }

  async function save(secrets: Secrets): Promise<Result<Secrets, VaultError>> {
    const by = writer()
    if (!(await by.available())) return err({ kind: 'unavailable', here: by.name })
    const text = await by.encrypt(JSON.stringify(Secrets.parse(secrets)))
    file.write(VaultFile.parse({ version: VAULT_VERSION, cipher: by.name, text }))
    known = secrets
    return ok(secrets)
  }

  /** Lost for good, or kept by a cipher that is no longer wanted and cannot be had. */
  const isLost = (error: VaultError): boolean =>
    error.kind === 'undecryptable' ||
    error.kind === 'unreadable' ||
    (error.kind === 'unavailable' && error.here !== writer().name)

  return {
    read: () => inTurn(load),
    ready: () =>
      inTurn(async () => {
        const secrets = await load()
        if (!secrets.ok && !isLost(secrets.error)) return secrets
        const by = writer()
        return (await by.available()) ? ok(null) : err({ kind: 'unavailable', here: by.name })
      }),
    update: (change) =>
      inTurn(async () => {
        const secrets = await load()
        if (secrets.ok) return save(change(secrets.value))
        return isLost(secrets.error) ? save(change(nothing)) : secrets
      }),
    move: () =>
      inTurn(async () => {
        const secrets = await load()
        if (!secrets.ok || isEmpty(secrets.value)) return ok(null)
        const saved = await save(secrets.value)
        return saved.ok ? ok(null) : saved
      }),
  }
}

async function decrypted(file: JsonFile, readers: readonly Cipher[]): Promise<Result<Secrets, VaultError>> {
  const content = read(file)
  if (content === null) return ok(nothing)
  const stored = VaultFile.safeParse(content)
  if (!stored.success) {
    const version = z.looseObject({ version: z.number() }).safeParse(content)
    const newer = version.success && version.data.version > VAULT_VERSION
    return err({ kind: newer ? 'from-newer-program' : 'unreadable' })
  }
  const written = stored.data.cipher
  const cipher = readers.find(({ name }) => name === written)
  if (cipher === undefined) return err({ kind: 'other-cipher', written })
  if (!(await cipher.available())) return err({ kind: 'unavailable', here: written })
  try {
    const secrets = Secrets.safeParse(JSON.parse(await cipher.decrypt(stored.data.text)))
    return secrets.success ? ok(secrets.data) : err({ kind: 'unreadable' })
  } catch {
    // The cause is left out: it could quote what was decrypted.
    return err({ kind: 'undecryptable' })
  }
}

/** Null: there is no vault yet. */
function read(file: JsonFile): unknown {
  try {
    const content = file.read()
    const empty = typeof content === 'object' && content !== null && Object.keys(content).length === 0
    return empty || content === undefined ? null : content
  } catch {
    return 'unreadable'
  }
}

/** The sentence that says what the merchant can do. */
export function vaultMessage(error: VaultError): Message {
  switch (error.kind) {
    case 'other-cipher':
      return message(`vault.other-cipher.${error.written}`)
    case 'unavailable':
      return message(`vault.unavailable.${error.here}`)
    case 'undecryptable':
      return message('vault.undecryptable')
    case 'from-newer-program':
      return message('vault.from-newer-program')
    case 'unreadable':
      return message('vault.unreadable')
    default:
      return assertNever(error, 'vaultMessage')
  }
}
