import { expect, test } from '@playwright/test'
import { openShop, type Shop } from '../harness/shop.ts'
import { keepScreen, startApp } from './app.ts'
import { hearNotifications } from './bus.ts'

// Whatever others write is text: names from the till, and the web shop's own words. On every page of the real window,
// over the real core, under the app's own content policy.

const NAME = '<img src=x onerror="globalThis.ran=1"><b>Bell</b>'
const REFUSED = '<a href="javascript:globalThis.ran=1">Odd</a> & <script>globalThis.ran=1</script>'
const SAID = '<svg onload="globalThis.ran=1"><iframe src="https://example.com"></iframe> is &lt;required&gt;'

let shop: Shop
let marked: number
test.beforeAll(async () => {
  shop = await openShop(50)
  const { state, till } = shop.sandbox.lightspeed
  const usual = { publishToEcom: true, prices: [{ useTypeID: 1, amount: 19.95 }], stock: { 1: 3 } }
  state.shops.change(1, { name: '<h1>Riverside</h1>' })
  for (const { itemID } of state.items.ordered('itemID')) till.unpublish(itemID)
  till.addItem({ ...usual, description: REFUSED, customSku: '<u>REFUSED</u>' })
  marked = till.addItem({ ...usual, description: NAME, customSku: 'MARKED-UP' })
  await shop.connect()
  await shop.tillbridge('sync', 'catalogue')
})
test.afterAll(() => shop.close())

test('an item’s name, a shop’s name and an error text with markup are shown as text everywhere, and nothing runs', async () => {
  shop.sandbox.magento.faults.add({
    route: 'POST /V1/products',
    status: 400,
    body: JSON.stringify({ message: SAID }),
    times: 1,
  })
  await shop.tillbridge('go')
  const app = await startApp(shop.environment)
  const page = await app.firstWindow()
  const complaints: string[] = []
  page.on('console', (said) => {
    if (said.type() === 'error' || said.type() === 'warning') complaints.push(said.text())
  })
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('dialog', (dialog) => complaints.push(dialog.message()))
  await page.reload()

  const open = (name: string) => page.getByRole('navigation').getByRole('button', { name }).click()
  /** The text is there as it was written, and nothing of it has become an element. */
  async function expectText(where: string, ...texts: string[]): Promise<void> {
    for (const text of texts) await expect(page.getByText(text, { exact: false }).first()).toBeVisible()
    await keepScreen(page, `markup-${where}`)
    const strange = await page.evaluate(() => ({
      elements: document.querySelectorAll(
        'img, iframe, main script, main h1 b, a[href^="javascript"], svg[onload]',
      ).length,
      ran: Reflect.get(globalThis, 'ran'),
    }))
    expect([where, strange, complaints]).toEqual([where, { elements: 0, ran: undefined }, []])
  }

  await open('Needs you')
  await page.getByRole('button', { name: 'Details' }).first().click()
  await expectText('needs-you', SAID)
  await open('Catalogue')
  await page.keyboard.press('/')
  await page.keyboard.type('onerror')
  await page.getByText(NAME).first().click()
  await expectText('catalogue-panel', NAME, '<h1>Riverside</h1>')
  shop.sandbox.lightspeed.till.setPrice(marked, 25)
  await page.getByRole('complementary').getByRole('button', { name: 'Preview' }).click()
  await expectText('preview', NAME)
  await open('Catalogue')
  await page.keyboard.press('/')
  await page.keyboard.press('Control+a')
  await page.keyboard.type('javascript')
  await page.getByText(REFUSED).first().click()
  await expectText('catalogue-refused', REFUSED, SAID)
  await open('Overview')
  await expectText('overview', REFUSED)
  await open('Activity')
  await expectText('activity')
  await open('Settings')
  await expectText('settings')
  await app.close()
})

test('a notification with the web shop’s words shows them as text: desktops take markup in them for orders', async () => {
  const { lightspeed, magento } = shop.sandbox
  const usual = { publishToEcom: true, prices: [{ useTypeID: 1, amount: 19.95 }], stock: { 1: 3 } }
  for (let at = 0; at < 25; at += 1)
    lightspeed.till.addItem({ ...usual, description: `Bell ${at}`, customSku: `BELL-${at}` })
  const body = JSON.stringify({ message: '<b>No</b> <a href="https://example.com">more</a> & less' })
  magento.faults.add({ route: 'POST /V1/products', status: 400, body, times: 200 })
  await shop.tillbridge('settings', 'set', 'guard.products', '500')
  const { heard, stop } = hearNotifications()
  const app = await startApp(shop.environment)
  const page = await app.firstWindow()
  await page.getByRole('button', { name: 'Sync now' }).first().click()
  const refusals = () => heard.flat().filter((text) => text.includes('The web shop refused'))
  await expect.poll(refusals, { timeout: 60_000 }).toHaveLength(1)
  expect(refusals()).toEqual([
    'The web shop refused: &lt;b&gt;No&lt;/b&gt; &lt;a href="https://example.com"&gt;more&lt;/a&gt; &amp; less',
  ])
  stop()
  await app.close()
})
