import { describe, expect, test } from 'vitest'
import { skuBatches } from '../../main/magento/sku.ts'
import { Sku } from '../../shared/ids.ts'
import { openShop } from './shop.ts'

/** What merchants suffered from elsewhere. Each title is the story; here it has to end well. */
describe('stories of other connectors', () => {
  test('duplicates from throttling: the process ends between answer and note, and nothing is made twice', async () => {
    const shop = await openShop({ items: 60 })
    const { http } = shop.network
    let creates = 0
    shop.network.http = async (request, signal) => {
      const answer = await http(request, signal)
      if (request.method === 'POST' && request.url.endsWith('/products')) creates += 1
      if (creates === 7) throw new Error('the power goes')
      return answer
    }
    await expect(shop.runBroken('catalogue')).resolves.toMatchObject({ kind: 'failed' })
    shop.network.http = http
    await shop.sync()
    const skus = shop.web.shop.skus()
    expect([new Set(skus).size, shop.ledger.links.count('linked')]).toEqual([skus.length, skus.length])
  })

  test('a full sync is given up after three refusals: here a full bucket is waited out and the sync ends', async () => {
    const shop = await openShop({ items: 300 })
    shop.tillSandbox.faults.add({
      route: 'GET Item',
      status: 429,
      headers: { 'Retry-After': '30' },
      times: 5,
    })
    const run = await shop.run('catalogue')
    expect([run.outcome?.kind, run.counts.read]).toEqual(['done-with-problems', 300])
  })

  test('stock set to zero without a sell-out: a stock row that is missing leaves the shop as it is', async () => {
    const shop = await openShop()
    const bell = shop.addItem({ stock: { 1: 3, 2: 2 } })
    await shop.sync()
    const rows = shop.tillSandbox.state.itemShops
    for (const row of [...rows.having('itemID', Number(bell))])
      if (row.shopID === 2) rows.remove(row.itemShopID)
    shop.till.rename(Number(bell), 'Copper bell')
    await shop.sync({ scope: { kind: 'full' } })
    expect(shop.stockOf('BELL-1')).toEqual({ default: 5 })
  })

  test('one changed item fails the whole batch: here the bad one is found and the others arrive', async () => {
    const shop = await openShop()
    const bells = [1, 2, 3, 4, 5].map((at) =>
      Number(shop.addItem({ customSku: `BELL-${at}`, description: `Bell ${at}` })),
    )
    await shop.sync()
    await shop.remove('BELL-3')
    for (const bell of bells) shop.till.setPrice(bell, 33)
    const run = await shop.run('catalogue')
    expect([run.outcome, shop.problems()]).toEqual([
      { kind: 'done-with-problems', problems: 1 },
      [['refused-by-shop', 'BELL-3']],
    ])
    expect(shop.shown('BELL-5', 'price')).toEqual({ price: '33.000000' })
  })

  test('archived items stay sellable online on schedule: here the delta of the schedule disables them', async () => {
    const shop = await openShop()
    const bell = shop.addItem()
    await shop.sync()
    shop.till.archive(Number(bell))
    await shop.run('catalogue')
    expect(shop.shown('BELL-1', 'status')).toEqual({ status: '2' })
  })

  test('nobody can say why a product is missing: here every item says it in a sentence', async () => {
    const shop = await openShop()
    const items = [
      shop.addItem({ customSku: 'ONLINE', description: 'Online' }),
      shop.addItem({ customSku: 'HIDDEN', publishToEcom: false }),
      shop.addItem({ customSku: 'GONE', archived: true }),
      shop.addItem({ customSku: 'SHIRT', itemMatrixID: 4 }),
      shop.addItem({ customSku: '', systemSku: '' }),
      shop.addItem({ customSku: 'FREE', prices: [] }),
    ]
    await shop.sync()
    expect(items.map((item) => shop.catalogue.explain(item)?.why.key)).toEqual([
      'reason.online',
      'reason.not-published',
      'reason.archived',
      'reason.matrix',
      'problem.sku-missing.title',
      'problem.price-missing.title',
    ])
  })

  test('a button does nothing: here a run with nothing to do ends and says what it saw', async () => {
    const shop = await openShop()
    shop.addItem({ publishToEcom: false })
    await shop.sync()
    const run = await shop.run('catalogue', { scope: { kind: 'full' } })
    expect([run.outcome, run.counts.read, run.counts.created]).toEqual([{ kind: 'done' }, 1, 0])
  })

  test('green everywhere and nothing imported: nothing read where there were items is no success', async () => {
    const shop = await openShop()
    shop.addItem()
    await shop.sync()
    shop.tillSandbox.faults.add({
      route: 'GET Item',
      status: 200,
      headers: { 'Content-Type': 'application/json' },
      body: '{"@attributes":{"next":"","previous":""}}',
    })
    const run = await shop.run('catalogue', { scope: { kind: 'full' } })
    expect(run.outcome?.kind).toBe('stopped-by-guard')
  })

  test('the web address is rewritten when the name changes: here it goes along unchanged', async () => {
    const shop = await openShop()
    const bell = shop.addItem()
    await shop.sync()
    shop.till.rename(Number(bell), 'Copper bell')
    await shop.sync()
    expect(shop.shown('BELL-1', 'name', 'url_key')).toEqual({ name: 'Copper bell', url_key: 'brass-bell' })
  })

  test('two products of one name clash: here the second gets its SKU into the address', async () => {
    const shop = await openShop()
    shop.addItem({ customSku: 'A 1' })
    shop.addItem({ customSku: 'A 2' })
    shop.addItem({ customSku: 'A 3' })
    await shop.sync()
    const keys = ['A 1', 'A 2', 'A 3'].map((sku) => shop.shown(sku, 'url_key')?.url_key)
    expect(keys).toEqual(['brass-bell', 'brass-bell-a-2', 'brass-bell-a-3'])
  })

  test('two overlapping saves of one new SKU make two products: here one waits for the other', async () => {
    const shop = await openShop()
    shop.addItem()
    await Promise.all([shop.run('catalogue'), shop.run('stock')])
    await shop.sync()
    expect(shop.web.shop.skus()).toEqual(['BELL-1'])
  })

  test('images vanish with an update: here no write ever names the gallery', async () => {
    const shop = await openShop()
    const bodies: string[] = []
    const { http } = shop.network
    shop.network.http = (request, signal) => {
      if (request.body !== undefined) bodies.push(request.body)
      return http(request, signal)
    }
    const bell = shop.addItem()
    await shop.sync()
    shop.till.rename(Number(bell), 'Copper bell')
    await shop.sync()
    expect(bodies.length).toBeGreaterThan(2)
    expect(bodies.filter((body) => /media_gallery|image/.test(body))).toEqual([])
  })

  test('a zero of the till blocks a shipment: here what is reserved is never taken away', async () => {
    const shop = await openShop({ rules: { safetyStock: 2 } })
    shop.addItem({ stock: { 1: 10 } })
    await shop.sync()
    expect(shop.stockOf('BELL-1')).toEqual({ default: 8 })
  })

  test('a SKU with a slash is not found: here it travels in bodies and searches, never alone in a path', async () => {
    const shop = await openShop()
    const item = shop.addItem({ customSku: 'A/B+C' })
    await shop.sync()
    shop.till.sell(Number(item), 1)
    shop.till.setPrice(Number(item), 5)
    shop.till.rename(Number(item), 'Slash')
    await shop.sync()
    const paths = shop.web.requests.all().map(({ path }) => path.split('?')[0])
    expect([
      shop.problems(),
      paths.filter((path) => path?.includes('A%2FB') || path?.includes('A/B')),
    ]).toEqual([[], []])
  })

  test('new products are made instead of matching SKUs: here the match is shown first, nothing is written', async () => {
    const shop = await openShop({ go: false })
    shop.web.shop.addProduct({ sku: 'bell-1', name: 'Bell' })
    shop.addItem()
    await shop.sync()
    expect([shop.catalogue.goPreview()?.create, shop.catalogue.goPreview()?.overwrites]).toEqual([0, 1])
    shop.ledger.pair.go()
    await shop.sync()
    expect(shop.web.shop.skus()).toEqual(['bell-1'])
  })

  test('edits of a SKU break the link: here the item keeps its product and says what to do', async () => {
    const shop = await openShop()
    const bell = shop.addItem()
    await shop.sync()
    shop.till.setCustomSku(Number(bell), 'OTHER')
    await shop.sync()
    expect([shop.web.shop.skus(), shop.problems()]).toEqual([['BELL-1'], [['sku-changed', 'OTHER']]])
  })

  test('only the stock of one location counts: here every shop counts', async () => {
    const shop = await openShop()
    shop.addItem({ stock: { 1: 3, 2: 9 } })
    await shop.sync()
    expect(shop.stockOf('BELL-1')).toEqual({ default: 12 })
  })

  test('a batch of searches stays short enough for a web server', () => {
    const skus = Array.from({ length: 300 }, (_, at) => Sku.parse(`日本語の商品番号-${at}`))
    const lengths = skuBatches(skus, 100).map((batch) => encodeURIComponent(batch.join(',')).length)
    expect(Math.max(...lengths)).toBeLessThan(8000)
  })
})
