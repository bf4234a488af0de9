import { type ElectronApplication, expect, type Page, test } from '@playwright/test'
import { openShop, type Shop } from '../harness/shop.ts'
import { type RunningTokenService, sandboxSecret, startTokenService } from '../sandbox/token-service.ts'
import { keepScreen, lookInBothThemes, startApp } from './app.ts'

let shop: Shop
let service: RunningTokenService
let app: ElectronApplication
let page: Page
test.beforeAll(async () => {
  shop = await openShop(20, { lightspeed: { clientSecret: sandboxSecret } })
  service = await startTokenService({ lightspeed: shop.sandbox.lightspeed })
  app = await startApp(shop.environment)
  page = await app.firstWindow()
  await page.emulateMedia({ reducedMotion: 'reduce' })
})
test.afterAll(async () => {
  await app.close()
  await service.close()
  await shop.close()
})

test('the till is connected through a token service, after its certificate was compared', async () => {
  const key = await service.addKey('Riverside')
  await page.getByText('Through a token service').click()
  await page.getByLabel('Address of the token service').fill(service.url)
  await page.getByLabel('Key', { exact: true }).fill('tbk_mistyped')
  await page.getByRole('button', { name: 'Connect', exact: true }).click()
  await expect(page.getByRole('alert')).toContainText(service.fingerprint)
  await lookInBothThemes(page, 'token-service-certificate')
  await page.getByRole('button', { name: 'They are the same: connect' }).click()
  await expect(page.getByRole('alert')).toContainText('does not accept this shop’s key')
  await page.getByLabel('Key', { exact: true }).fill(key)
  await page.getByRole('button', { name: 'Connect', exact: true }).click()
  await expect(page.getByRole('alert')).toContainText(service.fingerprint)
  await page.getByRole('button', { name: 'They are the same: connect' }).click()
  await expect(page.getByText(shop.sandbox.lightspeed.options.accountName)).toBeVisible()
  await lookInBothThemes(page, 'token-service-connected')
})

test('Connections show the service with its last answer, that it is away, and that it refuses; disconnecting forgets it', async () => {
  const { magento, lightspeed } = shop.sandbox
  await shop.tillbridge('connect', 'magento', '--url', magento.url)
  await shop.tillbridge('sync', 'catalogue')
  await shop.tillbridge('go')
  await page.getByRole('navigation').getByRole('button', { name: 'Settings' }).click()
  await page.getByRole('button', { name: 'Connections' }).click()
  const line = page.getByText(`Through the token service ${service.url}`)
  await expect(line).toContainText('last answered')
  await expect(line).not.toContainText('does not answer')
  await lookInBothThemes(page, 'token-service-connections')

  await service.kill()
  lightspeed.connections.expireAccess()
  await shop.tillbridge('sync', 'catalogue')
  await expect(line).toContainText('it does not answer now')
  await expect(page.getByRole('alert').first()).toContainText('The token service cannot be reached')
  await lookInBothThemes(page, 'token-service-away')

  await service.start()
  await service.command(['key', 'revoke', 'Riverside'])
  await shop.tillbridge('sync', 'catalogue')
  await expect(line).toContainText('it gives no access now')
  await keepScreen(page, 'token-service-refuses')

  await page.getByRole('button', { name: 'Disconnect' }).first().click()
  await page.getByRole('dialog').getByRole('button', { name: 'Disconnect' }).click()
  await expect(line).toBeHidden()
})
