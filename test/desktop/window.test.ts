import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, test } from '@playwright/test'
import { openShop, root, type Shop } from '../harness/shop.ts'
import { keepScreen, startApp, trayOf } from './app.ts'
import { activate, choose, trayItemOf } from './bus.ts'

let shop: Shop
test.beforeEach(async () => {
  shop = await openShop(60)
})
test.afterEach(() => shop.close())

test('the page has no power: no Node, its own policy, no other page, no new window', async () => {
  const app = await startApp(shop.environment)
  const page = await app.firstWindow()
  await expect(page.getByRole('navigation')).toBeVisible()
  const inside = await page.evaluate(() => ({
    require: typeof Reflect.get(globalThis, 'require'),
    process: typeof Reflect.get(globalThis, 'process'),
    bridge: Object.keys(Reflect.get(globalThis, 'tillbridge')).sort(),
    opened: window.open('https://example.com'),
    // a script that somebody got into the page is not run
    inline: (() => {
      const script = document.createElement('script')
      script.textContent = 'globalThis.ran = true'
      document.head.append(script)
      return Reflect.get(globalThis, 'ran') === true ? 'ran' : 'refused'
    })(),
  }))
  expect(inside).toEqual({
    require: 'undefined',
    process: 'undefined',
    bridge: ['ask', 'desktop', 'listen', 'onOpen', 'openLink', 'openLogs', 'savePlan'],
    opened: null,
    inline: 'refused',
  })
  const refused = await page.evaluate(async () => {
    const bridge = Reflect.get(globalThis, 'tillbridge')
    return [
      await bridge.ask('no.such.call', {}),
      await bridge.openLink('file:///etc/passwd'),
      await bridge.ask('pause', { until: 7 }),
    ]
  })
  expect(refused).toMatchObject([{ ok: false }, { ok: false }, { ok: false }])
  const address = page.url()
  await page.evaluate(() => {
    location.href = 'https://example.com'
  })
  expect(page.url()).toBe(address)
  await app.close()
})

test('closing the window leaves the engine at work; the icon and a second start open it again', async () => {
  await shop.connect()
  const app = await startApp(shop.environment)
  const page = await app.firstWindow()
  const item = await trayOf(app)
  await page.close()
  await expect.poll(() => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(0)
  expect(trayItemOf(app.process().pid ?? 0)).not.toBeNull()

  choose(item, 'Open Tillbridge')
  const again = await app.waitForEvent('window')
  await expect(again.getByRole('navigation')).toBeVisible()
  await again.close()

  const opened = app.waitForEvent('window')
  const second = spawn(String(process.env.ELECTRON_EXEC_PATH), ['--no-sandbox', root], {
    env: shop.environment,
  })
  await opened
  expect((await once(second, 'exit'))[0]).toBe(0)
  await app.close()
})

test('before set-up a click on the icon opens the set-up', async () => {
  const app = await startApp(shop.environment, '--hidden')
  const item = await trayOf(app)
  activate(item)
  const page = await app.firstWindow()
  await expect(page.getByText('The till').first()).toBeVisible()
  await keepScreen(page, 'first-start')
  await app.close()
})
