import { describe, expect, test } from 'vitest'
import type { MagentoCall } from '../../main/magento/magento.ts'
import { writeBasePrices } from '../../main/magento/prices.ts'
import { writeSourceItems } from '../../main/magento/stock.ts'
import { currency, storeConfigs, storeViews, websites } from '../../main/magento/stores.ts'
import { Decimal, Sku, SourceCode } from '../../shared/ids.ts'
import { playRecordings } from '../sandbox/magento/player.ts'
import { type Exchange, haveRecordings, recorded } from './recordings.ts'
import { scriptedShop } from './scripted-shop.ts'

const files = [
  'store-and-modules',
  'products-create',
  'products-sku',
  'products-update',
  'two-websites',
  'search-criteria',
  'prices',
  'stock-legacy',
  'source-items',
  'source-items-new-product',
  'inventory-setup',
  'attributes',
]

/** The call that sends a recorded request; undefined where a client like ours would never send it so. */
function callOf({ request }: Exchange): MagentoCall | undefined {
  const [, scope, path, query] = /^\/rest\/(?:([^/]+)\/)?V1\/([^?]+)\??(.*)$/.exec(request.path) ?? []
  if (path === undefined || request.raw_body) return undefined
  const { method } = request
  if (method !== 'GET' && method !== 'POST' && method !== 'PUT') return undefined
  const pairs = query === undefined || query === '' ? [] : query.split('&').map((pair) => pair.split('='))
  if (pairs.some((pair) => pair.length !== 2)) return undefined
  return {
    method,
    path,
    scope: scope ?? null,
    query: pairs.map(([name = '', value = '']) => [decodeURIComponent(name), decodeURIComponent(value)]),
    ...(request.body === null || request.body === undefined ? {} : { body: request.body }),
    effect: 'write',
  }
}

describe.skipIf(!haveRecordings)('a Magento that answers what a real one answered', () => {
  test.each(files)(
    '%s: what the client sends is what was recorded, and it reads what comes back',
    async (file) => {
      const exchanges = recorded(file)
      const shop = await scriptedShop(playRecordings(exchanges))
      const wrong: string[] = []
      let sent = 0
      for (const exchange of exchanges) {
        const call = callOf(exchange)
        if (call === undefined || exchange.response.status === 401) continue
        sent += 1
        const answer = await shop.magento.request(call)
        const fine = exchange.response.status === 200
        if (
          fine !== answer.ok ||
          (answer.ok && JSON.stringify(answer.value) !== JSON.stringify(exchange.response.body))
        )
          wrong.push(`${exchange.n} ${answer.ok ? 'other answer' : JSON.stringify(answer.error)}`)
      }
      await shop.close()
      expect(wrong).toEqual([])
      expect(sent).toBeGreaterThan(exchanges.length / 2)
    },
  )

  test('stores, prices and stock go through, as the program calls them', async () => {
    const exchanges = ['store-and-modules', 'prices', 'source-items'].flatMap(recorded)
    const play = playRecordings(
      // Ours go to scope `all`, where these calls mean the same; the recorded ones name none.
      exchanges.map((exchange) => ({
        n: exchange.n,
        request: { ...exchange.request, path: exchange.request.path.replace('/rest/V1/', '/rest/all/V1/') },
        response: exchange.response,
      })),
    )
    const shop = await scriptedShop((request) =>
      play({ ...request, url: request.url.replace(/^\/rest\/V1\//, '/rest/all/V1/') }),
    )
    const { magento } = shop
    const row = (sku: string, price: string) => ({
      sku: Sku.parse(sku),
      price: Decimal.parse(price),
      storeId: 0,
    })
    const rows = [row('SKU-1', '11.11'), row('SKU-2', '12.5')]
    expect(await storeViews(magento)).toMatchObject({
      ok: true,
      value: [{ code: 'default' }, { code: 'fr' }],
    })
    expect(await websites(magento)).toMatchObject({ ok: true, value: [{ code: 'base' }] })
    expect(await storeConfigs(magento)).toMatchObject({
      ok: true,
      value: [{ currency: 'USD' }, { locale: 'fr_FR' }],
    })
    expect(await currency(magento)).toEqual({ ok: true, value: { base_currency_code: 'USD' } })
    expect(await writeBasePrices(magento, rows)).toEqual({
      done: rows,
      refused: [],
      open: [],
      stoppedBy: null,
    })
    const item = {
      sku: Sku.parse('SKU-1'),
      source: SourceCode.parse('main_shop'),
      quantity: 8,
      inStock: true,
    }
    expect((await writeSourceItems(magento, [item])).done).toEqual([item])
    const gone = { ...item, source: SourceCode.parse('nosuch'), quantity: 7 }
    expect((await writeSourceItems(magento, [gone])).refused).toEqual([
      { row: gone, message: 'Could not save Source Item' },
    ])
    await shop.close()
  })
})
