import { type ElectronApplication, expect, type Page, test } from '@playwright/test'
import { openShop, type Shop } from '../harness/shop.ts'
import { keepScreen, lookInBothThemes, startApp } from './app.ts'

// One merchant, from the first start to a quiet afternoon, in the real window over the real core.

let shop: Shop
let app: ElectronApplication
let page: Page
test.describe.configure({ mode: 'serial' })
test.beforeAll(async () => {
  shop = await openShop(500)
  app = await startApp(shop.environment)
  page = await app.firstWindow()
  await page.emulateMedia({ reducedMotion: 'reduce' })
  // the merchant's browser: what is opened is written down
  await app.evaluate(({ shell }) => {
    shell.openExternal = async (url) => void Reflect.set(globalThis, 'opened', url)
  })
})
test.afterAll(async () => {
  await app.close()
  await shop.close()
})

const open = (name: string) => page.getByRole('navigation').getByRole('button', { name }).click()

test('the till is connected by agreeing in the browser and pasting the address', async () => {
  const { lightspeed } = shop.sandbox
  await lookInBothThemes(page, '1-till')
  await page.getByRole('button', { name: 'Use a client of my own' }).click()
  await page.getByLabel('Client ID').fill(lightspeed.options.clientId)
  await page.getByRole('button', { name: 'Open Lightspeed' }).click()
  await expect
    .poll(() => app.evaluate(() => Reflect.get(globalThis, 'opened')))
    .toContain('/auth/oauth/authorize')
  const address = String(await app.evaluate(() => Reflect.get(globalThis, 'opened')))
  const field = page.getByLabel('Address of the page after you agreed').last()
  await field.fill('https://localhost/callback?code=wrong&state=wrong')
  await field.press('Enter')
  await expect(page.getByRole('alert')).toBeVisible()
  await keepScreen(page, '1-till-refused')
  await field.fill(lightspeed.approve(address))
  await field.press('Enter')
  await expect(page.getByText(lightspeed.options.accountName)).toBeVisible()
  await keepScreen(page, '1-till-connected')
  await page.getByRole('button', { name: 'Next' }).click()
})

test('the web shop is connected by its four keys in one paste; wrong ones are refused in a sentence', async () => {
  const { magento } = shop.sandbox
  const { consumerKey, consumerSecret, accessToken, accessTokenSecret } = magento.keys
  await lookInBothThemes(page, '2-shop')
  await page.getByLabel('Address of the web shop').fill(magento.url)
  const paste = page.getByLabel('Keys: paste all four at once')
  await paste.fill([consumerKey, accessTokenSecret, accessToken, consumerSecret].join('\n'))
  await page.getByRole('button', { name: 'Connect' }).click()
  await expect(page.getByRole('alert')).toBeVisible()
  await keepScreen(page, '2-shop-refused')
  await page.getByRole('button', { name: 'Paste again' }).click()
  await paste.fill([consumerKey, consumerSecret, accessToken, accessTokenSecret].join('\n'))
  await page.getByRole('button', { name: 'Connect' }).click()
  await expect(page.getByText(/^(\d+) of \1 given$/)).toBeVisible()
  await lookInBothThemes(page, '2-shop-connected')
  await page.getByRole('button', { name: 'Next' }).click()
})

test('shops, selection and preview are shown, and nothing is written before go', async () => {
  await expect(page.getByRole('heading', { name: 'Shops and stock' })).toBeVisible()
  await lookInBothThemes(page, '3-stock')
  await page.getByRole('button', { name: 'Next' }).click()
  await expect(page.getByRole('heading', { name: 'What goes online' })).toBeVisible()
  await lookInBothThemes(page, '4-online')
  await page.getByRole('button', { name: 'Next' }).click()
  await page
    .getByRole('button', { name: 'Read and compare' })
    .click({ timeout: 5_000 })
    .catch(() => {})
  await expect(page.getByRole('button', { name: /^Go: send/ })).toBeVisible()
  await lookInBothThemes(page, '5-go')
  expect(shop.sandbox.magento.shop.products()).toEqual([])
})

test('go fills the shop while the overview shows it', async () => {
  await page.getByRole('button', { name: /^Go: send/ }).click()
  await expect(page.getByText('Up to date').first()).toBeVisible({ timeout: 60_000 })
  expect(shop.sandbox.magento.shop.products().length).toBeGreaterThan(200)
  await lookInBothThemes(page, 'overview')
})

test('the catalogue is searched while typing, and an item says why it is online', async () => {
  const product = shop.sandbox.magento.shop
    .products()
    .find(({ views }) => /^[A-Z][a-z]+ /.test(String(views.all?.name)))
  const name = String(product?.views.all?.name)
  await open('Catalogue')
  await lookInBothThemes(page, 'catalogue')
  await page.keyboard.press('/')
  await page.keyboard.type(name)
  await expect(page.getByText(name).first()).toBeVisible()
  await page.keyboard.press('Escape')
  await page.getByText(name).first().click()
  await expect(page.getByText(/^Online/).first()).toBeVisible()
  await lookInBothThemes(page, 'catalogue-panel')
  await page.keyboard.press('Escape')
})

test('what needs the merchant, what happened and the settings', async () => {
  await open('Needs you')
  await lookInBothThemes(page, 'needs-you')
  await open('Activity')
  await lookInBothThemes(page, 'activity')
  await open('Settings')
  await lookInBothThemes(page, 'settings')
})

test('in French, every page speaks French', async () => {
  await shop.tillbridge('settings', 'set', 'language', 'fr')
  await expect(page.getByRole('navigation')).toContainText('Paramètres')
  await page.getByRole('navigation').getByRole('button', { name: 'Vue d’ensemble' }).click()
  await keepScreen(page, 'overview-french')
  await page.getByRole('navigation').getByRole('button', { name: 'À traiter' }).click()
  await keepScreen(page, 'needs-you-french')
})
