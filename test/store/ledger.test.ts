import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { checkAfterUncleanStop } from '../../main/store/check.ts'
import { type Ledger, openLedger } from '../../main/store/ledger.ts'
import { openSqlite } from '../../main/store/sqlite.ts'
import { defaultMapping, MAPPING_VERSION } from '../../shared/mapping.ts'
import { defaultRules } from '../../shared/rules.ts'
import {
  anItem,
  aRun,
  itemId,
  ledgerFile,
  MINUTE,
  openTestLedger,
  quietLog,
  START,
  standingClock,
} from './support.ts'

function reopen(file: string): Ledger {
  return openTestLedger(standingClock('2026-03-02T12:00:00.000Z'), file)
}

describe.skipIf(process.platform === 'win32')('on the disk', () => {
  test('the folder and every file of the ledger are for this user alone', () => {
    const file = ledgerFile()
    openTestLedger(standingClock(), file).items.store([anItem(1)])
    const modes = [dirname(file), file, `${file}-wal`, `${file}-shm`].map(
      (path) => statSync(path).mode & 0o777,
    )
    expect(modes).toEqual([0o700, 0o600, 0o600, 0o600])
  })
})

describe('one step of the work', () => {
  test('keeps rows and watermark together, or neither', () => {
    const ledger = openTestLedger()
    expect(() =>
      ledger.transaction(() => {
        ledger.items.store([anItem(1)])
        ledger.watermarks.move('item', START)
        throw new Error('power cut')
      }),
    ).toThrow('power cut')
    expect([ledger.items.get(itemId(1)), ledger.watermarks.get('item')]).toEqual([null, null])
  })
})

describe('after a stop', () => {
  test('all that was stored is there, and a clean stop is told from a crash', () => {
    const file = ledgerFile()
    const ledger = openTestLedger(standingClock(), file)
    ledger.items.store([anItem(1)])
    ledger.close()
    const again = reopen(file)
    expect([again.stoppedUncleanly, again.items.count({ kind: 'all' })]).toEqual([false, 1])
  })

  test('a ledger whose program was killed is whole, and says that it should be checked', async () => {
    const file = ledgerFile()
    const program = join(import.meta.dirname, 'programs/store-until-killed.ts')
    const child = spawn(process.execPath, [program, file], { stdio: ['ignore', 'pipe', 'inherit'] })
    const ended = once(child, 'exit')
    await once(child.stdout, 'data')
    child.kill('SIGKILL')
    await ended
    const ledger = reopen(file)
    expect(ledger.stoppedUncleanly).toBe(true)
    expect(ledger.items.count({ kind: 'all' }) % 10).toBe(0)
    expect(ledger.items.count({ kind: 'all' })).toBeGreaterThan(0)
    expect(checkAfterUncleanStop(file)).toEqual([])
  })

  test('a damaged ledger is found out', () => {
    const file = ledgerFile()
    const ledger = openTestLedger(standingClock(), file)
    ledger.items.store(Array.from({ length: 500 }, (_, index) => anItem(index + 1)))
    ledger.close()
    const bytes = readFileSync(file)
    bytes.fill(7, 40 * 4096, 44 * 4096)
    writeFileSync(file, bytes)
    expect(checkAfterUncleanStop(file)).not.toEqual([])
  })

  test('a run that never ended is closed as failed, and the next one can begin', () => {
    const file = ledgerFile()
    const ledger = openTestLedger(standingClock(), file)
    const id = ledger.runs.begin(aRun)
    ledger.close()
    expect(reopen(file).runs.get(id)).toMatchObject({
      endedAt: '2026-03-02T12:00:00.000Z',
      outcome: { kind: 'failed', reason: { key: 'failure.interrupted', params: {} } },
    })
  })
})

describe('the pair', () => {
  const till = {
    accountId: '797',
    name: 'Vélo Nord',
    shops: [{ shopId: '1', name: 'Nord' }],
    permissions: [],
  }
  const shop = {
    id: 'a1b2c3d4',
    url: 'https://shop.example/',
    version: '2.4',
    edition: null,
    multiSource: true,
    websites: [],
    storeViews: [],
    currency: 'EUR',
    permissions: [],
    warnings: [],
  }

  test('is what was found at connect, and stays known after a disconnect', () => {
    const clock = standingClock()
    const ledger = openTestLedger(clock)
    ledger.pair.connectLightspeed(till)
    ledger.pair.connectMagento(shop)
    clock.forward(MINUTE)
    ledger.pair.good('magento')
    ledger.pair.go()
    clock.forward(MINUTE)
    ledger.pair.go()
    const later = '2026-03-02T09:01:00.000Z'
    expect(ledger.pair.get()).toEqual({
      lightspeedAccountId: '797',
      lightspeed: till,
      lightspeedGoodAt: START,
      magentoId: 'a1b2c3d4',
      magentoUrl: 'https://shop.example/',
      magento: shop,
      magentoGoodAt: later,
      goneAt: later,
      tokenService: null,
    })
    ledger.pair.disconnect('lightspeed')
    ledger.pair.disconnect('magento')
    expect(ledger.pair.get()).toMatchObject({
      lightspeedAccountId: '797',
      lightspeed: null,
      magentoId: 'a1b2c3d4',
      magento: null,
      goneAt: later,
    })
  })
})

describe('watermarks and lists', () => {
  test('a feed that has never read knows no watermark, and can be made to read everything again', () => {
    const ledger = openTestLedger()
    ledger.watermarks.move('item', START)
    expect([ledger.watermarks.get('item'), ledger.watermarks.get('item-shop')]).toEqual([START, null])
    ledger.watermarks.forget('item')
    expect(ledger.watermarks.get('item')).toBeNull()
  })

  test('a list is kept whole, with the time at which it was read', () => {
    const ledger = openTestLedger()
    expect(ledger.lists.shops.get()).toBeNull()
    ledger.lists.shops.store([{ shopId: '1', name: 'Nord' }])
    ledger.lists.shops.store([{ shopId: '2', name: 'Süd' }])
    expect(ledger.lists.shops.get()).toEqual({ value: [{ shopId: '2', name: 'Süd' }], readAt: START })
    expect(ledger.lists.sources.get()).toBeNull()
  })
})

describe('mapping and rules', () => {
  test('are those that ship until the merchant changes them, and every version is kept', () => {
    const clock = standingClock()
    const ledger = openTestLedger(clock)
    expect([ledger.mapping.current(), ledger.rules.current()]).toEqual([defaultMapping, defaultRules])
    const fewer = { ...defaultMapping, rules: defaultMapping.rules.slice(1) }
    expect(ledger.mapping.set(fewer)).toBe(true)
    clock.forward(MINUTE)
    expect([ledger.mapping.set(fewer), ledger.mapping.set(defaultMapping)]).toEqual([false, true])
    expect(ledger.mapping.history(10)).toEqual([
      { at: '2026-03-02T09:01:00.000Z', value: defaultMapping },
      { at: START, value: fewer },
    ])
    expect(ledger.rules.history(10)).toEqual([])
  })

  test('are to be applied to every item once, after each change', () => {
    const ledger = openTestLedger()
    expect(ledger.rules.unapplied()).toBeNull()
    ledger.rules.set({ ...defaultRules, safetyStock: 2 })
    const first = ledger.rules.unapplied()
    expect(first).not.toBeNull()
    ledger.rules.set({ ...defaultRules, safetyStock: 3 })
    // An older one that was applied meanwhile does not speak for the newer.
    if (first !== null) ledger.rules.applied(first)
    const second = ledger.rules.unapplied()
    expect(second).not.toBe(first)
    if (second !== null) ledger.rules.applied(second)
    expect(ledger.rules.unapplied()).toBeNull()
  })

  test('of a newer Tillbridge make the ledger refuse to open', () => {
    const file = ledgerFile()
    const ledger = openTestLedger(standingClock(), file)
    ledger.mapping.set({ ...defaultMapping, rules: [] })
    ledger.close()
    const db = openSqlite(file)
    db.exec('UPDATE documents SET version = 9')
    db.close()
    expect(openLedger({ file, clock: standingClock(), log: quietLog })).toEqual({
      ok: false,
      error: { kind: 'from-newer-program', version: 9, known: MAPPING_VERSION },
    })
  })

  test('of an older Tillbridge say the same in this one', () => {
    const file = ledgerFile()
    const ledger = openTestLedger(standingClock(), file)
    ledger.mapping.set({ ...defaultMapping, rules: [] })
    ledger.close()
    const db = openSqlite(file)
    db.exec(`UPDATE documents SET version = 1, document = '{"version":1,"rules":[]}'`)
    db.close()
    expect(openTestLedger(standingClock(), file).mapping.current()).toEqual({
      version: MAPPING_VERSION,
      rules: [],
      tiers: [],
    })
  })
})
