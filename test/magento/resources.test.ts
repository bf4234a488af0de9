import { afterEach, describe, expect, test } from 'vitest'
import { attributeSets } from '../../main/magento/attributes.ts'
import { removeSpecialPrices, writeBasePrices } from '../../main/magento/prices.ts'
import { createProduct, productsBySku, updateProduct } from '../../main/magento/products.ts'
import { writeLegacyStock, writeSourceItems } from '../../main/magento/stock.ts'
import { readVersion } from '../../main/magento/version.ts'
import { Decimal, Sku, SourceCode } from '../../shared/ids.ts'
import type { SandboxRequest, SandboxResponse } from '../sandbox/types.ts'
import { json, page, type ScriptedShop, scriptedShop } from './scripted-shop.ts'

let shop: ScriptedShop | undefined
afterEach(() => shop?.close())

async function open(answer: (request: SandboxRequest, n: number) => SandboxResponse): Promise<ScriptedShop> {
  shop = await scriptedShop(answer)
  return shop
}

const sku = (text: string): Sku => Sku.parse(text)
const price = (text: string, amount: string) => ({ sku: sku(text), price: Decimal.parse(amount), storeId: 0 })
const row = (text: string, quantity = 1) => ({
  sku: sku(text),
  source: SourceCode.parse('default'),
  quantity,
  inStock: quantity > 0,
})
const product = (id: number, code: string) => ({ id, sku: code, type_id: 'simple', name: `Name ${id}` })
const list = (items: unknown[], total = items.length) => json({ items, total_count: total })

describe('products by SKU', () => {
  test('every SKU asked for is answered: once, not at all, or double', async () => {
    const { magento, asked } = await open(() =>
      list([product(1, 'a-1'), product(2, 'TWICE'), product(3, 'TWICE')]),
    )
    const found = await productsBySku(magento, ['A-1', 'none', 'TWICE', 'x,y'].map(sku))
    expect(
      found.ok && [...found.value].map(([code, products]) => [code, products.map(({ id }) => id)]),
    ).toEqual([
      ['A-1', [1]],
      ['none', []],
      ['TWICE', [2, 3]],
      ['x,y', []],
    ])
    expect(asked.map(({ path }) => path.split('?')[1]?.split('&'))).toEqual([
      [
        'searchCriteria[filterGroups][0][filters][0][field]=sku',
        'searchCriteria[filterGroups][0][filters][0][value]=A-1,none,TWICE',
        'searchCriteria[filterGroups][0][filters][0][conditionType]=in',
        'searchCriteria[filterGroups][0][filters][1][field]=sku',
        'searchCriteria[filterGroups][0][filters][1][value]=x,y',
        'searchCriteria[filterGroups][0][filters][1][conditionType]=eq',
        'searchCriteria[sortOrders][0][field]=entity_id',
        'searchCriteria[sortOrders][0][direction]=ASC',
        'searchCriteria[pageSize]=100',
        'searchCriteria[currentPage]=1',
      ],
    ])
  })

  test('an address never grows longer than web servers take', async () => {
    const { magento, asked } = await open(() => list([]))
    await productsBySku(
      magento,
      Array.from({ length: 300 }, (_, n) => sku(`日本語の商品番号-${n}-日本語の商品番号`)),
    )
    const longest = Math.max(...asked.map(({ path }) => encodeURI(path).length))
    expect(longest).toBeLessThan(8000)
    expect(asked.length).toBeGreaterThan(3)
  })

  test('pages are read until as many as Magento counts, and not one more', async () => {
    const all = Array.from({ length: 250 }, (_, n) => ({
      attribute_set_id: n,
      attribute_set_name: `Set ${n}`,
    }))
    const { magento, asked } = await open((request) => {
      const at = (Number(/currentPage%5D=(\d+)/.exec(request.url)?.[1]) - 1) * 100
      return list(all.slice(at, at + 100), 250)
    })
    const sets = await attributeSets(magento)
    expect(sets.ok && sets.value.map(({ id }) => id)).toEqual(
      all.map(({ attribute_set_id }) => attribute_set_id),
    )
    expect(asked).toHaveLength(3)
  })

  test('an old Magento that gives its last page again and again is left in time', async () => {
    const { magento, asked } = await open(() => list([product(1, 'A')], 1))
    await productsBySku(magento, [sku('A')])
    expect(asked).toHaveLength(1)
  })

  test('a smaller page is asked for once the shop has said what it gives', async () => {
    const { magento, asked } = await open((_, n) =>
      n === 1
        ? json({ message: 'Maximum SearchCriteria pageSize is %max', parameters: { max: 10 } }, 400)
        : list([]),
    )
    await productsBySku(magento, [sku('A')])
    await productsBySku(magento, [sku('B')])
    expect(asked.map(({ path }) => /pageSize\]=(\d+)/.exec(path)?.[1])).toEqual(['100', '10', '10'])
  })
})

describe('a product', () => {
  const values = {
    name: 'Wool socks',
    attribute_set_id: '4',
    price: '39.95',
    weight: null,
    status: '1',
    visibility: '4',
    tax_class_id: '2',
    special_price: '',
  }

  test('is made as simple, in its websites, in every scope at once', async () => {
    const { magento, asked } = await open(() =>
      json({
        id: 7,
        sku: 'W-1',
        type_id: 'simple',
        name: 'Wool socks',
        attribute_set_id: 4,
        price: 39.95,
        status: 1,
        visibility: 4,
        updated_at: '2026-11-23 22:30:15',
        extension_attributes: { website_ids: [1] },
        custom_attributes: [
          { attribute_code: 'tax_class_id', value: '2' },
          { attribute_code: 'special_price', value: '4.990000' },
          { attribute_code: 'category_ids', value: ['3', '5'] },
        ],
      }),
    )
    const made = await createProduct(magento, { sku: sku('W-1'), values, websiteIds: [1] })
    expect(asked).toEqual([
      {
        method: 'POST',
        path: '/rest/all/V1/products',
        body: {
          product: {
            sku: 'W-1',
            name: 'Wool socks',
            attribute_set_id: 4,
            price: 39.95,
            weight: null,
            status: 1,
            visibility: 4,
            custom_attributes: [
              { attribute_code: 'tax_class_id', value: '2' },
              { attribute_code: 'special_price', value: null },
            ],
            type_id: 'simple',
            extension_attributes: { website_ids: [1] },
          },
        },
      },
    ])
    expect(made).toEqual({
      ok: true,
      value: {
        id: 7,
        sku: 'W-1',
        typeId: 'simple',
        configurable: null,
        websiteIds: [1],
        values: {
          name: 'Wool socks',
          attribute_set_id: '4',
          price: '39.95',
          status: '1',
          visibility: '4',
          tax_class_id: '2',
          special_price: '4.99',
          category_ids: '3,5',
        },
        gallery: null,
        updatedAt: '2026-11-23 22:30:15',
      },
    })
  })

  test('images gone after an update that carries an empty gallery: an update never names images or stock', async () => {
    const { magento, asked } = await open(() => json(product(7, 'W/1 日本')))
    await updateProduct(magento, { sku: sku('W/1 日本'), values: { name: 'New' } })
    expect(asked[0]?.body).toEqual({ product: { sku: 'W/1 日本', name: 'New' } })
  })

  test('whose URL key is taken says so', async () => {
    const { magento } = await open(() =>
      json({ message: 'URL key for specified store already exists.' }, 400),
    )
    expect(await createProduct(magento, { sku: sku('W-2'), values, websiteIds: [1] })).toMatchObject({
      ok: false,
      error: { kind: 'url-key-taken' },
    })
  })
})

describe('prices', () => {
  test('refused rows come back with their reason, the others are through', async () => {
    const { magento } = await open(() =>
      json([{ message: 'Invalid attribute %fieldName = %fieldValue.', parameters: ['SKU', 'NO-1'] }]),
    )
    const rows = [price('A', '1'), price('NO-1', '2'), price('B', '3')]
    expect(await writeBasePrices(magento, rows)).toEqual({
      done: [rows[0], rows[2]],
      refused: [{ row: rows[1], message: 'Invalid attribute SKU = NO-1.' }],
      open: [],
      stoppedBy: null,
    })
  })

  test('a fault that does not name its row is hunted down', async () => {
    const { magento } = await open((request) =>
      json(
        request.body.includes('"BAD"')
          ? [{ message: 'Invalid attribute %fieldName = %fieldValue.', parameters: ['Price', '-1'] }]
          : [],
      ),
    )
    const rows = [price('A', '1'), price('B', '2'), price('BAD', '-1'), price('C', '3')]
    expect(await writeBasePrices(magento, rows)).toEqual({
      done: [rows[0], rows[1], rows[3]],
      refused: [{ row: rows[2], message: 'Invalid attribute Price = -1.' }],
      open: [],
      stoppedBy: null,
    })
  })

  test('a special price is removed whatever it was', async () => {
    const { magento, asked } = await open(() => json([]))
    await removeSpecialPrices(magento, [{ sku: sku('A'), storeId: 0 }])
    expect(asked).toEqual([
      {
        method: 'POST',
        path: '/rest/all/V1/products/special-price-delete',
        body: {
          prices: [
            {
              sku: 'A',
              price: 1,
              store_id: 0,
              price_from: '2000-01-01 00:00:00',
              price_to: '2037-12-31 23:59:59',
            },
          ],
        },
      },
    ])
  })
})

describe('stock per source', () => {
  const refuseBad = (request: SandboxRequest): SandboxResponse =>
    request.body.includes('"BAD') ? json({ message: 'Could not save Source Item' }, 400) : json([])

  test('goes out in one call', async () => {
    const { magento, asked, counts } = await open(() => json([]))
    const rows = [row('A', 3), row('B', 0)]
    expect(await writeSourceItems(magento, rows)).toEqual({
      done: rows,
      refused: [],
      open: [],
      stoppedBy: null,
    })
    expect(asked.map(({ body }) => body)).toEqual([
      {
        sourceItems: [
          { sku: 'A', source_code: 'default', quantity: 3, status: 1 },
          { sku: 'B', source_code: 'default', quantity: 0, status: 0 },
        ],
      },
    ])
    expect(counts).toEqual({ requests: 1, writes: 1 })
  })

  test('nothing to send is no call', async () => {
    const { magento, asked } = await open(() => json([]))
    await writeSourceItems(magento, [])
    expect(asked).toEqual([])
  })

  test('one bad row never blocks the others: halves are tried until it stands alone', async () => {
    const { magento, asked } = await open(refuseBad)
    const rows = Array.from({ length: 100 }, (_, n) => row(n === 37 ? 'BAD' : `S-${n}`))
    const outcome = await writeSourceItems(magento, rows)
    expect(outcome.refused).toEqual([{ row: rows[37], message: 'Could not save Source Item' }])
    expect(new Set(outcome.done)).toEqual(new Set(rows.filter((_, n) => n !== 37)))
    expect(asked.length).toBeLessThan(20)
  })

  test('a shop that takes twenty rows is sent twenty, now and later', async () => {
    const { magento, asked } = await open((request) => {
      const rows = JSON.parse(request.body).sourceItems.length
      const parameters = { type: '\\Magento\\InventoryApi\\Api\\Data\\SourceItemInterface', max: 20 }
      return rows > 20
        ? json({ message: 'Maximum items of type "%type" is %max', parameters }, 400)
        : json([])
    })
    const rows = Array.from({ length: 50 }, (_, n) => row(`S-${n}`))
    expect((await writeSourceItems(magento, rows)).done).toEqual(rows)
    await writeSourceItems(magento, rows)
    const sizes = asked.map(({ body }) => Object.values(body ?? {}).flat().length)
    expect(sizes).toEqual([50, 20, 20, 10, 20, 20, 10])
  })

  test('rows after a lost answer stay open, those before it are done', async () => {
    const { magento } = await open((_, n) => (n === 2 ? { dropConnection: true } : json([])))
    const rows = Array.from({ length: 1200 }, (_, n) => row(`S-${n}`))
    const outcome = await writeSourceItems(magento, rows)
    expect(outcome).toMatchObject({ refused: [], stoppedBy: { kind: 'answer-lost' } })
    expect([outcome.done, outcome.open]).toEqual([rows.slice(0, 500), rows.slice(500)])
  })

  test('a row that breaks Magento from inside is found, a broken shop is not asked row by row', async () => {
    const crash: SandboxResponse = { status: 500, headers: {}, body: 'An error has happened.' }
    const rows = Array.from({ length: 16 }, (_, n) => row(n === 0 ? 'BAD' : `S-${n}`))
    const one = await open((request) => (request.body.includes('"BAD') ? crash : json([])))
    expect((await writeSourceItems(one.magento, rows)).refused).toEqual([
      { row: rows[0], message: 'An error has happened.', passing: true },
    ])
    await one.close()
    const all = await open(() => crash)
    expect(await writeSourceItems(all.magento, rows)).toMatchObject({
      done: [],
      stoppedBy: { kind: 'internal-error' },
    })
    expect(all.asked.length).toBeLessThan(10)
  })
})

describe('stock without sources', () => {
  test('names a plain SKU in the path', async () => {
    const { magento, asked } = await open(() => json(1))
    expect(await writeLegacyStock(magento, row('A-1', 5))).toEqual({ ok: true, value: null })
    expect(asked).toEqual([
      {
        method: 'PUT',
        path: '/rest/all/V1/products/A-1/stockItems/1',
        body: { stockItem: { qty: 5, is_in_stock: true } },
      },
    ])
  })

  test.each(['A/B', 'A B', 'A+B', 'A%B', 'A#B', 'é', '日本', '.'])(
    'SKU with / → 404: "%s" travels in the body instead',
    async (code) => {
      const { magento, asked } = await open(() => json(product(1, code)))
      expect(await writeLegacyStock(magento, row(code, 0))).toEqual({ ok: true, value: null })
      expect(asked).toEqual([
        {
          method: 'POST',
          path: '/rest/all/V1/products',
          body: {
            product: { sku: code, extension_attributes: { stock_item: { qty: 0, is_in_stock: false } } },
          },
        },
      ])
    },
  )
})

test.each([
  ['Magento/2.4 (Community)', { version: '2.4', edition: 'Community' }],
  ['Magento/2.4 (Enterprise)\n', { version: '2.4', edition: 'Enterprise' }],
  ['', { version: null, edition: null }],
  ['<html>Magento/2.4 (Community)</html>', { version: null, edition: null }],
])('the version page %j', (text, version) => {
  expect(readVersion(text)).toEqual(version)
})

test('a search answered by a web page is told as such', async () => {
  const { magento } = await open(() => page(404))
  expect(await productsBySku(magento, [sku('A')])).toEqual({
    ok: false,
    error: { kind: 'not-magento', call: 'GET /V1/products', status: 404 },
  })
})
