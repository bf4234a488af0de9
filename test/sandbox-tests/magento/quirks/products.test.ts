import { expect, test } from 'vitest'
import type { JsonObject } from '../../../sandbox/magento/web/json.ts'
import { aProduct, aShop } from '../client.ts'

const custom = (values: Record<string, string | null | string[]>) => ({
  custom_attributes: Object.entries(values).map(([attribute_code, value]) => ({ attribute_code, value })),
})
const urlTaken = { status: 400, body: { message: 'URL key for specified store already exists.' } }
const empty = (label: string) => ({
  status: 400,
  body: { message: `The "${label}" attribute value is empty. Set the attribute and try again.` },
})

/** A shop with one product, and what scope `all` shows of it. */
const withA = (fields: JsonObject = {}) => {
  const { shop, ...rest } = aShop()
  shop.addProduct({ sku: 'A', ...fields })
  const put = (product: JsonObject, scope = '/all') => rest.call('PUT', `${scope}/V1/products/A`, { product })
  const all = () => shop.product('A')?.views.all ?? {}
  return { ...rest, shop, put, all }
}

test('M16 R28 creating an existing SKU changes it, changing an unknown one creates it', () => {
  const { call, shop } = aShop()
  call('POST', '/all/V1/products', aProduct('A'))
  call('POST', '/all/V1/products', { product: { sku: 'A', price: 12 } })
  call('PUT', '/all/V1/products/B', aProduct('ignored'))
  expect([shop.skus(), shop.product('A')?.views.all?.price]).toEqual([['A', 'B'], '12.000000'])
})

test('M17 R28 the SKU of the path wins; renaming goes by id, and copies the quantities', () => {
  const { call, put, shop } = withA({ extension_attributes: { stock_item: { qty: 3, is_in_stock: true } } })
  const id = shop.product('A')?.id ?? 0
  put({ sku: 'B', id })
  const after = shop.skus()
  call('POST', '/all/V1/products', { product: { id, sku: 'C' } })
  const held = (sku: string) => shop.sourceItems(sku).map(({ quantity }) => quantity)
  call('DELETE', '/all/V1/products/C')
  expect([after, shop.skus(), held('A'), held('C')]).toEqual([['A'], [], [3], [3]])
})

test('M18 R30 a SKU is cut at its ends and ends at 64 characters; four bytes break it, and a name', () => {
  const { call, shop } = aShop()
  const create = (sku: string, more: JsonObject = {}) => call('POST', '/all/V1/products', aProduct(sku, more))
  expect([
    create('  B ').status,
    create('x'.repeat(65)),
    create('Mug😀', { name: 'Mug' }),
    create('C', { name: `${'y'.repeat(300)}` }).status,
    create('D', { name: 'Mug 😀' }).status,
    shop.skus(),
    shop.product('C')?.views.all?.name?.length,
    shop.product('D')?.views.all?.name,
  ]).toEqual([
    200,
    { status: 400, body: { message: 'SKU length should be 64 characters maximum.' } },
    {
      status: 404,
      body: { message: 'The Product with the "%1" SKU doesn\'t exist.', parameters: ['Mug😀'] },
    },
    200,
    200,
    ['B', 'C', 'D'],
    255,
    'Mug ????',
  ])
})

test('M20 what is not sent stays, custom values merge by code', () => {
  const { put, all } = withA({ weight: 2, ...custom({ description: 'Fine', meta_title: 'T' }) })
  put({ price: 5, ...custom({ meta_title: 'New' }) })
  const { weight, price, description, meta_title } = all()
  expect({ weight, price, description, meta_title }).toEqual({
    weight: '2.000000',
    price: '5.000000',
    description: 'Fine',
    meta_title: 'New',
  })
})

test('M21 R34 values of attributes that are unknown or outside the set are dropped in silence, their type counts', () => {
  const { put, all } = withA()
  expect([
    put(custom({ nosuch: '1', manufacturer: '7' })).status,
    all().manufacturer,
    put(custom({ manufacturer: 'Acme' })).status,
  ]).toEqual([200, undefined, 400])
})

test('M22 custom values are texts, categories a list of texts', () => {
  const { call } = withA(custom({ tax_class_id: '2', special_price: '4.5', category_ids: ['2'] }))
  const { body } = call(
    'GET',
    '/all/V1/products/A?fields=extension_attributes[category_links],custom_attributes',
  )
  expect(body).toMatchObject({
    extension_attributes: { category_links: [{ position: 0, category_id: '2' }] },
    custom_attributes: expect.arrayContaining([
      { attribute_code: 'tax_class_id', value: '2' },
      { attribute_code: 'special_price', value: '4.500000' },
      { attribute_code: 'category_ids', value: ['2'] },
    ]),
  })
})

test('M23 what is empty is left out, but for the date of low stock', () => {
  const { call } = withA()
  const { body } = call('GET', '/all/V1/products/A')
  expect([body, JSON.stringify(body).includes('"weight"')]).toEqual([
    expect.objectContaining({
      extension_attributes: expect.objectContaining({
        stock_item: expect.objectContaining({ low_stock_date: null }),
      }),
    }),
    false,
  ])
})

test('M24 R33 a name that is taken as an address is refused, nothing is saved, and renaming keeps the address', () => {
  const { call, put, shop, all } = withA({ name: 'Mug' })
  const taken = call('POST', '/all/V1/products', aProduct('B', { name: 'mug' }))
  put({ name: 'Cup' })
  const still = call('POST', '/all/V1/products', aProduct('B', { name: 'Mug' }))
  expect([taken, still, shop.skus(), all().url_key]).toEqual([urlTaken, urlTaken, ['A'], 'mug'])
})

test('M25 R31 a missing name or price names the label; blanks, 0 and text numbers pass', () => {
  const { call } = aShop()
  const create = (sku: string, more: JsonObject) =>
    call('POST', '/all/V1/products', { product: { sku, attribute_set_id: 4, name: sku, price: 1, ...more } })
  expect([
    create('A', { name: '' }),
    create('A', { price: null }),
    create('A', { price: -1 }),
    create('A', { price: '12,50' }).status,
    [create('B', { price: 0 }), create('C', { price: '12.345678' }), create('D', { name: '   ' })].map(
      ({ status }) => status,
    ),
  ]).toEqual([
    empty('Product Name'),
    empty('Price'),
    { status: 400, body: { message: 'Please enter a number 0 or greater in this field.' } },
    400,
    [200, 200, 200],
  ])
})

test('R32 no attribute set is refused, unknown numbers elsewhere are stored', () => {
  const { call, put, shop } = withA()
  const odd = { type_id: 'odd', status: 7, visibility: 9, ...custom({ tax_class_id: '99' }) }
  expect([
    call('POST', '/all/V1/products', { product: { sku: 'B', name: 'B', price: 1, attribute_set_id: 99 } })
      .status,
    put(odd).status,
    shop.product('A')?.typeId,
    shop.product('A')?.views.all?.status,
  ]).toEqual([400, 200, 'odd', '7'])
})

test('R35 M66 a select takes an id, null empties it, a label and an empty text are refused, unknown ids stored', () => {
  const { put, all } = withA()
  const tax = (value: string | null) => [put(custom({ tax_class_id: value })).status, all().tax_class_id]
  expect([tax('0'), tax('Taxable'), tax(''), tax('77'), tax(null)]).toEqual([
    [200, '0'],
    [400, '0'],
    [400, '0'],
    [200, '77'],
    [200, undefined],
  ])
})

test('R36 M40 an empty special price makes the product free, null takes it away, dates may be in any order', () => {
  const { put, all } = withA()
  const special = (value: string | null) => [
    put(custom({ special_price: value })).status,
    all().special_price,
  ]
  expect([
    special(''),
    special(null),
    put(custom({ special_from_date: '2027-01-02', special_to_date: '2027-01-01' })).status,
    put(custom({ special_from_date: 'soon' })).status,
  ]).toEqual([[200, '0.000000'], [200, undefined], 200, 400])
})

test('M26 R37 category links add, an empty list clears, none keeps; category_ids replace', () => {
  const { call, put, shop } = withA()
  for (const name of ['X', 'Y'])
    call('POST', '/all/V1/categories', { category: { parent_id: 2, name, is_active: true } })
  const links = (...ids: string[]) => ({
    extension_attributes: { category_links: ids.map((category_id) => ({ category_id, position: 0 })) },
  })
  const seen = [links('3'), links('4', '99'), { price: 3 }, custom({ category_ids: ['2'] }), links()].map(
    (change) => {
      put(change)
      return shop.product('A')?.categoryIds
    },
  )
  expect(seen).toEqual([[3], [3, 4], [3, 4], [2], []])
})

test('M27 R38 website_ids replace; a new product joins all websites, or those of its store view', () => {
  const { call, shop } = aShop()
  shop.addWebsite('second', 'second_en')
  const sites = (sku: string) => shop.product(sku)?.websiteIds
  call('POST', '/all/V1/products', aProduct('A'))
  call('POST', '/second_en/V1/products', aProduct('B'))
  call('POST', '/V1/products', aProduct('C'))
  const created = [sites('A'), sites('B'), sites('C')]
  const to = (website_ids: number[]) => {
    const change = { product: { extension_attributes: { website_ids } } }
    return [call('PUT', '/all/V1/products/A', change).status, sites('A')]
  }
  expect([created, to([2]), to([9]), to([])]).toEqual([
    [[1, 2], [2], [1]],
    [200, [2]],
    [400, [2]],
    [200, []],
  ])
})

test('M28 R39 no store code writes the default view, status hits its website, a price everywhere', () => {
  const { put, shop } = withA({ name: 'Mug' })
  shop.addStoreView('fr', 'French', 'fr_FR')
  shop.addWebsite('second', 'second_en')
  put({ name: 'Own', status: 2, price: 3 }, '')
  put({ name: 'Common' })
  const views = Object.entries(shop.product('A')?.views ?? {}).map(([code, { name, status, price }]) => [
    code,
    { name, status, price },
  ])
  expect(Object.fromEntries(views)).toEqual({
    all: { name: 'Common', status: '1', price: '3.000000' },
    default: { name: 'Own', status: '2', price: '3.000000' },
    fr: { name: 'Common', status: '2', price: '3.000000' },
    second_en: { name: 'Common', status: '1', price: '3.000000' },
  })
})

test('R41 stock stands in single reads only; a new product without any has no quantity, and 0 in the default source', () => {
  const { call, shop } = aShop()
  call('POST', '/all/V1/products', aProduct('A'))
  const list = call('GET', '/all/V1/products?searchCriteria=').body
  expect([
    shop.product('A')?.stock,
    shop.sourceItems('A'),
    JSON.stringify(list).includes('stock_item'),
  ]).toEqual([
    { qty: null, isInStock: false },
    [{ sku: 'A', sourceCode: 'default', quantity: 0, status: 0 }],
    false,
  ])
})

test('R42 a product save moves its date, prices and quantities do not', () => {
  const { call, clock, put, shop } = withA()
  const row = { sku: 'A', source_code: 'default', quantity: 2, status: 1 }
  const dates = [
    () => call('POST', '/all/V1/products/base-prices', { prices: [{ sku: 'A', store_id: 0, price: 2 }] }),
    () => call('POST', '/all/V1/inventory/source-items', { sourceItems: [row] }),
    () => put({ price: 3 }),
  ].map((write) => {
    clock.advance(1000)
    write()
    return shop.product('A')?.updatedAt.slice(-2)
  })
  expect(dates).toEqual(['00', '00', '03'])
})

test('M67 R33 names without Latin letters share the empty address: the second is refused', () => {
  const { call } = aShop()
  const create = (sku: string, name: string) =>
    call('POST', '/all/V1/products', aProduct(sku, { name })).status
  expect([create('A', '茶碗'), create('B', '急須')]).toEqual([200, 400])
})
