import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type ElectronApplication, expect, type Page, test } from '@playwright/test'
import { openShop, type Shop } from '../harness/shop.ts'
import { keepScreen, lookInBothThemes, startApp } from './app.ts'

// A web shop that had products before, with barcodes and store views of its own, in the real window over the real core.

const EAN = '4006381333931'

let shop: Shop
let app: ElectronApplication
let page: Page
let folder: string
test.describe.configure({ mode: 'serial' })
test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tillbridge-csv-'))
  shop = await openShop(40)
  const { magento, lightspeed } = shop.sandbox
  magento.shop.addTextAttribute('ean', 'EAN')
  magento.shop.addStoreView('fr', 'Français', 'fr_FR')
  magento.shop.addProduct({
    sku: 'WS-012',
    name: 'Old bell',
    price: 12,
    custom_attributes: [{ attribute_code: 'ean', value: EAN }],
  })
  lightspeed.till.addItem({
    description: '=Brass bell',
    customSku: 'BELL-1',
    ean: EAN,
    publishToEcom: true,
    prices: [{ useTypeID: 1, amount: 19.95 }],
    stock: { 1: 3 },
  })
  await shop.connect()
  app = await startApp(shop.environment)
  page = await app.firstWindow()
  await page.emulateMedia({ reducedMotion: 'reduce' })
})
test.afterAll(async () => {
  await app.close()
  await shop.close()
  rmSync(folder, { recursive: true, force: true })
})

const open = (name: string) => page.getByRole('navigation').getByRole('button', { name }).click()

test('the merchant names the attribute with the barcodes, and the proposal shows what was found by it', async () => {
  await page.getByRole('button', { name: 'Look, then go' }).first().click()
  await page.getByRole('button', { name: /What goes online/ }).click()
  await page.getByRole('combobox', { name: 'Barcode in the web shop' }).click()
  await keepScreen(page, 'barcode-attribute')
  await page.getByRole('option', { name: 'EAN (ean)' }).click()
  await page.getByRole('button', { name: 'Next' }).click()
  await expect(page.getByRole('button', { name: /^Go: / })).toBeVisible({ timeout: 30_000 })
  await page.getByRole('button', { name: 'Read again' }).click()
  await expect(page.getByText('1 product was found by its barcode. It keeps its own SKU.')).toBeVisible()
  await page.getByRole('grid').focus()
  await page.keyboard.press('End')
  await expect(page.getByText('WS-012 · found by barcode').first()).toBeVisible()
  await lookInBothThemes(page, 'barcode-proposal')
})

test('the proposal is saved as a table where the merchant says, and no name runs as a formula', async () => {
  const file = join(folder, 'proposal.csv')
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath })
  }, file)
  await page.getByRole('button', { name: 'Save as CSV' }).click()
  await expect(page.getByText(`Saved as ${file}.`)).toBeVisible()
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n')
  expect(lines[0]).toBe('\ufeffItem,Name,SKU,Paired,What,Value,Web shop now,Would become')
  expect(lines.filter((line) => line.includes('WS-012'))).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^\d+,'=Brass bell,WS-012,found by barcode,Change,name,Old bell,'=Brass bell$/),
      expect.stringMatching(/^\d+,'=Brass bell,WS-012,found by barcode,Change,price,12,19\.95$/),
    ]),
  )
  await keepScreen(page, 'csv-saved')
  await app.evaluate(({ dialog }) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath: '/nowhere/at/all.csv' })
  })
  await page.getByRole('button', { name: 'Save as CSV' }).click()
  await expect(page.getByRole('alert')).toContainText('The file could not be saved.')
  expect(shop.sandbox.magento.shop.skus()).toEqual(['WS-012'])
})

test('after go the product is the item’s own, and the catalogue says how it was found', async () => {
  await shop.tillbridge('go')
  await open('Catalogue')
  await page.keyboard.press('/')
  await page.keyboard.type('BELL-1')
  await page.getByRole('grid').getByText('=Brass bell').click()
  await expect(page.getByText('WS-012, found by its barcode')).toBeVisible()
  await lookInBothThemes(page, 'barcode-panel')
  expect(shop.sandbox.magento.shop.product('WS-012')?.views.all?.name).toBe('=Brass bell')
})

test('a store view that hides what is sent is found, shown, and cleared after a question', async () => {
  const { shop: web } = shop.sandbox.magento
  web.overrideInView('WS-012', 'fr', { name: 'Cloche' })
  await open('Settings')
  await page.getByRole('button', { name: 'Connections' }).click()
  await page.getByRole('button', { name: 'Look', exact: true }).click()
  await expect(page.getByText('Name in “Français”: 1 product')).toBeVisible()
  await lookInBothThemes(page, 'overrides')
  await page.getByRole('button', { name: 'Clear: Name in “Français”: 1 product' }).click()
  const question = page.getByRole('dialog')
  await expect(question.getByText('Cloche')).toBeVisible()
  expect(web.product('WS-012')?.views.fr?.name).toBe('Cloche')
  await keepScreen(page, 'overrides-question')
  await question.getByRole('button', { name: 'Clear 1 value' }).click()
  await expect(page.getByText('1 value cleared and read back.')).toBeVisible()
  expect(web.product('WS-012')?.views.fr?.name).toBe('=Brass bell')
  await keepScreen(page, 'overrides-cleared')
})
