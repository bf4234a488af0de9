import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { expect, test } from '@playwright/test'
import { openShop, type Shop } from '../harness/shop.ts'
import { keepScreen, startApp } from './app.ts'

let shop: Shop
let bus: ChildProcess | null = null
test.beforeEach(async () => {
  shop = await openShop(60)
  await shop.connect()
  await shop.tillbridge('sync', 'catalogue')
})
test.afterEach(async () => {
  bus?.kill()
  bus = null
  await shop.close()
})

/** A session bus on which nobody shows icons. */
async function emptyBus(): Promise<string> {
  bus = spawn('dbus-daemon', ['--session', '--nofork', '--nopidfile', '--print-address'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  if (bus.stdout === null) throw new Error('the bus does not say where it is')
  const [address]: string[] = await once(createInterface(bus.stdout), 'line')
  return address ?? ''
}

for (const [desktop, address] of [
  ['without a session bus', async () => 'disabled:'],
  ['that shows no icons', emptyBus],
] as const) {
  test(`on a desktop ${desktop} the window opens, says how to come back to it, and the sync goes on`, async () => {
    const app = await startApp({ ...shop.environment, DBUS_SESSION_BUS_ADDRESS: await address() })
    const page = await app.firstWindow()
    await expect(page.getByText(/^Tillbridge finds no tray on this desktop/)).toBeVisible()
    await keepScreen(page, 'no-tray')
    await page.close()
    expect(await shop.tillbridge('go')).toMatchObject({ code: 0 })
    expect(shop.sandbox.magento.shop.products().length).toBeGreaterThan(0)
    await app.close()
  })
}

test('on a desktop with a tray nothing is said of it', async () => {
  const app = await startApp(shop.environment)
  const page = await app.firstWindow()
  await expect(page.getByRole('heading', { name: 'First sync' })).toBeVisible()
  expect(await page.evaluate(() => Reflect.get(globalThis, 'tillbridge').desktop())).toEqual({
    tray: true,
    notifications: 'shown',
  })
  await expect(page.getByText(/no tray/)).toHaveCount(0)
  await app.close()
})
