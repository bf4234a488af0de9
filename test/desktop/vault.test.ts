import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { type ElectronApplication, expect, type Page, test } from '@playwright/test'
import { defaultSettings, type Schedule } from '../../shared/settings.ts'
import { openShop, type Shop } from '../harness/shop.ts'
import { artefacts, keepScreen, startApp, trayOf } from './app.ts'
import { properties } from './bus.ts'
import { aKeyring, givePassword, type Keyring, refusePassword, untilItAsks } from './keyring.ts'

let shop: Shop
let keyring: Keyring
let app: ElectronApplication | null
test.beforeEach(async () => {
  shop = await openShop(60)
  keyring = aKeyring()
  app = null
})
test.afterEach(async () => {
  app?.process().kill('SIGKILL') // one that waits for a keyring would not close
  await keyring.close()
  await shop.close()
})

/** The app as a merchant has it, who has named no key file. */
async function start(...words: string[]): Promise<ElectronApplication> {
  app = await startApp({ ...shop.environment, TILLBRIDGE_VAULT_KEY_FILE: undefined }, ...words)
  return app
}
const end = async () => {
  await app?.close()
  app = null
}

const inData = (...names: string[]) => join(shop.folder, 'data', ...names)
const vaultFile = () => JSON.parse(readFileSync(inData('vault.json'), 'utf8'))

/** Both sides connected through the app that runs, and the first sync done. */
async function setUp(): Promise<void> {
  await shop.connect()
  await shop.tillbridge('sync', 'catalogue')
  expect(await shop.tillbridge('go')).toMatchObject({ code: 0 })
}

/** Every secret of this shop, however the files of its folder hide it. */
function expectNoSecrets(): void {
  const { keys } = shop.sandbox.magento
  const canaries = [keys.consumerSecret, keys.accessToken, keys.accessTokenSecret, 'def50200', 'eyJ']
  for (const name of readdirSync(inData(), { recursive: true, encoding: 'utf8' })) {
    if (name.startsWith('window')) continue // Chromium's own
    const text = readBytes(inData(name)).toString('latin1')
    const decoded = Buffer.from(text.replaceAll(/[^A-Za-z0-9+/=]/g, ''), 'base64').toString('latin1')
    const found = canaries.filter((canary) => text.includes(canary) || decoded.includes(canary))
    expect(found, name).toEqual([])
  }
}
const readBytes = (file: string): Buffer => {
  try {
    return readFileSync(file)
  } catch {
    return Buffer.alloc(0) // a folder, or the socket
  }
}

/** The till's step of the set-up, up to Lightspeed's page: which address was opened, if any. */
async function openLightspeed(page: Page): Promise<void> {
  await app?.evaluate(({ shell }) => {
    shell.openExternal = async (url) => void Reflect.set(globalThis, 'opened', url)
  })
  await page.getByRole('button', { name: 'Use a client of my own' }).click()
  await page.getByLabel('Client ID').fill(shop.sandbox.lightspeed.options.clientId)
  await page.getByRole('button', { name: 'Open Lightspeed' }).click()
}
const opened = () => app?.evaluate(() => Reflect.get(globalThis, 'opened') ?? null)

const never: Schedule = {
  stock: { kind: 'off' },
  catalogue: { kind: 'off' },
  fullRead: { kind: 'off' },
  verify: { kind: 'off' },
}

const noKeyring = /^Tillbridge finds no open keyring on this computer/
const ask = 'Keep the keys without a keyring?'

test('an open keyring keeps the keys: encrypted on the disk, and there after a new start', async () => {
  await keyring.unlocked()
  const first = await start('--hidden')
  await trayOf(first)
  await setUp()
  expect(vaultFile()).toMatchObject({ cipher: 'system' })
  expectNoSecrets()
  await end()

  await keyring.unlocked() // the merchant logged out and in again
  await trayOf(await start('--hidden'))
  expect(await shop.tillbridge('sync')).toMatchObject({ code: 0 })
  expect(existsSync(inData('vault.key'))).toBe(false)
})

test('without a keyring nothing is kept until the merchant agrees to weaker protection; a keyring takes over later', async () => {
  const page = await (await start()).firstWindow()
  await openLightspeed(page)
  await expect(page.getByRole('alert')).toHaveText(noKeyring)
  await expect(page.getByRole('alert')).toContainText('TILLBRIDGE_VAULT_KEY_FILE')
  await expect(page.getByRole('region', { name: ask })).toBeVisible()
  await keepScreen(page, 'no-keyring')
  expect([await opened(), existsSync(inData('vault.json')), existsSync(inData('vault.key'))]).toEqual([
    null,
    false,
    false,
  ])
  await shop.tillbridge('settings', 'set', 'language', 'fr')
  await expect(page.getByRole('region', { name: 'Garder les clés sans trousseau ?' })).toBeVisible()
  await keepScreen(page, 'no-keyring-french')
  await shop.tillbridge('settings', 'set', 'language', 'en')

  await page.getByRole('button', { name: 'Keep them with weaker protection' }).click()
  await expect.poll(opened).toContain('/auth/oauth/authorize')
  const field = page.getByLabel('Address of the page after you agreed').last()
  await field.fill(shop.sandbox.lightspeed.approve(String(await opened())))
  await field.press('Enter')
  await expect(page.getByText(shop.sandbox.lightspeed.options.accountName)).toBeVisible()
  await setUp()
  expect(vaultFile()).toMatchObject({ cipher: 'own-key' })
  expectNoSecrets()

  const weak = page.getByRole('switch', { name: 'Keep the keys without a keyring' })
  await page.reload()
  await page.getByRole('navigation').getByRole('button', { name: 'Settings' }).click()
  await expect(weak).toBeChecked()
  await weak.scrollIntoViewIfNeeded()
  await keepScreen(page, 'weaker-protection')
  await weak.click({ force: true })
  await expect(page.getByRole('alert')).toHaveText(noKeyring) // not while there is none
  await end()

  await keyring.unlocked()
  const again = await (await start()).firstWindow()
  await again.getByRole('navigation').getByRole('button', { name: 'Settings' }).click()
  await again.getByRole('switch', { name: 'Keep the keys without a keyring' }).click({ force: true })
  await expect(again.getByRole('switch', { name: 'Keep the keys without a keyring' })).toHaveCount(0)
  expect(vaultFile()).toMatchObject({ cipher: 'system' })
  expect(await shop.tillbridge('sync')).toMatchObject({ code: 0 })
})

test('a password that everybody knows is no keyring', async () => {
  await keyring.unlocked()
  const page = await (await start('--password-store=basic')).firstWindow()
  await openLightspeed(page)
  await expect(page.getByRole('alert')).toHaveText(noKeyring)
  await expect(page.getByRole('region', { name: ask })).toBeVisible()
  expect(await opened()).toBeNull()
})

test('a locked keyring asks when icon and window are there; once open, the sync goes on', async () => {
  await keyring.unlocked()
  await trayOf(await start('--hidden'))
  await shop.tillbridge('settings', 'set', 'schedule', JSON.stringify(never))
  await shop.connect()
  await end()
  await shop.tillbridge('settings', 'set', 'schedule', JSON.stringify(defaultSettings.schedule))
  await keyring.locked()

  const locked = await start()
  const page = await locked.firstWindow()
  const icon = await trayOf(locked)
  const begun = performance.now()
  expect(properties(icon)).toContain('Tillbridge')
  expect(performance.now() - begun).toBeLessThan(3_000)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await keepScreen(page, 'locked-keyring')
  await untilItAsks()
  execFileSync('import', ['-window', 'root', join(artefacts, 'locked-keyring-asks.png')])
  await givePassword()
  expect(await shop.tillbridge('sync', 'catalogue')).toMatchObject({ code: 0 })
})

test('a new keyring that the merchant does not want is none: the connection says so', async () => {
  await keyring.locked()
  const page = await (await start()).firstWindow()
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  void openLightspeed(page).catch(() => {})
  await untilItAsks()
  const stop = refusePassword()
  await expect(page.getByRole('alert')).toHaveText(noKeyring)
  stop()
})

test('keys that a key file encrypted are refused in a sentence that names the file, and the other way round', async () => {
  await keyring.unlocked()
  await setUp() // on the command line, with its key file
  const page = await (await start()).firstWindow()
  expect((await shop.tillbridge('sync', 'stock')).code).toBe(1)
  await page.getByRole('navigation').getByRole('button', { name: 'Settings' }).click()
  await page.getByRole('main').getByRole('button', { name: 'Connections' }).click()
  const till = page.getByRole('region', { name: 'The till' })
  await expect(till.getByRole('alert').first()).toHaveText(
    'The keys in this folder were encrypted with a key file. Name that file in TILLBRIDGE_VAULT_KEY_FILE, or remove vault.json from the folder and connect both services again.',
  )
  await keepScreen(page, 'other-cipher')
  await till.getByRole('button', { name: 'Open Lightspeed' }).click()
  await expect(till.getByRole('alert').last()).toContainText('TILLBRIDGE_VAULT_KEY_FILE')
  await expect(page.getByRole('region', { name: ask })).toHaveCount(0)
  expect(vaultFile()).toMatchObject({ cipher: 'key-file' })
  await end()

  rmSync(inData('vault.json')) // as the sentence says
  await trayOf(await start('--hidden'))
  await shop.connect()
  expect(vaultFile()).toMatchObject({ cipher: 'system' })
  await end()
  const { code, err } = await shop.tillbridge('sync')
  expect(code).toBe(1)
  expect(err + (await shop.tillbridge('problems')).out).toContain(
    'encrypted by the app with this computer’s keyring',
  )
})
