import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { type Message, message } from '../../shared/message.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { Held, type TokenBook } from '../lightspeed/token-service/book.ts'
import { KeyRecord } from '../lightspeed/token-service/keys.ts'
import { holdLock } from '../store/lock.ts'
import { type Sealed, type SealedError, sealed } from '../store/sealed.ts'
import type { Clock } from '../support/clock.ts'
import { confFile } from '../support/conf-file.ts'
import type { Cipher } from '../support/edge.ts'

const Keys = z.array(KeyRecord)

/** Another process changes the keys for no longer than it takes to write a file. */
const PATIENCE_MS = 5_000
const BETWEEN_TRIES_MS = 50

/** What a token service keeps: one encrypted file for each account, and one for the keys. */
export function openTokenBook(folder: string, cipher: Cipher, clock: Clock): TokenBook {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const account = (accountId: string): Sealed<Held> =>
    sealed(confFile(folder, `account-${accountId}`), cipher, Held)
  const keyFile = sealed(confFile(folder, 'keys'), cipher, Keys)

  async function keys(): Promise<Result<readonly KeyRecord[], Message>> {
    const read = await keyFile.read()
    return read.ok ? ok(read.value ?? []) : err(said(read.error, cipher, 'keys.json'))
  }

  return {
    accounts: () =>
      readdirSync(folder)
        .flatMap((name) => /^account-(\w+)\.json$/.exec(name)?.[1] ?? [])
        .toSorted(),
    async read(accountId) {
      const held = await account(accountId).read()
      return held.ok ? held : err(said(held.error, cipher, `account-${accountId}.json`))
    },
    async write(accountId, held) {
      const written = await account(accountId).write(held, held.connection)
      return written.ok ? written : err(said(written.error, cipher, `account-${accountId}.json`))
    },
    async replace(accountId, held) {
      const written = await account(accountId).replace(held, held.connection)
      return written.ok ? written : err(said(written.error, cipher, `account-${accountId}.json`))
    },
    remove: (accountId) => rmSync(join(folder, `account-${accountId}.json`), { force: true }),
    keys,
    async changeKeys(change) {
      const end = clock.now() + PATIENCE_MS
      let lock = holdLock(join(folder, 'keys.lock'))
      while (lock === null && clock.now() < end) {
        await clock.sleep(BETWEEN_TRIES_MS)
        lock = holdLock(join(folder, 'keys.lock'))
      }
      if (lock === null) return err(message('failure.folderHeld', { folder }))
      try {
        const before = await keys()
        if (!before.ok) return before
        const changed = change(before.value)
        if (!changed.ok) return changed
        const written = await keyFile.write([...changed.value.keys], 'keys')
        return written.ok ? ok(changed.value.value) : err(said(written.error, cipher, 'keys.json'))
      } finally {
        lock.release()
      }
    },
  }
}

const said = (error: SealedError, cipher: Cipher, file: string): Message =>
  error.kind === 'unavailable'
    ? message(`vault.unavailable.${cipher.name}`)
    : message('tokenService.unreadable', { file })
