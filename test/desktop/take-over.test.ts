import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, test } from '@playwright/test'
import { openShop, type Shop } from '../harness/shop.ts'
import { startApp } from './app.ts'

let shop: Shop
test.beforeAll(async () => {
  shop = await openShop(20)
})
test.afterAll(() => shop.close())

test('the app that was started while a command held the folder goes on when that has ended', async () => {
  const command = shop.start('connect', 'lightspeed')
  await once(createInterface(command.stdout), 'line')
  const app = await startApp(shop.environment, '--hidden')
  try {
    command.stdin.end()
    await once(command, 'exit')
    const log = join(String(shop.environment.TILLBRIDGE_HOME), 'logs/tillbridge.log')
    await expect.poll(() => readFileSync(log, 'utf8').match(/ledger opened/g)).toHaveLength(2)
    expect(await shop.tillbridge('run')).toMatchObject({ code: 1, err: expect.stringContaining('already') })
    expect(app.process().exitCode).toBeNull()
  } finally {
    await app.close()
  }
})
