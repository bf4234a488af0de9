import { describe, expect, test } from 'vitest'
import { barcodeKey, barcodesOf, spellings } from '../../main/catalogue/barcode.ts'
import { openShop } from './shop.ts'

const EAN = '4006381333931'
const UPC = '036000291452'

/** A shop whose administrator writes barcodes into an attribute of its own, and a merchant who named it. */
async function openLabelled(over: Parameters<typeof openShop>[0] = {}) {
  const shop = await openShop({ ...over, rules: { barcodeAttribute: 'ean', ...over.rules } })
  shop.web.shop.addTextAttribute('ean', 'EAN')
  const addProduct = (sku: string, ean: string, more: object = {}) =>
    shop.web.shop.addProduct({
      sku,
      name: sku,
      price: 12,
      custom_attributes: [{ attribute_code: 'ean', value: ean }],
      ...more,
    })
  return { ...shop, addProduct }
}

describe('an item without a product of its SKU', () => {
  test('is proposed as the one product that holds its barcode, told as such, and paired after go', async () => {
    const shop = await openLabelled({ go: false })
    shop.addProduct('WS-012', EAN)
    const bell = shop.addItem({ customSku: 'BELL-1', ean: EAN })
    const run = await shop.run('catalogue')
    expect(shop.catalogue.goPreview()).toMatchObject({ create: 0, update: 1, overwrites: 1, byBarcode: 1 })
    const { rows } = shop.catalogue.planRows(run.id, 0, 100)
    expect(rows.map(({ sku, byBarcode }) => [sku, byBarcode])).toEqual([
      ['WS-012', true],
      ['WS-012', true],
      ['WS-012', true],
      ['WS-012', true],
    ])
    expect(shop.writes()).toEqual({})

    shop.ledger.pair.go()
    await shop.sync()
    expect(shop.web.shop.skus()).toEqual(['WS-012'])
    expect(shop.shown('WS-012', 'name', 'price', 'ean')).toEqual({
      name: 'Brass bell',
      price: '19.950000',
      ean: EAN,
    })
    expect(shop.stockOf('WS-012')).toEqual({ default: 3 })
    expect(shop.catalogue.explain(bell)?.product).toEqual({ sku: 'WS-012', byBarcode: true })
    expect(shop.problems()).toEqual([])
  })

  test('a second sync writes nothing; price, stock and archiving reach the paired product', async () => {
    const shop = await openLabelled()
    shop.addProduct('WS-012', EAN)
    const bell = Number(shop.addItem({ customSku: 'BELL-1', ean: EAN }))
    await shop.sync()
    shop.forgetRequests()
    await shop.sync()
    await shop.sync({ scope: { kind: 'full' } })
    expect(shop.web.requests.all()).toEqual([])

    shop.till.setPrice(bell, 24.5)
    shop.till.sell(bell, 1)
    await shop.sync()
    expect([shop.shown('WS-012', 'price'), shop.stockOf('WS-012')]).toEqual([
      { price: '24.500000' },
      { default: 2 },
    ])
    shop.till.archive(bell)
    await shop.sync()
    expect([shop.shown('WS-012', 'status'), shop.web.shop.skus()]).toEqual([{ status: '2' }, ['WS-012']])
  })

  test('is found however many zeros stand in front of the number, and by its UPC as well', async () => {
    const shop = await openLabelled()
    shop.addProduct('WS-012', `0${UPC}`)
    shop.addItem({ customSku: 'BELL-1', upc: UPC })
    await shop.sync()
    expect([shop.web.shop.skus(), shop.shown('WS-012', 'name')]).toEqual([['WS-012'], { name: 'Brass bell' }])
  })

  test('is made anew where the merchant named no attribute, or no product has the barcode', async () => {
    const shop = await openLabelled({ rules: { barcodeAttribute: null } })
    shop.addProduct('WS-012', EAN)
    shop.addItem({ customSku: 'BELL-1', ean: EAN })
    await shop.sync()
    expect(shop.web.shop.skus()).toEqual(['WS-012', 'BELL-1'])
    const other = await openLabelled()
    other.addItem({ customSku: 'BELL-1', ean: EAN })
    other.addItem({ customSku: 'BELL-2', description: 'Steel bell', upc: '000000000000' })
    await other.sync()
    expect(other.web.shop.skus()).toEqual(['BELL-1', 'BELL-2'])
  })

  test('a product of its SKU comes before one of its barcode', async () => {
    const shop = await openLabelled()
    shop.addProduct('WS-012', EAN)
    shop.addProduct('BELL-1', '')
    shop.addItem({ customSku: 'BELL-1', ean: EAN })
    await shop.sync()
    expect(['WS-012', 'BELL-1'].map((sku) => shop.shown(sku, 'name')?.name)).toEqual(['WS-012', 'Brass bell'])
  })

  test('an attribute that the shop does not have stops the sync with a sentence, and nothing is made twice', async () => {
    const shop = await openLabelled({ rules: { barcodeAttribute: 'barcode' } })
    shop.addItem({ ean: EAN })
    const run = await shop.run('catalogue')
    expect(run.outcome).toMatchObject({ kind: 'failed', reason: { key: 'magento.rejected' } })
    expect(shop.writes()).toEqual({})
  })
})

describe('the SKU of a paired item', () => {
  test('is its own business: only when it changes at the till is the merchant told', async () => {
    const shop = await openLabelled()
    shop.addProduct('WS-012', EAN)
    const bell = Number(shop.addItem({ customSku: 'BELL-1', ean: EAN }))
    await shop.sync()
    shop.till.rename(bell, 'Copper bell')
    await shop.sync()
    expect(shop.problems()).toEqual([])
    shop.till.setCustomSku(bell, 'BELL-9')
    await shop.sync()
    expect(shop.problems()).toEqual([['sku-changed', 'BELL-9']])
    shop.till.setCustomSku(bell, 'WS-012')
    await shop.sync()
    expect(shop.problems()).toEqual([])
  })

  test('a paired product that was deleted in the shop is made again under its SKU, and the pairing stays', async () => {
    const shop = await openLabelled()
    shop.addProduct('WS-012', EAN)
    const bell = Number(shop.addItem({ customSku: 'BELL-1', ean: EAN }))
    await shop.sync()
    await shop.remove('WS-012')
    shop.till.rename(bell, 'Copper bell')
    await shop.sync()
    expect([shop.web.shop.skus(), shop.problems()]).toEqual([['WS-012'], []])
  })
})

describe('doubles are named and nothing is paired', () => {
  test('when several products hold the barcode', async () => {
    const shop = await openLabelled()
    shop.addProduct('WS-012', EAN)
    shop.addProduct('WS-013', EAN)
    const bell = shop.addItem({ customSku: 'BELL-1', ean: EAN })
    await shop.sync()
    expect([shop.writes(), shop.problems()]).toEqual([{}, [['barcode-doubled', 'BELL-1']]])
    expect(shop.catalogue.explain(bell)?.problems[0]?.params.skus).toBe('WS-012, WS-013')
    expect(shop.ledger.doubles.barcode(10)).toEqual([{ sku: 'Brass bell', names: ['WS-012, WS-013'] }])
    await shop.remove('WS-013')
    await shop.sync({ scope: { kind: 'items', itemIds: [bell] } })
    expect([shop.problems(), shop.shown('WS-012', 'name')]).toEqual([[], { name: 'Brass bell' }])
  })

  test('when two items have the barcode; once one of them has another, both find their way', async () => {
    const shop = await openLabelled()
    shop.addProduct('WS-012', EAN)
    shop.addItem({ customSku: 'BELL-1', ean: EAN })
    const steel = shop.addItem({ customSku: 'BELL-2', description: 'Steel bell', upc: EAN })
    await shop.sync()
    expect([shop.writes(), shop.problems()]).toEqual([
      {},
      [
        ['product-taken', 'BELL-2'],
        ['product-taken', 'BELL-1'],
      ],
    ])
    shop.till.setUpc(Number(steel), '')
    await shop.sync()
    expect([shop.web.shop.skus(), shop.shown('WS-012', 'name'), shop.problems()]).toEqual([
      ['WS-012', 'BELL-2'],
      { name: 'Brass bell' },
      [],
    ])
  })

  test('when another item carries the SKU of the product, or is paired with it', async () => {
    const shop = await openLabelled()
    shop.addProduct('WS-012', EAN)
    shop.addItem({ customSku: 'WS-012', description: 'Steel bell' })
    shop.addItem({ customSku: 'BELL-1', ean: EAN })
    await shop.sync()
    expect([shop.problems(), shop.shown('WS-012', 'name')]).toEqual([
      [['product-taken', 'BELL-1']],
      { name: 'Steel bell' },
    ])
  })

  test('when an item comes to the till with the SKU of a product that is paired by barcode', async () => {
    const shop = await openLabelled()
    shop.addProduct('WS-012', EAN)
    shop.addItem({ customSku: 'BELL-1', ean: EAN })
    await shop.sync()
    shop.addItem({ customSku: 'WS-012', description: 'Steel bell' })
    await shop.sync()
    expect([shop.problems(), shop.shown('WS-012', 'name')]).toEqual([
      [['sku-duplicate', 'WS-012']],
      { name: 'Brass bell' },
    ])
  })
})

test('an item that was made anew at the till takes over the product of the archived one, by its barcode', async () => {
  const shop = await openLabelled()
  shop.addProduct('WS-012', '')
  const old = shop.addItem({ customSku: 'WS-012', ean: EAN })
  await shop.sync()
  shop.web.shop.edit('WS-012', { custom_attributes: [{ attribute_code: 'ean', value: EAN }] })
  shop.till.archive(Number(old))
  const made = shop.addItem({ customSku: 'BELL-2', description: 'Brass bell 2', ean: EAN })
  await shop.sync()
  expect(shop.shown('WS-012', 'name', 'status')).toEqual({ name: 'Brass bell 2', status: '1' })
  expect([shop.web.shop.skus(), shop.problems()]).toEqual([['WS-012'], []])
  expect(shop.catalogue.explain(made)?.product).toEqual({ sku: 'WS-012', byBarcode: true })
  expect(shop.catalogue.explain(old)?.state).toBe('not-online')
  shop.forgetRequests()
  await shop.sync()
  expect(shop.web.requests.all()).toEqual([])
})

test('before go, a proposal follows the SKU and the rule of the moment', async () => {
  const shop = await openLabelled({ go: false })
  shop.addProduct('WS-012', EAN)
  shop.web.shop.addProduct({ sku: 'BELL-9', name: 'Bell', price: 12 })
  const bell = Number(shop.addItem({ customSku: 'BELL-1', ean: EAN }))
  await shop.run('catalogue')
  shop.till.setCustomSku(bell, 'BELL-9')
  await shop.run('catalogue')
  shop.ledger.pair.go()
  await shop.sync()
  expect(['WS-012', 'BELL-9'].map((sku) => shop.shown(sku, 'name')?.name)).toEqual(['WS-012', 'Brass bell'])
  shop.forgetRequests()
  await shop.sync()
  expect([shop.web.requests.all(), shop.problems()]).toEqual([[], []])
})

describe('a barcode', () => {
  test('of 12 to 14 digits is one number in each spelling; any other text is only itself', () => {
    expect(spellings(UPC)).toEqual([UPC, `0${UPC}`, `00${UPC}`])
    expect(spellings(EAN)).toEqual([EAN, `0${EAN}`])
    expect(spellings('AB-7')).toEqual(['AB-7'])
    expect(barcodeKey(` 0${UPC}`)).toBe(barcodeKey(UPC))
  })

  test('is taken from both fields of the till, each once; zeros and blanks are none', () => {
    expect(barcodesOf({ upc: UPC, ean: `0${UPC}` })).toEqual([`0${UPC}`])
    expect(barcodesOf({ upc: '', ean: ` ${EAN} ` })).toEqual([EAN])
    expect(barcodesOf({ upc: '000000000000', ean: ' ' })).toEqual([])
  })
})
