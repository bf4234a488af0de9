import { expect, test } from 'vitest'
import { createMagento } from '../../main/magento/magento.ts'
import { probeLimits } from '../../main/magento/probe-limits.ts'
import type { HttpRequest } from '../../main/support/http.ts'
import { inProcess, seededRandom } from '../lightspeed/harness.ts'
import { simulatedClock } from '../lightspeed/simulated-clock.ts'
import { createMagento as createWebShop } from '../sandbox/magento/magento.ts'

/** A shop, and what was asked of it. */
function openWebShop() {
  const clock = simulatedClock()
  const web = createWebShop({ clock })
  const http = inProcess(web.handle, clock)
  const asked: HttpRequest[] = []
  const magento = createMagento({
    http: (request, signal) => {
      asked.push(request)
      return http(request, signal)
    },
    clock,
    random: seededRandom,
    log: { info: () => {}, warn: () => {}, error: () => {} },
    url: 'https://shop.test',
    keys: { kind: 'integration', ...web.shop.addIntegration('Tillbridge') },
  })
  return { web: web.shop, magento, asked, probe: () => clock.during(probeLimits(magento)) }
}

test('a shop without input limits is asked for one empty page and 21 rows, and nothing is written', async () => {
  const { web, magento, asked, probe } = openWebShop()
  web.addProduct({ sku: 'BELL-1', name: 'Bell' })
  await probe()
  expect(
    asked.map(({ method, body }) => [method, body === undefined ? 0 : JSON.parse(body).prices.length]),
  ).toEqual([
    ['GET', 0],
    ['POST', 21],
  ])
  expect([magento.limits(), web.skus()]).toEqual([{ rows: 500, pageSize: 100 }, ['BELL-1']])
})

test('limits that are on are learnt from one refusal each', async () => {
  const limited = openWebShop()
  limited.web.settings.maxItems = 20
  limited.web.settings.maxPageSize = 50
  await limited.probe()
  expect(limited.magento.limits()).toEqual({ rows: 20, pageSize: 50 })
})
