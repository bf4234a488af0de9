import { describe, expect, test } from 'vitest'
import { matrixItemId } from '../../shared/ids.ts'
import type { NewItem } from '../sandbox/lightspeed/till.ts'
import { openShop } from './shop.ts'

type Over = Parameters<typeof openShop>[0]

const values = (...[attribute1 = '', attribute2 = '', attribute3 = '']: readonly string[]) => ({
  attribute1,
  attribute2,
  attribute3,
  itemAttributeSetID: 1,
})

type Clothes = Awaited<ReturnType<typeof openClothesShop>>

/** A shop that sells clothes: its products come in colours and sizes. */
async function openClothesShop(over: Over = {}) {
  const shop = await openShop(over)
  shop.web.shop.sellsClothes()
  const shirts = shop.till.addMatrix({ description: 'Trail tee' })
  const variant = (sku: string, attribute1: string, attribute2: string, more: Partial<NewItem> = {}) =>
    Number(
      shop.addItem({
        customSku: sku,
        description: `Trail tee ${attribute1} ${attribute2}`,
        itemMatrixID: shirts,
        attributes: values(attribute1, attribute2),
        ...more,
      }),
    )
  const parent = `MATRIX-${shirts}`
  return {
    ...shop,
    shirts,
    /** The SKU of the matrix's product. */
    parent,
    variant,
    /** What a customer can choose from: the labels by attribute, and the variants by SKU. */
    offered(sku = parent) {
      const product = shop.web.shop.product(sku)
      if (product === undefined) return undefined
      return {
        options: product.options.map(({ code, label }) => `${code}: ${label}`),
        variants: product.children.toSorted(),
      }
    },
    labelsOf(sku: string): Record<string, string | undefined> {
      const label = (code: string) => shop.web.shop.options(code)[shop.shown(sku, code)?.[code] ?? '']
      return { color: label('color'), size: label('size') }
    },
  }
}

test('a matrix with two variants becomes one product to choose from', async () => {
  const shop = await openClothesShop()
  shop.variant('TEE-S', 'Moss', 'S', { stock: { 1: 3 } })
  shop.variant('TEE-M', 'Moss', 'M', { prices: [{ useTypeID: 1, amount: 21.5 }] })
  const runs = await shop.sync()
  expect(runs.map(({ outcome }) => outcome)).toEqual([{ kind: 'done' }, { kind: 'done' }])
  expect(shop.offered()).toEqual({ options: ['color: Color', 'size: Size'], variants: ['TEE-M', 'TEE-S'] })
  expect([shop.labelsOf('TEE-S'), shop.labelsOf('TEE-M')]).toEqual([
    { color: 'Moss', size: 'S' },
    { color: 'Moss', size: 'M' },
  ])
  expect(shop.shown(`MATRIX-${shop.shirts}`, 'name', 'status', 'visibility')).toEqual({
    name: 'Trail tee',
    status: '1',
    visibility: '4',
  })
  expect(shop.shown('TEE-M', 'name', 'status', 'visibility', 'price')).toEqual({
    name: 'Trail tee Moss M',
    status: '1',
    visibility: '1',
    price: '21.500000',
  })
  expect(shop.stockOf('TEE-S')).toEqual({ default: 3 })
  expect(shop.problems()).toEqual([])
  shop.forgetRequests()
  const again = [...(await shop.sync()), ...(await shop.sync({ scope: { kind: 'full' } }))]
  expect(again.map(({ outcome }) => outcome?.kind)).toEqual(['done', 'done', 'done', 'done'])
  expect(shop.web.requests.all()).toEqual([])
})

describe('what happens to a variant at the till', () => {
  test('one that is added can be chosen, and the others stay as they are', async () => {
    const shop = await openClothesShop()
    shop.variant('TEE-S', 'Moss', 'S')
    await shop.sync()
    const [option] = shop.web.shop.product(shop.parent)?.options ?? []
    shop.variant('TEE-M', 'Sand', 'M')
    shop.forgetRequests()
    await shop.sync()
    expect(shop.offered()?.variants).toEqual(['TEE-M', 'TEE-S'])
    expect(shop.web.shop.product(shop.parent)?.options[0]).toEqual(option)
    expect(shop.writes()).toEqual({
      'POST /V1/products/attributes/:attributeCode/options': 2,
      'POST /V1/products': 2,
      'POST /V1/inventory/source-items': 1,
    })
  })

  test('one that is archived is disabled and cannot be chosen any more; unarchived it can', async () => {
    const shop = await openClothesShop()
    shop.variant('TEE-S', 'Moss', 'S')
    const medium = shop.variant('TEE-M', 'Moss', 'M')
    await shop.sync()
    shop.till.archive(medium)
    await shop.sync()
    expect([shop.offered()?.variants, shop.shown('TEE-M', 'status')]).toEqual([['TEE-S'], { status: '2' }])
    shop.till.unarchive(medium)
    await shop.sync()
    expect([shop.offered()?.variants, shop.shown('TEE-M', 'status')]).toEqual([
      ['TEE-M', 'TEE-S'],
      { status: '1' },
    ])
  })

  test('one that is not published stays out, and comes in once it is', async () => {
    const shop = await openClothesShop()
    shop.variant('TEE-S', 'Moss', 'S')
    const medium = shop.variant('TEE-M', 'Moss', 'M', { publishToEcom: false })
    await shop.sync()
    expect(shop.offered()?.variants).toEqual(['TEE-S'])
    shop.till.publish(medium)
    await shop.sync()
    expect(shop.offered()?.variants).toEqual(['TEE-M', 'TEE-S'])
  })

  test('another colour is one save of the variant, and none of the matrix', async () => {
    const shop = await openClothesShop()
    const small = shop.variant('TEE-S', 'Moss', 'S')
    await shop.sync()
    shop.forgetRequests()
    shop.till.edit(small, { attributes: values('Sand', 'S') })
    await shop.sync()
    expect([shop.labelsOf('TEE-S'), shop.offered()?.variants]).toEqual([
      { color: 'Sand', size: 'S' },
      ['TEE-S'],
    ])
    expect(shop.writes()['POST /V1/products']).toBe(1)
  })

  test('two that change places are both right afterwards', async () => {
    const shop = await openClothesShop()
    const [small, medium] = [shop.variant('TEE-S', 'Moss', 'S'), shop.variant('TEE-M', 'Moss', 'M')]
    await shop.sync()
    shop.till.edit(small, { attributes: values('Moss', 'M') })
    shop.till.edit(medium, { attributes: values('Moss', 'S') })
    await shop.sync()
    expect([shop.labelsOf('TEE-S').size, shop.labelsOf('TEE-M').size, shop.problems()]).toEqual([
      'M',
      'S',
      [],
    ])
  })

  test('a product that somebody deleted in the shop is made anew and can be chosen again', async () => {
    const shop = await openClothesShop()
    shop.variant('TEE-S', 'Moss', 'S')
    const medium = shop.variant('TEE-M', 'Moss', 'M')
    await shop.sync()
    await shop.remove('TEE-M')
    shop.till.rename(medium, 'Trail tee, medium')
    await shop.sync()
    await shop.sync()
    expect([shop.offered()?.variants, shop.shown('TEE-M', 'name')]).toEqual([
      ['TEE-M', 'TEE-S'],
      { name: 'Trail tee, medium' },
    ])
  })
})

describe('a matrix', () => {
  test('without variants that go online touches nothing, and says so', async () => {
    const shop = await openClothesShop()
    shop.variant('TEE-S', 'Moss', 'S', { publishToEcom: false })
    await shop.sync()
    expect([shop.web.shop.skus(), shop.problems()]).toEqual([[], []])
    expect(shop.catalogue.explain(matrixItemId(String(shop.shirts)))).toMatchObject({
      state: 'not-online',
      why: { key: 'reason.no-variants' },
    })
  })

  test('is disabled with its last variant, and enabled with the first that comes back', async () => {
    const shop = await openClothesShop()
    const small = shop.variant('TEE-S', 'Moss', 'S')
    await shop.sync()
    shop.till.unpublish(small)
    await shop.sync()
    expect(shop.shown(shop.parent, 'status')).toEqual({ status: '2' })
    shop.till.publish(small)
    await shop.sync()
    expect([shop.shown(shop.parent, 'status'), shop.offered()?.variants]).toEqual([
      { status: '1' },
      ['TEE-S'],
    ])
  })

  test('that is archived takes its variants with it', async () => {
    const shop = await openClothesShop()
    shop.variant('TEE-S', 'Moss', 'S')
    await shop.sync()
    shop.till.archiveMatrix(shop.shirts)
    await shop.sync()
    expect([shop.shown(shop.parent, 'status'), shop.shown('TEE-S', 'status')]).toEqual([
      { status: '2' },
      { status: '2' },
    ])
  })

  test('that is renamed keeps its web address and its variants', async () => {
    const shop = await openClothesShop()
    shop.variant('TEE-S', 'Moss', 'S')
    await shop.sync()
    shop.till.editMatrix(shop.shirts, { description: 'Forest tee' })
    await shop.sync()
    expect(shop.shown(shop.parent, 'name', 'url_key')).toEqual({ name: 'Forest tee', url_key: 'trail-tee' })
    expect(shop.offered()?.variants).toEqual(['TEE-S'])
  })

  test('names a variant that has no name of its own', async () => {
    const shop = await openClothesShop()
    shop.variant('TEE-S', 'Moss', 'S', { description: '' })
    await shop.sync()
    expect(shop.shown('TEE-S', 'name')).toEqual({ name: 'Trail tee Moss S' })
  })

  test('has no price: each variant has its own', async () => {
    const shop = await openClothesShop()
    shop.till.editMatrix(shop.shirts, { prices: [{ useTypeID: 1, amount: 10 }] })
    const small = shop.variant('TEE-S', 'Moss', 'S', { prices: [{ useTypeID: 1, amount: 12 }] })
    shop.variant('TEE-M', 'Moss', 'M', { prices: [{ useTypeID: 1, amount: 15 }] })
    await shop.sync()
    shop.forgetRequests()
    shop.till.setPrice(small, 13)
    await shop.sync()
    expect([shop.shown('TEE-S', 'price'), shop.shown('TEE-M', 'price')]).toEqual([
      { price: '13.000000' },
      { price: '15.000000' },
    ])
    expect(shop.writes()).toEqual({ 'POST /V1/products/base-prices': 1 })
  })

  test('can be bought as soon as a variant can', async () => {
    const shop = await openClothesShop()
    shop.variant('TEE-S', 'Moss', 'S')
    await shop.sync()
    expect(shop.web.shop.product(shop.parent)?.stock.isInStock).toBe(true)
  })

  test('may show its variants by themselves too', async () => {
    const shop = await openClothesShop({ rules: { variantsVisible: true } })
    shop.variant('TEE-S', 'Moss', 'S')
    await shop.sync()
    expect(shop.shown('TEE-S', 'visibility')).toEqual({ visibility: '4' })
  })

  test('can have its name for a SKU, and keeps the one it has when it is renamed', async () => {
    const shop = await openClothesShop({ rules: { matrixSku: { from: 'name', prefix: '' } } })
    shop.variant('TEE-S', 'Moss', 'S')
    await shop.sync()
    shop.till.editMatrix(shop.shirts, { description: 'Forest tee' })
    await shop.sync()
    expect([shop.web.shop.skus(), shop.shown('Trail tee', 'name'), shop.problems()]).toEqual([
      ['TEE-S', 'Trail tee'],
      { name: 'Forest tee' },
      [],
    ])
  })
})

describe('what varies', () => {
  test.each([
    ['the size alone, in the second place', 2, ['', 'S', ''], ['', 'M', ''], ['size: Size']],
    ['the colour alone', 3, ['Moss', '', ''], ['Sand', '', ''], ['color: Color']],
    ['a place that no variant fills is none', 1, ['', 'S', ''], ['', 'M', ''], ['size: Size']],
  ] as const)('%s', async (_what, itemAttributeSetID, one, other, options) => {
    const shop = await openClothesShop()
    shop.till.editMatrix(shop.shirts, { itemAttributeSetID })
    shop.variant('TEE-1', '', '', { attributes: values(...one) })
    shop.variant('TEE-2', '', '', { attributes: values(...other) })
    await shop.sync()
    expect([shop.offered(), shop.problems()]).toEqual([{ options, variants: ['TEE-1', 'TEE-2'] }, []])
  })

  test('three things of the merchant’s own, each in the attribute that was chosen or is called so', async () => {
    const shop = await openClothesShop({
      rules: { variantAttributes: [{ name: 'Fabric', attribute: 'material' }] },
    })
    shop.web.shop.addSelect('material', 'What it is made of')
    shop.web.shop.addSelect('leg_length', 'Leg length')
    const itemAttributeSetID = shop.till.addAttributeSet('Trousers', ['Fabric', 'size', 'Leg Length'])
    shop.till.editMatrix(shop.shirts, { itemAttributeSetID })
    shop.variant('TEE-1', '', '', { attributes: values('Wool', '12', 'Short') })
    shop.variant('TEE-2', '', '', { attributes: values('Wool', '12', 'Long') })
    await shop.sync()
    expect([shop.offered(), shop.problems()]).toEqual([
      {
        options: ['material: What it is made of', 'size: Size', 'leg_length: Leg length'],
        variants: ['TEE-1', 'TEE-2'],
      },
      [],
    ])
  })

  test('two variants with the same values: one is offered, the other says with which it is equal', async () => {
    const shop = await openClothesShop()
    shop.variant('TEE-S', 'Moss', 'S', { description: 'Tee one' })
    const twin = shop.variant('TEE-S2', 'moss ', 'S', { description: 'Tee two' })
    await shop.sync()
    expect([shop.offered()?.variants, shop.web.shop.skus()]).toEqual([['TEE-S'], ['TEE-S', shop.parent]])
    expect(shop.told()).toEqual([
      'Tee two: another variant has the same values — Tee one is moss, S too, and customers could not choose between the two. Give one of them another value in Lightspeed, or archive it.',
    ])
    shop.till.edit(twin, { attributes: values('Moss', 'M') })
    await shop.sync()
    expect([shop.offered()?.variants, shop.problems()]).toEqual([['TEE-S', 'TEE-S2'], []])
  })

  test('a variant that takes the values of one that is offered leaves that in its place', async () => {
    const shop = await openClothesShop()
    shop.variant('TEE-S', 'Moss', 'S')
    await shop.sync()
    shop.variant('TEE-S2', 'Moss', 'S')
    await shop.sync()
    expect([shop.offered()?.variants, shop.problems()]).toEqual([['TEE-S'], [['variant-equal', 'TEE-S2']]])
  })

  test('a variant without a value that its sisters have says which', async () => {
    const shop = await openClothesShop()
    shop.variant('TEE-S', 'Moss', 'S')
    shop.variant('TEE-?', 'Moss', '')
    await shop.sync()
    expect([shop.offered()?.variants, shop.problems()]).toEqual([
      ['TEE-S'],
      [['variant-value-missing', 'TEE-?']],
    ])
  })
})

describe('an attribute that variants cannot differ in is told with what to do', () => {
  const broken = {
    'there is none': [(shop: Clothes) => shop.web.shop.removeAttribute('size'), 'variant-attribute-missing'],
    'a line of text': [
      (shop: Clothes) => shop.web.shop.editAttribute('size', { input: 'text' }),
      'variant-attribute-unfit',
    ],
    'one for each website': [
      (shop: Clothes) => shop.web.shop.editAttribute('size', { scope: 'website' }),
      'variant-attribute-unfit',
    ],
    'not in the attribute set': [
      (shop: Clothes) => shop.web.shop.takeFromSet('size'),
      'variant-attribute-set',
    ],
  } as const

  test.each(Object.entries(broken))('%s', async (_what, [breakIt, kind]) => {
    const shop = await openClothesShop()
    shop.variant('TEE-S', 'Moss', 'S')
    breakIt(shop)
    await shop.sync()
    expect([shop.offered(), shop.problems()]).toEqual([undefined, [[kind, shop.parent]]])
    shop.web.shop.removeAttribute('size')
    shop.web.shop.addSelect('size', 'Size')
    await shop.sync()
    expect([shop.offered()?.variants, shop.problems()]).toEqual([['TEE-S'], []])
  })
})

describe('a product to choose from that the shop had before', () => {
  async function openWithOldParent() {
    const shop = await openClothesShop({ rules: { matrixSku: { from: 'name', prefix: '' } } })
    const moss = shop.web.shop.addOption('color', 'Moss')
    const sand = shop.web.shop.addOption('color', 'Sand')
    const [small, medium] = [shop.web.shop.addOption('size', 'S'), shop.web.shop.addOption('size', 'M')]
    const child = (sku: string, color: string, size: string) =>
      shop.web.shop.addProduct({
        sku,
        visibility: 1,
        custom_attributes: [
          { attribute_code: 'color', value: color },
          { attribute_code: 'size', value: size },
        ],
      }).id
    const ids = [child('TEE-S', moss, small), child('BY-HAND', sand, medium)]
    const option = (code: string, label: string, position: number, value: string) => ({
      attribute_id: String(shop.web.shop.attributeId(code)),
      label,
      position,
      values: [{ value_index: Number(value) }],
    })
    shop.web.shop.addProduct({
      sku: 'Trail tee',
      type_id: 'configurable',
      price: 0,
      extension_attributes: {
        configurable_product_options: [option('size', 'Fit', 0, small), option('color', 'Shade', 1, moss)],
        configurable_product_links: ids,
      },
    })
    shop.variant('TEE-S', 'Moss', 'S')
    shop.variant('TEE-M', 'Moss', 'M')
    return shop
  }

  test('keeps its options as they are called, and the variant that was added by hand', async () => {
    const shop = await openWithOldParent()
    const options = shop.web.shop.product('Trail tee')?.options
    await shop.sync()
    expect(shop.problems()).toEqual([])
    expect(shop.offered('Trail tee')?.variants).toEqual(['BY-HAND', 'TEE-M', 'TEE-S'])
    expect(shop.web.shop.product('Trail tee')?.options).toEqual(options)
    shop.forgetRequests()
    await shop.sync()
    expect(shop.web.requests.all()).toEqual([])
  })

  test('of another type is left alone', async () => {
    const shop = await openClothesShop({ rules: { matrixSku: { from: 'name', prefix: '' } } })
    shop.web.shop.addProduct({ sku: 'Trail tee', price: 5 })
    shop.variant('TEE-S', 'Moss', 'S')
    await shop.sync()
    expect(shop.problems()).toEqual([['product-type', 'Trail tee']])
    expect(shop.web.shop.product('Trail tee')?.typeId).toBe('simple')
  })
})

for (const version of ['2.2', '2.3', '2.4.3', '2.4.7'] as const)
  describe(`in Magento ${version}`, () => {
    async function openVersion() {
      const shop = await openClothesShop(version === '2.2' ? { multiSource: false } : {})
      shop.web.shop.settings.version = version
      return shop
    }

    test('a matrix comes with more variants than a list may have rows, changes, and is then left alone', async () => {
      const shop = await openVersion()
      const skus = Array.from({ length: 24 }, (_, at) => `TEE-${10 + at}`)
      const numbers = skus.map((sku, at) => shop.variant(sku, 'Moss', String(30 + at)))
      await shop.sync()
      expect([shop.offered()?.variants, shop.problems()]).toEqual([skus, []])
      shop.till.archive(numbers[0] ?? 0)
      shop.till.edit(numbers[1] ?? 0, { attributes: values('Sand', '31') })
      await shop.sync()
      expect([shop.offered()?.variants, shop.labelsOf('TEE-11').color]).toEqual([skus.slice(1), 'Sand'])
      shop.forgetRequests()
      await shop.sync()
      expect(shop.web.requests.all()).toEqual([])
    })

    test('what somebody takes out of it comes back with the nightly look, and what was added stays', async () => {
      const shop = await openVersion()
      shop.variant('TEE-S', 'Moss', 'S')
      shop.variant('TEE-M', 'Moss', 'M')
      await shop.sync()
      const options = shop.web.shop.product(shop.parent)?.options.map(({ id, code, label, position }) => ({
        id,
        attribute_id: String(shop.web.shop.attributeId(code)),
        label,
        position,
        values: [{ value_index: Number(Object.keys(shop.web.shop.options(code))[0]) }],
      }))
      shop.web.shop.edit(shop.parent, {
        type_id: 'configurable',
        extension_attributes: {
          configurable_product_options: options ?? [],
          configurable_product_links: [shop.web.shop.product('TEE-S')?.id ?? 0],
        },
      })
      expect(shop.offered()?.variants).toEqual(['TEE-S'])
      await shop.run('verify')
      await shop.sync()
      // lists of 2.2 do not tell what a product offers
      expect(shop.offered()?.variants).toEqual(version === '2.2' ? ['TEE-S'] : ['TEE-M', 'TEE-S'])
    })
  })
