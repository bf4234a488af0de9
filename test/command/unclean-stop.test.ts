import { once } from 'node:events'
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openShop, type Shop } from '../harness/shop.ts'

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
  await expect.poll(() => readFileSync(log, 'utf8'), { timeout: 20_000 }).toContain(words)
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
  await runUntilLogged('ledger checked {"found":0}')
  expect((await shop.tillbridge('problems')).out).not.toContain('damaged')
})

test('a ledger that is damaged is left as it is, and said in a sentence', async () => {
  const file = join(data, 'ledger.sqlite')
  writeFileSync(file, 'this is no database, but it was once the merchant’s')
  const status = await shop.tillbridge('status')
  expect(status).toMatchObject({ code: 1, err: expect.stringContaining('damaged') })
  expect(readFileSync(file, 'utf8')).toContain('this is no database')
})
