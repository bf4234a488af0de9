import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { openShop, type Shop } from '../harness/shop.ts'
import { damage } from '../mishaps/damage.ts'

let shop: Shop
let data: string
beforeAll(async () => {
  shop = await openShop(60)
  await shop.connect()
  data = String(shop.environment.TILLBRIDGE_HOME)
})
afterAll(() => shop.close())

/** Follows the schedule until a line of the log says this, then ends. */
async function runUntilLogged(words: string): Promise<void> {
  const child = shop.start('run')
  const log = join(data, 'logs/tillbridge.log')
  await expect.poll(() => readFileSync(log, 'utf8'), { timeout: 60_000 }).toContain(words)
  child.kill('SIGTERM')
  await once(child, 'exit')
}

test('after a power cut the ledger is checked by a process of its own, and the schedule goes on', async () => {
  const child = shop.start('run')
  await once(createInterface(child.stdout), 'line')
  await expect
    .poll(() => existsSync(join(data, 'ledger.sqlite-wal')) && statSync(join(data, 'ledger.sqlite-wal')).size)
    .toBeGreaterThan(0)
  child.kill('SIGKILL')
  await once(child, 'exit')
  await runUntilLogged('ledger check done {"found":0}')
  expect((await shop.tillbridge('problems')).out).not.toContain('damaged')
})

test('a damaged ledger is mended when the program starts: said once, the old file kept, nothing written that is right', async () => {
  await shop.tillbridge('sync')
  await shop.tillbridge('go')
  await shop.tillbridge('sync')
  const file = join(data, 'ledger.sqlite')
  await expect.poll(() => readdirSync(data).filter((name) => /backup-.*Z$/.test(name))).toHaveLength(1)
  damage(file, 0, 0.9)
  shop.sandbox.magento.requests.clear()

  const sync = await shop.tillbridge('sync')
  expect(sync.err).toContain('Tillbridge’s own records were damaged. The backup of')
  expect(sync.code === 0 || sync.code === 3).toBe(true)
  expect(shop.sandbox.magento.requests.writes()).toEqual([])
  expect(readdirSync(data).filter((name) => /damaged-.*Z$/.test(name))).toHaveLength(1)
  expect((await shop.tillbridge('runs')).out).toContain('Tillbridge’s own records were damaged')
  expect((await shop.tillbridge('status')).err).toBe('')
}, 90_000)

test('damage in the middle of the file, found by the check after a power cut, is mended while the schedule goes on', async () => {
  const other = await openShop(60)
  onTestFinished(() => other.close())
  await other.connect()
  for (const verb of ['sync', 'go', 'sync']) await other.tillbridge(verb)
  const folder = String(other.environment.TILLBRIDGE_HOME)
  const log = join(folder, 'logs/tillbridge.log')
  const file = join(folder, 'ledger.sqlite')
  damage(file, 0.6, 0.8)
  // what a power cut leaves of a write that had just begun
  writeFileSync(`${file}-wal`, Buffer.alloc(64))
  const again = other.start('run')
  const said = text(again.stdout)
  await expect
    .poll(() => readFileSync(log, 'utf8'), { timeout: 20_000 })
    .toMatch(/ledger (check done|damaged) [\s\S]*ledger mended[\s\S]*run ended[\s\S]*run ended/)
  again.kill('SIGTERM')
  await once(again, 'exit')
  expect(await said).toContain('Tillbridge mended its records: Tillbridge’s own records were damaged.')
}, 120_000)
