import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { _electron, type ElectronApplication, expect, type Page, test } from '@playwright/test'
import { buildPage } from './fake-core/build-page.ts'
import type { Scene } from './fake-core/scenes.ts'
import { servePage } from './fake-core/serve-page.ts'

// Every page of the window on the days that it can have, with an invented core, in both themes, under the app's own
// content policy. The real core is behind the window in window.test.ts.

const artefacts = join(import.meta.dirname, '../../test-artefacts/pages')
let folder: string
let served: Awaited<ReturnType<typeof servePage>>
let app: ElectronApplication
let page: Page
let complaints: string[]

test.beforeAll(async () => {
  test.setTimeout(120_000)
  mkdirSync(artefacts, { recursive: true })
  folder = mkdtempSync(join(tmpdir(), 'tillbridge-pages-'))
  await buildPage(folder)
  served = await servePage(folder)
  const executablePath = process.env.ELECTRON_EXEC_PATH
  if (executablePath === undefined) throw new Error('run these tests through npm test')
  app = await _electron.launch({
    executablePath,
    args: ['--no-sandbox', join(import.meta.dirname, 'fake-core/app')],
  })
  page = await app.firstWindow()
  page.on('console', (said) => {
    if (said.type() === 'error') complaints.push(said.text())
  })
  page.on('pageerror', (error) => complaints.push(String(error)))
})
test.afterAll(async () => {
  await app?.close()
  served?.close()
  rmSync(folder, { recursive: true, force: true })
})
test.beforeEach(() => {
  complaints = []
})

type Where = {
  readonly scene: Scene
  readonly page?: string
  readonly theme?: 'light' | 'dark'
  readonly language?: 'en' | 'fr'
  readonly items?: number
}

async function open({ theme = 'light', language = 'en', items = 3000, ...where }: Where): Promise<void> {
  const query = new URLSearchParams({ theme, language, items: String(items), ...where })
  await page.goto(`${served.url}?${query}`)
  await expect(page.getByRole('heading', { level: 1 })).toBeAttached()
}

const size = (width: number, height: number, zoom = 1) =>
  app.evaluate(
    ({ BrowserWindow }, wanted) => {
      const [window] = BrowserWindow.getAllWindows()
      window?.setContentSize(wanted.width, wanted.height)
      window?.webContents.setZoomFactor(wanted.zoom)
    },
    { width, height, zoom },
  )

async function expectClean(): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual([])
  expect(complaints).toEqual([])
}

const days: readonly (Where & { readonly name: string; readonly shows: string })[] = [
  { name: 'overview', scene: 'good-day', shows: 'Ortlieb Back-Roller Classic, pair, yellow:' },
  { name: 'overview-working', scene: 'working', shows: 'Sending items: 1,240 of 3,000' },
  { name: 'overview-first-sync', scene: 'reading', shows: 'Read the items and stock' },
  { name: 'overview-offline', scene: 'offline', shows: 'What you see is from' },
  { name: 'overview-broken', scene: 'keys-refused', shows: 'Enter the new keys' },
  { name: 'overview-paused', scene: 'paused', shows: 'when you resume' },
  { name: 'catalogue', scene: 'good-day', page: 'catalogue', shows: 'MSR PocketRocket 2 stove' },
  { name: 'catalogue-empty', scene: 'empty', page: 'catalogue', shows: 'No items yet' },
  { name: 'catalogue-failed', scene: 'silent', page: 'catalogue', shows: 'This could not be shown' },
  { name: 'needs-you', scene: 'bad-day', page: 'needs-you', shows: '14 products have no price' },
  {
    name: 'needs-you-safety-stop',
    scene: 'safety-stop',
    page: 'needs-you',
    shows: 'Set 412 products to zero',
  },
  { name: 'needs-you-nothing', scene: 'quiet', page: 'needs-you', shows: 'Nothing needs you' },
  { name: 'activity', scene: 'good-day', page: 'activity', shows: 'Preview made, nothing written' },
  { name: 'connect-till', scene: 'first-day', shows: 'Open Lightspeed' },
  { name: 'connect-shop', scene: 'shop-missing', shows: 'Where the keys are' },
  { name: 'connect-stock', scene: 'empty', page: 'connect', shows: 'Safety stock' },
  { name: 'connect-go', scene: 'ready-to-go', page: 'connect', shows: 'Go: send 2,343 products' },
  { name: 'connections', scene: 'good-day', page: 'connect', shows: '6 of 7 given' },
  { name: 'settings', scene: 'good-day', page: 'settings', shows: 'What goes online' },
]

for (const theme of ['light', 'dark'] as const) {
  for (const { name, shows, ...where } of days) {
    test(`${name}, ${theme}: readable for everybody, and nothing is refused or thrown`, async () => {
      await size(1100, 720)
      await open({ ...where, theme })
      await expect(page.getByText(shows).first()).toBeVisible()
      await page.screenshot({ path: join(artefacts, `${name}-${theme}.png`) })
      await expectClean()
    })
  }
}

test('an item opens with Enter, says why, and Escape goes back to the list', async () => {
  await open({ scene: 'good-day', page: 'catalogue' })
  const grid = page.getByRole('grid')
  await expect(grid.getByText('MSR PocketRocket 2 stove')).toBeVisible()
  await grid.focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  const panel = page.getByRole('complementary', { name: 'MSR PocketRocket 2 stove' })
  await expect(panel.getByText('Online. A change is waiting for the next sync.')).toBeVisible()
  await expect(panel.getByText('= 13')).toBeVisible()
  await page.screenshot({ path: join(artefacts, 'catalogue-panel-light.png') })
  await expectClean()
  await page.keyboard.press('Escape')
  await expect(panel).toBeHidden()
  await expect(grid).toBeFocused()
})

test('searching begins with / and answers while one types', async () => {
  await open({ scene: 'good-day', page: 'catalogue' })
  await page.keyboard.press('/')
  await page.keyboard.type('ortlieb')
  await expect(page.getByRole('grid').getByText('Ortlieb Back-Roller Classic')).toBeVisible()
  await expect(page.getByRole('button', { name: 'All 1' })).toBeVisible()
  await page.keyboard.type('zzz')
  await expect(page.getByText('Nothing fits “ortliebzzz”')).toBeVisible()
})

test('100,000 items are scrolled through with a few dozen rows drawn', async () => {
  await open({ scene: 'good-day', page: 'catalogue', items: 100_000 })
  const grid = page.getByRole('grid')
  await grid.focus()
  await page.keyboard.press('End')
  await expect(grid.getByText('no. 99999')).toBeVisible()
  expect(await grid.getByRole('row').count()).toBeLessThan(60)
})

test('chosen items can be sent again, previewed, and let go', async () => {
  await open({ scene: 'good-day', page: 'catalogue' })
  await page.getByRole('grid').focus()
  await page.keyboard.press('Space')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Space')
  const bar = page.getByRole('region', { name: 'Chosen items' })
  await expect(bar.getByText('2 items chosen')).toBeVisible()
  await bar.getByRole('button', { name: 'Send again' }).click()
  await expect(page.getByRole('banner').getByText('Checked just now: nothing to send.').first()).toBeVisible()
  await bar.getByRole('button', { name: 'Choose none' }).click()
  await expect(bar).toBeHidden()
})

test('Ctrl+R syncs, and what was started ends in a sentence', async () => {
  await open({ scene: 'good-day' })
  await page.keyboard.press('Control+r')
  await expect(page.getByRole('banner').getByText('Checked just now: nothing to send.').first()).toBeVisible()
})

test('a safety stop is answered by what each way does', async () => {
  await open({ scene: 'safety-stop', page: 'needs-you' })
  await page.getByRole('button', { name: 'Keep the web shop as it is' }).click()
  await expect(page.getByText('Are 412 products really sold out?')).toBeHidden()
})

test('four keys are taken from one paste and only two of them are shown, shortened', async () => {
  await open({ scene: 'shop-missing' })
  const keys = ['a', 'b', 'c', 'd'].map((letter) => letter.repeat(32))
  await page.getByLabel('Keys: paste all four at once').fill(keys.join('\n'))
  await expect(page.getByText('All four found.')).toBeVisible()
  const shown = await page.getByRole('main').textContent()
  expect(keys.filter((key) => shown?.includes(key))).toEqual([])
  await expect(page.getByText('aaaa…aaaa')).toBeVisible()
  await expectClean()
})

test('the check-up tells at a press how many things to mend, which, and how', async () => {
  await open({ scene: 'good-day', page: 'connect' })
  await page.getByRole('button', { name: 'Check now' }).click()
  await expect(page.getByText('1 thing to mend before you start.')).toBeVisible()
  await expect(page.getByText('LOCK-7: U-lock, U-lock 230 mm')).toBeVisible()
  await expect(page.getByText('Give each item a SKU of its own in Lightspeed.')).toBeVisible()
  await page.screenshot({ path: join(artefacts, 'check-up-light.png') })
  await expectClean()
})

test('store views with values of their own are looked for, shown with what they hide, and cleared after a question', async () => {
  await open({ scene: 'good-day', page: 'connect' })
  await page.getByRole('button', { name: 'Look', exact: true }).click()
  await expect(page.getByText('Name in “Français”: 2 products')).toBeVisible()
  await page.screenshot({ path: join(artefacts, 'overrides-light.png') })
  await page.getByRole('button', { name: 'Clear: Name in “Français”: 2 products' }).click()
  const question = page.getByRole('dialog', { name: 'Show in “Français” what all views show?' })
  await expect(question.getByText('Cloche en laiton')).toBeVisible()
  await page.screenshot({ path: join(artefacts, 'overrides-question-light.png') })
  await question.getByRole('button', { name: 'Clear 2 values' }).click()
  await expect(page.getByText('1 value cleared and read back.')).toBeVisible()
  await expect(page.getByText('LOCK-7 (fr): name is still there.')).toBeVisible()
  await expect(page.getByText('Name in “Français”: 1 product')).toBeVisible()
  await page.screenshot({ path: join(artefacts, 'overrides-cleared-light.png') })
  await expectClean()
})

test('the preview is saved as a table, and what was found by its barcode is told', async () => {
  await open({ scene: 'ready-to-go', page: 'connect' })
  await expect(page.getByText('12 products were found by their barcode.')).toBeVisible()
  await page.getByRole('button', { name: 'Save as CSV' }).click()
  await expect(page.getByText('tillbridge-preview-1.csv')).toBeVisible()
  await expectClean()
})

test('the language changes at once', async () => {
  await open({ scene: 'good-day', page: 'settings' })
  await page.getByRole('combobox', { name: 'Language' }).click()
  await page.getByRole('option', { name: 'Français' }).click()
  await expect(page.getByRole('heading', { name: 'Paramètres' })).toBeVisible()
  expect(await page.locator('html').getAttribute('lang')).toBe('fr')
  await expectClean()
})

test('the smallest window and 200 % zoom keep everything within reach, in French', async () => {
  for (const [width, height, zoom] of [
    [900, 600, 1],
    [900, 600, 2],
  ] as const) {
    await size(width, height, zoom)
    for (const name of ['overview', 'catalogue', 'needs-you', 'settings', 'connect']) {
      await open({ scene: 'bad-day', page: name, language: 'fr' })
      await page.screenshot({ path: join(artefacts, `small-${name}-${zoom}.png`) })
      const sideways = await page.getByRole('main').evaluate((main) => main.scrollWidth - main.clientWidth)
      expect(sideways, name).toBe(0)
      await expectClean()
    }
  }
  await size(1100, 720)
})
