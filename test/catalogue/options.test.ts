import { describe, expect, test } from 'vitest'
import { defaultMapping, type Mapping, type MappingRule } from '../../shared/mapping.ts'
import { err, ok } from '../../shared/result.ts'
import { openShop } from './shop.ts'

const manufacturer: MappingRule = {
  target: 'manufacturer',
  source: { kind: 'field', path: 'Manufacturer.name' },
  steps: [{ kind: 'trim' }],
  policy: 'always',
}

const mapped = (...rules: MappingRule[]): Mapping => ({
  ...defaultMapping,
  rules: [...defaultMapping.rules, ...rules],
})

/** A shop that shows who makes its products. */
async function openBrandShop(over: Parameters<typeof openShop>[0] = {}) {
  const shop = await openShop(over)
  shop.web.shop.addSelect('manufacturer', 'Manufacturer')
  shop.ledger.mapping.set(mapped(manufacturer))
  return {
    ...shop,
    /** The answer to the next write to this place is lost on its way. */
    loseAnswer(place: string): void {
      const { http } = shop.network
      shop.network.http = async (request, signal) => {
        const answer = await http(request, signal)
        if (request.method !== 'POST' || !request.url.endsWith(place)) return answer
        shop.network.http = http
        return err({ kind: 'lost', reason: 'reset' })
      }
    },
    /** The shop refuses every write to this place. */
    refuse(place: string): void {
      const { http } = shop.network
      shop.network.http = async (request, signal) =>
        request.method === 'POST' && request.url.endsWith(place)
          ? ok({ status: 400, headers: { 'content-type': 'application/json' }, body: '{"message":"No"}' })
          : http(request, signal)
    },
    /** The till's lists are read once an hour. */
    hourPasses: () => shop.clock.forward(3_600_000),
    /** What customers read. */
    brandOf: (sku: string): string | undefined =>
      shop.web.shop.options('manufacturer')[shop.shown(sku, 'manufacturer')?.manufacturer ?? ''],
  }
}

test('who makes an item is a choice in the shop, made where it has none', async () => {
  const shop = await openBrandShop()
  const shimano = shop.till.addManufacturer('Shimano')
  shop.addItem({ customSku: 'BELL-1', manufacturerID: shimano })
  shop.addItem({ customSku: 'BELL-2', description: 'Steel bell', manufacturerID: shimano })
  const [run] = await shop.sync()
  expect(run?.outcome).toEqual({ kind: 'done' })
  expect(Object.values(shop.web.shop.options('manufacturer'))).toEqual(['Shimano'])
  expect([shop.brandOf('BELL-1'), shop.brandOf('BELL-2')]).toEqual(['Shimano', 'Shimano'])
  shop.forgetRequests()
  await shop.sync()
  await shop.sync({ scope: { kind: 'full' } })
  expect(shop.web.requests.all()).toEqual([])
})

test('a choice that the shop has already is taken, however it is spelt', async () => {
  const shop = await openBrandShop()
  shop.web.shop.addOption('manufacturer', 'MÉTIER ')
  shop.addItem({ manufacturerID: shop.till.addManufacturer('Metier') })
  await shop.sync()
  expect(Object.values(shop.web.shop.options('manufacturer'))).toEqual(['MÉTIER'])
  expect(shop.brandOf('BELL-1')).toBe('MÉTIER')
})

test('a product of the shop that names the maker in its own spelling is linked without a write', async () => {
  const shop = await openBrandShop()
  const option = shop.web.shop.addOption('manufacturer', 'SHIMANO')
  shop.addItem({ manufacturerID: shop.till.addManufacturer('Shimano') })
  shop.web.shop.addProduct({
    sku: 'BELL-1',
    name: 'Brass bell',
    price: 19.95,
    custom_attributes: [{ attribute_code: 'manufacturer', value: option }],
  })
  const [run] = await shop.sync()
  expect([run?.counts.created, run?.counts.updated, run?.counts.adopted]).toEqual([0, 0, 1])
})

describe('a manufacturer that is renamed at the till', () => {
  test('is renamed in the shop: one option changes and no product is written', async () => {
    const shop = await openBrandShop()
    const shimano = shop.till.addManufacturer('Shimano')
    for (const sku of ['BELL-1', 'BELL-2', 'BELL-3'])
      shop.addItem({ customSku: sku, description: sku, manufacturerID: shimano })
    await shop.sync()
    const before = shop.web.shop.options('manufacturer')
    shop.till.renameManufacturer(shimano, 'Shimano Europe')
    shop.hourPasses()
    shop.forgetRequests()
    const [run] = await shop.sync()
    expect(run?.outcome).toEqual({ kind: 'done' })
    expect(shop.writes()).toEqual({ 'PUT /V1/products/attributes/:attributeCode/options/:optionId': 1 })
    expect(shop.web.shop.options('manufacturer')).toEqual({
      [Object.keys(before)[0] ?? '']: 'Shimano Europe',
    })
    expect(shop.brandOf('BELL-3')).toBe('Shimano Europe')
    shop.forgetRequests()
    await shop.sync()
    await shop.sync({ scope: { kind: 'full' } })
    expect(shop.web.requests.all()).toEqual([])
  })

  test.each(['2.2', '2.3', '2.4.3', '2.4.7'] as const)(
    'keeps place, default and the labels of store views in Magento %s',
    async (version) => {
      const shop = await openBrandShop({ multiSource: version !== '2.2' })
      const { web } = shop
      web.shop.settings.version = version
      web.shop.addStoreView('french', 'Français', 'fr_FR')
      const option = web.shop.addOption('manufacturer', 'Shimano', { french: 'Shimano France' })
      web.shop.addOption('manufacturer', 'Campagnolo')
      const shimano = shop.till.addManufacturer('Shimano')
      shop.addItem({ manufacturerID: shimano })
      await shop.sync()
      shop.till.renameManufacturer(shimano, 'Shimano Europe')
      shop.hourPasses()
      shop.forgetRequests()
      await shop.sync()
      expect(shop.writes()).not.toHaveProperty(['POST /V1/products'])
      expect(Object.values(web.shop.options('manufacturer'))).toEqual(['Shimano Europe', 'Campagnolo'])
      expect(shop.shown('BELL-1', 'manufacturer')).toEqual({ manufacturer: option })
      expect(web.shop.options('manufacturer', 'french')[option]).toBe('Shimano France')
      shop.forgetRequests()
      await shop.sync()
      expect(shop.web.requests.all()).toEqual([])
    },
  )

  test('to the name of another takes its products there, and leaves no dead option behind', async () => {
    const shop = await openBrandShop()
    const a = shop.till.addManufacturer('Shimano')
    const b = shop.till.addManufacturer('Shimano Europe')
    shop.addItem({ customSku: 'BELL-1', manufacturerID: a })
    shop.addItem({ customSku: 'BELL-2', description: 'Steel bell', manufacturerID: b })
    await shop.sync()
    shop.till.renameManufacturer(a, 'Shimano Europe')
    shop.hourPasses()
    await shop.sync()
    expect(Object.values(shop.web.shop.options('manufacturer'))).toEqual(['Shimano Europe'])
    expect([shop.brandOf('BELL-1'), shop.brandOf('BELL-2')]).toEqual(['Shimano Europe', 'Shimano Europe'])
    shop.forgetRequests()
    await shop.sync()
    expect(shop.web.requests.all()).toEqual([])
  })

  test('together with one of its items is one option and one product', async () => {
    const shop = await openBrandShop()
    const shimano = shop.till.addManufacturer('Shimano')
    const bell = shop.addItem({ customSku: 'BELL-1', manufacturerID: shimano })
    shop.addItem({ customSku: 'BELL-2', description: 'Steel bell', manufacturerID: shimano })
    await shop.sync()
    shop.till.renameManufacturer(shimano, 'Shimano Europe')
    shop.till.rename(Number(bell), 'Copper bell')
    shop.hourPasses()
    shop.forgetRequests()
    await shop.sync()
    expect(shop.writes()).toEqual({
      'PUT /V1/products/attributes/:attributeCode/options/:optionId': 1,
      'POST /V1/products': 1,
    })
    expect([shop.shown('BELL-1', 'name')?.name, shop.brandOf('BELL-1')]).toEqual([
      'Copper bell',
      'Shimano Europe',
    ])
  })

  test('is not touched before the merchant said go, nor while only watching', async () => {
    const shop = await openBrandShop()
    const shimano = shop.till.addManufacturer('Shimano')
    shop.addItem({ manufacturerID: shimano })
    await shop.sync()
    shop.ledger.rules.set({ ...shop.ledger.rules.current(), watchOnly: true })
    shop.till.renameManufacturer(shimano, 'Shimano Europe')
    shop.hourPasses()
    shop.forgetRequests()
    await shop.sync()
    expect(shop.writes()).toEqual({})
    shop.ledger.rules.set({ ...shop.ledger.rules.current(), watchOnly: false })
    await shop.sync()
    expect(shop.writes()).toEqual({ 'PUT /V1/products/attributes/:attributeCode/options/:optionId': 1 })
    expect(shop.brandOf('BELL-1')).toBe('Shimano Europe')
  })
})

describe('manufacturers that are merged at the till', () => {
  test('move their products, and the option that we made for the lost one goes', async () => {
    const shop = await openBrandShop()
    const a = shop.till.addManufacturer('Shimano')
    const b = shop.till.addManufacturer('SHIMANO Inc')
    shop.addItem({ customSku: 'BELL-1', manufacturerID: a })
    shop.addItem({ customSku: 'BELL-2', description: 'Steel bell', manufacturerID: b })
    await shop.sync()
    shop.till.mergeManufacturers(b, a)
    shop.hourPasses()
    await shop.sync()
    expect(Object.values(shop.web.shop.options('manufacturer'))).toEqual(['Shimano'])
    expect([shop.brandOf('BELL-1'), shop.brandOf('BELL-2')]).toEqual(['Shimano', 'Shimano'])
    shop.forgetRequests()
    await shop.sync()
    expect(shop.web.requests.all()).toEqual([])
  })

  test('leave an option that the merchant made, or that a product outside the till still has', async () => {
    const shop = await openBrandShop()
    shop.web.shop.addOption('manufacturer', 'Merchant')
    const kept = shop.till.addManufacturer('Shimano')
    const lost = shop.till.addManufacturer('Campagnolo')
    const own = shop.till.addManufacturer('Merchant')
    shop.addItem({ customSku: 'BELL-1', manufacturerID: lost })
    shop.addItem({ customSku: 'BELL-2', description: 'Steel bell', manufacturerID: own })
    await shop.sync()
    const option = shop.shown('BELL-1', 'manufacturer')?.manufacturer ?? ''
    shop.web.shop.addProduct({
      sku: 'MINE',
      custom_attributes: [{ attribute_code: 'manufacturer', value: option }],
    })
    shop.till.mergeManufacturers(lost, kept)
    shop.till.mergeManufacturers(own, kept)
    shop.hourPasses()
    await shop.sync()
    expect(Object.values(shop.web.shop.options('manufacturer')).sort()).toEqual([
      'Campagnolo',
      'Merchant',
      'Shimano',
    ])
    expect(shop.brandOf('MINE')).toBe('Campagnolo')
  })
})

describe('an option is made once', () => {
  test.each(['2.2', '2.3', '2.4.3', '2.4.7'] as const)('in Magento %s', async (version) => {
    const shop = await openBrandShop({ multiSource: version !== '2.2' })
    shop.web.shop.settings.version = version
    const shimano = shop.till.addManufacturer('Shimano')
    for (const sku of ['BELL-1', 'BELL-2'])
      shop.addItem({ customSku: sku, description: sku, manufacturerID: shimano })
    await shop.sync()
    expect(Object.values(shop.web.shop.options('manufacturer'))).toEqual(['Shimano'])
    expect([shop.brandOf('BELL-1'), shop.brandOf('BELL-2')]).toEqual(['Shimano', 'Shimano'])
  })

  test('when the answer is lost', async () => {
    const shop = await openBrandShop()
    shop.addItem({ manufacturerID: shop.till.addManufacturer('Shimano') })
    shop.loseAnswer('/options')
    const [run] = await shop.sync()
    expect(run?.outcome).toEqual({ kind: 'done' })
    expect(Object.values(shop.web.shop.options('manufacturer'))).toEqual(['Shimano'])
    expect(shop.brandOf('BELL-1')).toBe('Shimano')
  })

  test('where its label is the number of another option', async () => {
    const shop = await openBrandShop()
    const number = shop.web.shop.addOption('manufacturer', 'Shimano')
    shop.addItem({ manufacturerID: shop.till.addManufacturer(number) })
    await shop.sync()
    expect(shop.brandOf('BELL-1')).toBe(number)
    expect(shop.problems()).toEqual([])
  })
})

test('an option that the shop refuses holds its products only, and says why', async () => {
  const shop = await openBrandShop()
  shop.addItem({ customSku: 'BELL-1', manufacturerID: shop.till.addManufacturer('Shimano') })
  shop.addItem({ customSku: 'BELL-2', description: 'Steel bell' })
  shop.refuse('/options')
  await shop.sync()
  expect(shop.problems()).toEqual([['refused-by-shop', 'BELL-1']])
  expect(shop.web.shop.skus()).toEqual(['BELL-2'])
})

describe('tags', () => {
  const tags: MappingRule = {
    target: 'shop_tags',
    source: { kind: 'list', path: 'TagRelations.TagRelation.Tag.name' },
    steps: [],
    policy: 'always',
  }
  async function openTagShop() {
    const shop = await openShop()
    shop.web.shop.addSelect('shop_tags', 'Tags', 'multiselect')
    shop.ledger.mapping.set(mapped(tags))
    return {
      ...shop,
      tagsOf: (sku: string): string[] => {
        const labels = shop.web.shop.options('shop_tags')
        const ids = shop.shown(sku, 'shop_tags')?.shop_tags ?? ''
        return ids === '' ? [] : ids.split(',').map((id) => labels[id] ?? `#${id}`)
      },
    }
  }

  test('are choices of a multi-select: added, removed and renamed', async () => {
    const shop = await openTagShop()
    const bell = Number(shop.addItem())
    shop.till.retag(bell, ['Summer Sale', 'new'])
    await shop.sync()
    expect(shop.tagsOf('BELL-1')).toEqual(['new', 'summersale'])
    shop.till.untag(bell, 'new')
    shop.till.tag(bell, 'web')
    await shop.sync({ scope: { kind: 'full' } })
    expect(shop.tagsOf('BELL-1').sort()).toEqual(['summersale', 'web'])
    shop.till.renameTag(shop.till.addTag('web'), 'webstore')
    shop.clock.forward(3_600_000)
    shop.forgetRequests()
    await shop.sync()
    expect(shop.writes()).toEqual({ 'PUT /V1/products/attributes/:attributeCode/options/:optionId': 1 })
    expect(shop.tagsOf('BELL-1').sort()).toEqual(['summersale', 'webstore'])
    shop.till.retag(bell, [])
    await shop.sync({ scope: { kind: 'full' } })
    expect(shop.tagsOf('BELL-1')).toEqual([])
    shop.forgetRequests()
    await shop.sync()
    expect(shop.web.requests.all()).toEqual([])
  })

  test('that are deleted at the till leave the product, and their option goes', async () => {
    const shop = await openTagShop()
    const bell = Number(shop.addItem())
    shop.till.retag(bell, ['sale', 'new'])
    await shop.sync()
    shop.till.deleteTag('sale')
    shop.clock.forward(3_600_000)
    await shop.sync({ scope: { kind: 'full' } })
    expect(shop.tagsOf('BELL-1')).toEqual(['new'])
    expect(Object.values(shop.web.shop.options('shop_tags'))).toEqual(['new'])
  })
})
