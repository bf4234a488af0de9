import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { openShop, type Shop } from '../harness/shop.ts'
import { artefacts, keepScreen, startApp, trayOf } from './app.ts'
import {
  activate,
  bubbles,
  choose,
  clickBubble,
  hearNotifications,
  menuEntries,
  properties,
  tooltip,
} from './bus.ts'

let shop: Shop
test.beforeAll(async () => {
  shop = await openShop(60)
  await shop.connect()
  await shop.tillbridge(
    'settings',
    'set',
    'schedule',
    '{"stock":{"kind":"off"},"catalogue":{"kind":"off"},"fullRead":{"kind":"off"}}',
  )
  await shop.tillbridge('sync', 'catalogue')
  await shop.tillbridge('go')
})
test.afterAll(() => shop.close())

test('a click on the icon brings a new item to the shop; a failure is told, its bubble opens it; quit ends it all', async () => {
  const { lightspeed, magento } = shop.sandbox
  const app = await startApp(shop.environment, '--hidden')
  const notifications = hearNotifications()
  try {
    const item = await trayOf(app)
    expect(properties(item)).toContain('Tillbridge')
    expect(app.windows()).toHaveLength(0)
    await expect.poll(() => menuEntries(item)[0]?.label).toMatch(/^Up to date/)

    const itemID = lightspeed.till.addItem({
      description: 'Radiant Tee, blue, M',
      customSku: 'RT-BLUE-M',
      publishToEcom: true,
    })
    lightspeed.till.setPrice(itemID, 39.95)
    activate(item)
    await expect.poll(() => magento.shop.product('RT-BLUE-M')?.views.all?.name).toBe('Radiant Tee, blue, M')
    await expect
      .poll(() =>
        menuEntries(item)
          .map((entry) => entry.label)
          .join('\n'),
      )
      .toMatch(/Sent \d/)
    execFileSync('import', ['-window', 'root', join(artefacts, 'tray-up-to-date.png')])

    magento.faults.add({ route: '*', status: 503, times: 1000 })
    lightspeed.till.setPrice(itemID, 44.95)
    // a click within half a second of the last one is the second half of a double click, so it is clicked again
    await expect(async () => {
      activate(item)
      await expect.poll(() => titles(notifications), { timeout: 2_000 }).toContain('The sync could not go on')
    }).toPass()
    await expect.poll(bubbles).toBeGreaterThan(0)
    execFileSync('import', ['-window', 'root', join(artefacts, 'tray-notification.png')])
    clickBubble()
    const page = await app.firstWindow()
    await expect(page.getByRole('heading', { name: 'Needs you' })).toBeVisible()
    await keepScreen(page, 'needs-you-after-notification')

    magento.faults.clear()
    activate(item)
    await expect.poll(() => tooltip(item)).toContain('Up to date')

    const ended = new Promise((resolve) => app.process().once('exit', resolve))
    choose(item, 'Quit')
    expect(await ended).toBe(0)
  } finally {
    notifications.stop()
    await app.close().catch(() => {})
  }
})

const titles = ({ heard }: ReturnType<typeof hearNotifications>) => heard.map(([, , title]) => title)
