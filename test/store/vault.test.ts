import { chmodSync, existsSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { keyFileCipher, ownKeyCipher } from '../../main/store/ciphers.ts'
import {
  openVault,
  type Secrets,
  VAULT_VERSION,
  type VaultError,
  vaultMessage,
} from '../../main/store/vault.ts'
import type { Cipher, JsonFile } from '../../main/support/edge.ts'
import en from '../../shared/texts/en.json' with { type: 'json' }
import { temporaryFolder } from './support.ts'

const KEY = '000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f'
const OTHER_KEY = 'ff'.repeat(32)

const secrets: Secrets = {
  lightspeed: {
    accessToken: 'canary-access',
    refreshToken: 'canary-refresh',
    expiresAt: '2026-03-02T10:00:00.000Z',
    clientId: 'tillbridge',
    accountId: '797',
  },
  magento: { kind: 'bearer', token: 'canary-magento' },
}

function aKeyFile(content: string, mode = 0o600): string {
  const file = join(temporaryFolder(), 'key')
  writeFileSync(file, content)
  chmodSync(file, mode)
  return file
}

function aFile(content?: unknown): JsonFile & { content: unknown } {
  const file: JsonFile & { content: unknown } = {
    content,
    read: (): unknown => file.content,
    write: (value: unknown) => {
      file.content = structuredClone(value)
    },
  }
  return file
}

/** The app's own cipher, as far as the vault can tell. */
const systemCipher = (available = true): Cipher => ({
  name: 'system',
  available: async () => available,
  encrypt: async (text) => Buffer.from(text).toString('base64'),
  decrypt: async (text) => Buffer.from(text, 'base64').toString(),
})

describe('the key file', () => {
  test.each([
    ['hexadecimal', KEY],
    ['Base64', Buffer.from(KEY, 'hex').toString('base64')],
    ['a line end behind it', `${KEY.toUpperCase()}\n`],
  ])('can hold its 32 bytes as %s', async (_what, content) => {
    const cipher = keyFileCipher(aKeyFile(content))
    expect(await cipher.available()).toBe(true)
    expect(await keyFileCipher(aKeyFile(KEY)).decrypt(await cipher.encrypt('é 🚲'))).toBe('é 🚲')
  })

  const unusable: [string, () => string | undefined][] = [
    ['not named', () => undefined],
    ['named by nothing', () => ''],
    ['not there', () => join(temporaryFolder(), 'nowhere')],
    ['empty', () => aKeyFile('')],
    ['too short', () => aKeyFile(KEY.slice(2))],
    ['no key', () => aKeyFile('a password, perhaps?')],
  ]
  test.each(unusable)('is not used when it is %s', async (_what, file) => {
    const cipher = keyFileCipher(file())
    expect(await cipher.available()).toBe(false)
    await expect(cipher.encrypt('secret')).rejects.toThrow('no usable key file')
  })

  test.skipIf(process.platform === 'win32')('is not used when others can read it', async () => {
    expect(await keyFileCipher(aKeyFile(KEY, 0o640)).available()).toBe(false)
  })

  test('never makes the same text twice, and notices a changed one', async () => {
    const cipher = keyFileCipher(aKeyFile(KEY))
    const [once, twice] = [await cipher.encrypt('same'), await cipher.encrypt('same')]
    expect(once).not.toBe(twice)
    const bytes = Buffer.from(once, 'base64')
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1
    await expect(cipher.decrypt(bytes.toString('base64'))).rejects.toThrow()
  })
})

describe('the vault', () => {
  test('holds nothing at first, and what was put into it after a new start', async () => {
    const file = aFile()
    const cipher = keyFileCipher(aKeyFile(KEY))
    const vault = openVault(file, cipher)
    expect(await vault.read()).toEqual({ ok: true, value: { lightspeed: null, magento: null } })
    await vault.update(() => secrets)
    expect(await openVault(file, cipher).read()).toEqual({ ok: true, value: secrets })
  })

  test('leaves no secret on the disk in clear', async () => {
    const file = aFile()
    await openVault(file, keyFileCipher(aKeyFile(KEY))).update(() => secrets)
    expect(file.content).toEqual({ version: VAULT_VERSION, cipher: 'key-file', text: expect.any(String) })
    expect(JSON.stringify(file.content)).not.toMatch(/canary|access|bearer/)
  })

  test('loses none of two changes that are made at once', async () => {
    const file = aFile()
    const vault = openVault(file, systemCipher())
    await Promise.all([
      vault.update((before) => ({ ...before, lightspeed: secrets.lightspeed })),
      vault.update((before) => ({ ...before, magento: secrets.magento })),
    ])
    expect(await openVault(file, systemCipher()).read()).toEqual({ ok: true, value: secrets })
  })

  test('does not ask the cipher before a secret is wanted', () => {
    const locked: Cipher = {
      ...systemCipher(),
      available: () => Promise.reject(new Error('asked too early')),
    }
    openVault(aFile({ version: 1, cipher: 'system', text: 'x' }), locked)
  })

  test('written by the app is refused with a key file, and the other way round', async () => {
    const byApp = aFile()
    await openVault(byApp, systemCipher()).update(() => secrets)
    const withKey = openVault(byApp, keyFileCipher(aKeyFile(KEY)))
    expect(await withKey.read()).toEqual({ ok: false, error: { kind: 'other-cipher', written: 'system' } })
    const before = byApp.content
    expect((await withKey.update(() => secrets)).ok).toBe(false)
    expect(byApp.content).toEqual(before)

    const byKey = aFile()
    await openVault(byKey, keyFileCipher(aKeyFile(KEY))).update(() => secrets)
    const error = { kind: 'other-cipher', written: 'key-file' }
    expect(await openVault(byKey, systemCipher()).read()).toEqual({ ok: false, error })
  })

  test('says when there is nothing to encrypt with, and writes nothing', async () => {
    const file = aFile()
    expect(await openVault(file, keyFileCipher(undefined)).update(() => secrets)).toEqual({
      ok: false,
      error: { kind: 'unavailable', here: 'key-file' },
    })
    expect(file.content).toBeUndefined()
  })

  test('that cannot be decrypted any more says so without a secret, and connecting again starts a new one', async () => {
    const file = aFile()
    await openVault(file, keyFileCipher(aKeyFile(KEY))).update(() => secrets)
    const vault = openVault(file, keyFileCipher(aKeyFile(OTHER_KEY)))
    expect(await vault.read()).toEqual({ ok: false, error: { kind: 'undecryptable' } })
    expect(await vault.update((before) => ({ ...before, magento: secrets.magento }))).toEqual({
      ok: true,
      value: { lightspeed: null, magento: secrets.magento },
    })
  })

  test.each([
    ['from-newer-program', { version: VAULT_VERSION + 1, boxes: [] }],
    ['unreadable', { version: VAULT_VERSION, cipher: 'rot13', text: 'x' }],
    ['unreadable', 'half a file'],
  ] as const)('of a file that is %s is refused', async (kind, content) => {
    expect(await openVault(aFile(content), systemCipher()).read()).toEqual({ ok: false, error: { kind } })
  })
})

describe('weaker protection', () => {
  /** A computer whose keyring may be missing, and a merchant who may have agreed. */
  function aComputer(file = aFile(), key = join(temporaryFolder(), 'vault.key')) {
    const has = { keyring: false, agreed: false }
    const keyring: Cipher = { ...systemCipher(), available: async () => has.keyring }
    const open = () => openVault(file, keyring, { cipher: ownKeyCipher(key), agreed: () => has.agreed })
    return { file, key, has, open }
  }
  const missing = { ok: false, error: { kind: 'unavailable', here: 'system' } }

  test('is not used before the merchant has agreed, and leaves no key behind', async () => {
    const { file, key, open } = aComputer()
    const vault = open()
    expect([await vault.ready(), await vault.update(() => secrets)]).toEqual([missing, missing])
    expect([file.content, existsSync(key)]).toEqual([undefined, false])
  })

  test('keeps the secrets encrypted, their key readable by this user alone', async () => {
    const { file, key, has, open } = aComputer()
    has.agreed = true
    expect(await open().ready()).toEqual({ ok: true, value: null })
    await open().update(() => secrets)
    expect(await open().read()).toEqual({ ok: true, value: secrets })
    expect(file.content).toEqual({ version: VAULT_VERSION, cipher: 'own-key', text: expect.any(String) })
    expect(JSON.stringify(file.content)).not.toContain('canary')
    if (process.platform !== 'win32') expect(statSync(key).mode & 0o777).toBe(0o600)
  })

  test('ends when the merchant wants the keyring and there is one; until then the secrets stay readable', async () => {
    const { file, has, open } = aComputer()
    has.agreed = true
    await open().update(() => secrets)
    has.agreed = false
    expect(await open().move()).toEqual(missing)
    expect(await open().read()).toEqual({ ok: true, value: secrets })
    has.keyring = true
    expect(await open().move()).toEqual({ ok: true, value: null })
    expect(file.content).toMatchObject({ cipher: 'system' })
    expect(await open().read()).toEqual({ ok: true, value: secrets })
  })

  test('takes over what the keyring holds, and starts anew only where the keyring is gone', async () => {
    const { file, has, open } = aComputer()
    has.keyring = true
    await open().update(() => secrets)
    has.keyring = false
    has.agreed = true
    const before = file.content
    expect(await open().move()).toEqual({ ok: true, value: null })
    expect([file.content, await open().read()]).toEqual([before, missing])
    has.keyring = true
    await open().move()
    has.keyring = false
    expect(await open().read()).toEqual({ ok: true, value: secrets })

    file.content = before
    const { magento } = secrets
    expect(await open().update((kept) => ({ ...kept, magento }))).toEqual({
      ok: true,
      value: { lightspeed: null, magento },
    })
  })

  test('is no way round a key file that the merchant named', async () => {
    const { file, key, has, open } = aComputer()
    await openVault(file, keyFileCipher(aKeyFile(KEY))).update(() => secrets)
    has.agreed = true
    const refused = { ok: false, error: { kind: 'other-cipher', written: 'key-file' } }
    expect([await open().ready(), await open().update(() => secrets)]).toEqual([refused, refused])
    expect(existsSync(key)).toBe(false)
  })

  test('does not hinder a vault of version 1', async () => {
    const { file, has, open } = aComputer()
    has.keyring = true
    await open().update(() => secrets)
    file.content = { ...Object(file.content), version: 1 }
    expect(await open().read()).toEqual({ ok: true, value: secrets })
  })
})

test('every refusal of the vault has its sentence', () => {
  const errors: VaultError[] = [
    { kind: 'other-cipher', written: 'system' },
    { kind: 'other-cipher', written: 'key-file' },
    { kind: 'other-cipher', written: 'own-key' },
    { kind: 'unavailable', here: 'system' },
    { kind: 'unavailable', here: 'key-file' },
    { kind: 'undecryptable' },
    { kind: 'from-newer-program' },
    { kind: 'unreadable' },
  ]
  const text = (key: string) => key.split('.').reduce<unknown>((at, part) => Object(at)[part], en)
  for (const error of errors) expect(text(vaultMessage(error).key), error.kind).toEqual(expect.any(String))
})
