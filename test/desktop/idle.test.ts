import { expect, test } from '@playwright/test'
import { openShop, type Shop } from '../harness/shop.ts'
import { startApp, trayOf } from './app.ts'
import { choose, hearIcons, menuEntries } from './bus.ts'
import { cpuSeconds, pssMiB, renderers, treeOf } from './processes.ts'

// What Tillbridge costs while nothing happens: set up, its window closed, the schedule at work.

const OPENED = 10

let shop: Shop
test.beforeAll(async () => {
  shop = await openShop(500)
  await shop.connect()
  await shop.tillbridge('sync', 'catalogue')
  await shop.tillbridge('go')
})
test.afterAll(() => shop.close())

test('at rest it has no page, leaves the icon alone and hardly works; its window leaves nothing behind', async () => {
  test.setTimeout(180_000)
  const app = await startApp(shop.environment)
  const pid = app.process().pid ?? 0
  const page = await app.firstWindow()
  const item = await trayOf(app)
  const state = () => menuEntries(item)[0]?.label
  await expect.poll(state).toMatch(/^Up to date/)
  await page.close()
  await expect.poll(() => renderers(treeOf(pid))).toBe(0)

  // from one scheduled check of the stock to the next, each as slow as over the internet
  shop.sandbox.lightspeed.faults.add({ route: '*', latencyMs: 700, times: 1_000 })
  await untilNextCheck()
  const icons = hearIcons()
  const begun = { at: performance.now(), used: cpuSeconds(treeOf(pid)) }
  await untilNextCheck()
  const seconds = (performance.now() - begun.at) / 1000
  const percent = (100 * (cpuSeconds(treeOf(pid)) - begun.used)) / seconds
  const atRest = pssMiB(treeOf(pid))
  console.log(
    `At rest: ${percent.toFixed(2)} % of a core over ${seconds.toFixed(0)} s, ${atRest.toFixed(0)} MiB`,
  )
  expect(percent).toBeLessThan(2)
  expect([icons.drawn(), renderers(treeOf(pid))]).toEqual([0, 0])

  await shop.tillbridge('pause')
  await expect.poll(state).toMatch(/^Paused/)
  await shop.tillbridge('settings', 'set', 'theme', 'dark') // changes much, but no state
  await shop.tillbridge('resume')
  await expect.poll(state).toMatch(/^Up to date/)
  await expect.poll(icons.drawn).toBe(2)

  for (let time = 0; time < OPENED; time++) {
    const opened = app.waitForEvent('window')
    choose(item, 'Open Tillbridge')
    const window = await opened
    await expect(window.getByRole('navigation')).toBeVisible()
    await window.close()
    await expect.poll(() => renderers(treeOf(pid))).toBe(0)
  }
  expect(icons.drawn()).toBe(2)
  icons.stop()
  await expect
    .poll(() => pssMiB(treeOf(pid)) / atRest, { message: 'memory after the window was opened ten times' })
    .toBeLessThan(1.1)
  console.log(`After ${OPENED} windows: ${pssMiB(treeOf(pid)).toFixed(0)} MiB`)
  await app.close()
})

/** The schedule asks the till every 30 seconds. */
async function untilNextCheck(): Promise<void> {
  const { requests } = shop.sandbox.lightspeed
  const before = requests.all().length
  await expect
    .poll(() => requests.all().length, { timeout: 60_000, intervals: [250] })
    .toBeGreaterThan(before)
}
