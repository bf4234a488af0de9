import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { createEvents } from '../../main/core/events.ts'
import { createLightspeedConnection } from '../../main/core/lightspeed-connection.ts'
import type { Lightspeed } from '../../main/lightspeed/lightspeed.ts'
import { keyFileCipher } from '../../main/store/ciphers.ts'
import { openLedger } from '../../main/store/ledger.ts'
import { openSettings } from '../../main/store/settings.ts'
import { openVault, type Secrets } from '../../main/store/vault.ts'
import { systemClock } from '../../main/support/clock.ts'
import { confFile } from '../../main/support/conf-file.ts'
import type { LightspeedConnected } from '../../shared/connect.ts'
import { err, ok } from '../../shared/result.ts'

const quiet = { info: () => {}, warn: () => {}, error: () => {} }
const tokens = (name: string): NonNullable<Secrets['lightspeed']> => ({
  accessToken: `access ${name}`,
  refreshToken: `refresh ${name}`,
  expiresAt: '2026-11-24T12:00:00.000Z',
  clientId: 'client',
  accountId: name,
})
const account = (accountId: string): LightspeedConnected => ({
  accountId,
  name: `Till ${accountId}`,
  shops: [],
  permissions: [],
})

/** A till that was connected with account 1 is connected anew, and the merchant has signed in with another one. */
async function connectionTo(found: LightspeedConnected | null) {
  const folder = mkdtempSync(join(tmpdir(), 'tillbridge-connect-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  writeFileSync(join(folder, 'key'), 'ab'.repeat(32), { mode: 0o600 })
  const opened = openLedger({ file: join(folder, 'ledger.sqlite'), clock: systemClock, log: quiet })
  if (!opened.ok) throw new Error('no ledger')
  const ledger = opened.value
  onTestFinished(() => ledger.close())
  ledger.pair.connectLightspeed(account('1'))
  const settings = openSettings(confFile(folder, 'settings'))
  const vault = openVault(confFile(folder, 'vault'), keyFileCipher(join(folder, 'key')), null)
  const keep = (lightspeed: Secrets['lightspeed']) => vault.update((secrets) => ({ ...secrets, lightspeed }))
  await keep(tokens('1'))
  const lightspeed = {
    beginAuthorization: async () => ({
      authorizeUrl: 'https://till',
      listening: false,
      codeSeconds: 60,
      startedAt: '',
    }),
    async finishAuthorization() {
      if (found === null) return err({ kind: 'client-refused', reason: '' })
      await keep(tokens(found.accountId))
      return ok(found)
    },
    async disconnect() {
      await keep(null)
      ledger.pair.through(null)
      return ok(null)
    },
  } as unknown as Lightspeed
  const events = createEvents(systemClock, quiet, () => {
    throw new Error('nobody listens')
  })
  const connection = createLightspeedConnection({
    lightspeed,
    ledger,
    vault,
    settings,
    events,
    connected: () => {},
  })
  const kept = async () => {
    const secrets = await vault.read()
    return secrets.ok ? secrets.value.lightspeed?.accessToken : null
  }
  return { connection, settings, kept, pair: ledger.pair }
}

test('signing in with another account is refused, and the till that was connected stays connected', async () => {
  const { connection, kept, pair } = await connectionTo(account('2'))
  const service = { url: 'https://tokens.test', lastGoodAt: null }
  pair.through(service)
  await connection.begin(undefined)
  expect(await connection.finish('https://localhost/callback')).toMatchObject({
    ok: false,
    error: { message: { key: 'failure.otherAccount' } },
  })
  expect([await kept(), pair.get().tokenService]).toEqual(['access 1', service])
})

test('a client ID is kept once it has worked, and not before', async () => {
  const right = await connectionTo(account('1'))
  await right.connection.begin('my-client')
  expect(right.settings.get().lightspeedClientId).toBeNull()
  await right.connection.finish('https://localhost/callback')
  expect(right.settings.get().lightspeedClientId).toBe('my-client')
  const wrong = await connectionTo(null)
  await wrong.connection.begin('mistyped')
  await wrong.connection.finish('https://localhost/callback')
  expect(wrong.settings.get().lightspeedClientId).toBeNull()
})
