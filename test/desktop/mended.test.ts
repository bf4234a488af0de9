import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { openShop } from '../harness/shop.ts'
import { damage } from '../mishaps/damage.ts'
import { keepScreen, startApp } from './app.ts'

test('the app mends a damaged ledger at its start, says so in the activity, and nothing right is written', async () => {
  const shop = await openShop(40)
  await shop.connect()
  for (const verb of ['sync', 'go', 'sync']) await shop.tillbridge(verb)
  damage(join(String(shop.environment.TILLBRIDGE_HOME), 'ledger.sqlite'), 0, 0.9)
  shop.sandbox.magento.requests.clear()

  const app = await startApp(shop.environment)
  const page = await app.firstWindow()
  await expect(page.getByText(/^Up to date/).first()).toBeVisible({ timeout: 60_000 })
  await page
    .getByRole('link', { name: 'Activity' })
    .or(page.getByRole('button', { name: 'Activity' }))
    .click()
  await expect(page.getByText(/^Tillbridge’s own records were damaged\. The backup of/)).toBeVisible()
  await expect(page.getByRole('row').filter({ hasText: 'start' }).filter({ hasText: 'Done' })).toHaveCount(2)
  await keepScreen(page, 'mended')
  expect(shop.sandbox.magento.requests.writes()).toEqual([])
  await app.close()
  await shop.close()
})
