import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openShop as openInProcess } from '../catalogue/shop.ts'
import { openShop, type Shop } from '../harness/shop.ts'

describe('on the command line', () => {
  let shop: Shop
  let sku = ''
  beforeAll(async () => {
    shop = await openShop(40)
    await shop.connect()
    await shop.tillbridge('sync', 'catalogue')
    shop.sandbox.magento.shop.addStoreView('fr', 'Français', 'fr_FR')
  })
  afterAll(() => shop.close())

  const viewed = (view: string) => {
    const values = shop.sandbox.magento.shop.product(sku)?.views[view]
    return { name: values?.name, description: values?.description }
  }

  test('nothing is cleared before go, nor while only watching', async () => {
    const { shop: web } = shop.sandbox.magento
    await shop.tillbridge('go')
    sku = web.skus()[0] ?? ''
    web.overrideInView(sku, 'fr', {
      name: 'Une cloche',
      custom_attributes: [{ attribute_code: 'description', value: 'Elle sonne.' }],
    })
    web.overrideInView(sku, 'default', { name: 'A bell of its own' })
    await shop.tillbridge('settings', 'set', 'watchOnly', 'true')
    const told = await shop.tillbridge('overrides', '--clear', 'all')
    expect([told.code, told.err]).toEqual([
      1,
      expect.stringContaining('only watches now, so nothing is cleared'),
    ])
    expect(viewed('fr').name).toBe('Une cloche')
    await shop.tillbridge('settings', 'set', 'watchOnly', 'false')
  })

  test('every value that hides what is sent is told: product, store view, what it shows and would show', async () => {
    const { code, out } = await shop.tillbridge('overrides')
    const name = shop.sandbox.magento.shop.product(sku)?.views.all?.name
    expect(code).toBe(0)
    expect(out).toMatch(new RegExp(`${sku} +fr +name +Une cloche +→ +${name}`))
    expect(out).toMatch(new RegExp(`${sku} +fr +description +Elle sonne\\.`))
    expect(out).toMatch(new RegExp(`${sku} +default +name +A bell of its own`))
    expect(out).toContain('To clear: tillbridge overrides --clear')
  })

  test('one attribute of one store view is cleared and read back, and all else stays', async () => {
    const { code, out } = await shop.tillbridge('overrides', '--clear', 'name', '--view', 'default')
    expect([code, out]).toEqual([0, expect.stringContaining('1 value cleared and read back.')])
    const name = shop.sandbox.magento.shop.product(sku)?.views.all?.name
    expect([viewed('default').name, viewed('fr').name]).toEqual([name, 'Une cloche'])
  })

  test('all are cleared, and what is sent for all views is shown from then on', async () => {
    const told = JSON.parse((await shop.tillbridge('overrides', '--clear', 'all', '--json')).out)
    expect(told).toMatchObject({ cleared: 2, left: [] })
    const { out } = await shop.tillbridge('overrides')
    expect(out).toMatch(/^No store view hides anything: \d+ products looked at\./)
    const { shop: web } = shop.sandbox.magento
    web.edit(sku, { name: 'Brass bell, large' })
    expect(viewed('fr').name).toBe('Brass bell, large')
  })
})

describe('clearing', () => {
  /** A merchant with two store views and one product, which is paired. */
  async function openViews(over: { go?: boolean; prices?: 'website' } = {}) {
    const shop = await openInProcess()
    shop.web.shop.addStoreView('fr', 'Français', 'fr_FR')
    if (over.prices !== undefined) shop.web.shop.settings.priceScope = over.prices
    shop.addItem()
    await shop.sync()
    return shop
  }
  const named = (view: string, attribute: string, sku = 'BELL-1') => ({ sku, view, attribute })

  test('a price of its own, where prices are kept by website, goes from every view of that website', async () => {
    const shop = await openViews({ prices: 'website' })
    shop.web.shop.overrideInView('BELL-1', 'fr', { price: 99 })
    const page = await shop.catalogue.overrides.look(null)
    expect(page.ok && page.value.rows.map(({ view, own, inAll }) => [view, own, inAll])).toEqual([
      ['default', '99', '19.95'],
      ['fr', '99', '19.95'],
    ])
    const cleared = await shop.catalogue.overrides.clear([named('default', 'price'), named('fr', 'price')])
    expect(cleared).toEqual({ ok: true, value: { cleared: 2, left: [] } })
    const { views } = shop.web.shop.product('BELL-1') ?? {}
    expect(['all', 'default', 'fr'].map((view) => views?.[view]?.price)).toEqual([
      '19.950000',
      '19.950000',
      '19.950000',
    ])
  })

  test('writes nothing of a value that all views share, and nothing of a product that is not paired', async () => {
    const shop = await openViews()
    shop.web.shop.addProduct({ sku: 'OTHER', name: 'Other' })
    shop.web.shop.overrideInView('OTHER', 'fr', { name: 'Autre' })
    shop.forgetRequests()
    const cleared = await shop.catalogue.overrides.clear([
      named('fr', 'name'),
      named('fr', 'weight'),
      named('fr', 'meta_title'),
      named('fr', 'name', 'OTHER'),
    ])
    expect([cleared, shop.writes()]).toEqual([{ ok: true, value: { cleared: 0, left: [] } }, {}])
    expect(shop.shown('BELL-1', 'name')).toEqual({ name: 'Brass bell' })
  })

  test('is refused before go, while only watching, and by a Magento that would copy all other values', async () => {
    const shop = await openViews()
    shop.web.shop.overrideInView('BELL-1', 'fr', { name: 'Cloche' })
    const why = async () => {
      const cleared = await shop.catalogue.overrides.clear([named('fr', 'name')])
      return cleared.ok ? 'cleared' : cleared.error.message.key
    }
    shop.ledger.rules.set({ ...shop.ledger.rules.current(), watchOnly: true })
    expect(await why()).toBe('overrides.watchOnly')
    shop.ledger.rules.set({ ...shop.ledger.rules.current(), watchOnly: false })
    const { magento } = shop.ledger.pair.get()
    if (magento === null) throw new Error('no web shop')
    shop.ledger.pair.connectMagento({ ...magento, version: '2.3' })
    expect(await why()).toBe('overrides.oldVersion')
    shop.ledger.pair.connectMagento(magento)
    expect(await why()).toBe('cleared')
  })

  test('what the shop refuses, or keeps although it said yes, is named with the reason, and the rest is cleared', async () => {
    const shop = await openViews()
    shop.addItem({ customSku: 'BELL-2', description: 'Steel bell' })
    shop.addItem({ customSku: 'BELL-3', description: 'Copper bell' })
    await shop.sync()
    for (const sku of ['BELL-1', 'BELL-2', 'BELL-3'])
      shop.web.shop.overrideInView(sku, 'fr', { name: 'Cloche' })
    const { http } = shop.network
    shop.network.http = async (request, signal) => {
      const isClear = request.method === 'POST' && request.url.includes('/rest/fr/V1/products')
      const answer = (status: number, body: object) => ({
        ok: true as const,
        value: { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) },
      })
      if (isClear && request.body?.includes('BELL-2')) return answer(400, { message: 'Not today.' })
      if (isClear && request.body?.includes('BELL-3')) return answer(200, { id: 3, sku: 'BELL-3' })
      return http(request, signal)
    }
    const cleared = await shop.catalogue.overrides.clear(
      ['BELL-1', 'BELL-2', 'BELL-3'].map((sku) => named('fr', 'name', sku)),
    )
    expect(cleared).toMatchObject({
      ok: true,
      value: {
        cleared: 1,
        left: [
          { sku: 'BELL-2', why: { key: 'magento.rejected' } },
          { sku: 'BELL-3', why: { key: 'overrides.stays' } },
        ],
      },
    })
  })

  test('a shop that goes away in the middle ends it with a sentence, and is not asked for each product', async () => {
    const shop = await openViews()
    const skus = ['BELL-1', 'BELL-2', 'BELL-3']
    for (const sku of skus.slice(1)) shop.addItem({ customSku: sku, description: sku })
    await shop.sync()
    for (const sku of skus) shop.web.shop.overrideInView(sku, 'fr', { name: 'Cloche' })
    const { http } = shop.network
    const tried = new Set<string>()
    shop.network.http = async (request, signal) => {
      if (request.method !== 'POST' || !request.url.includes('/rest/fr/')) return http(request, signal)
      const [, sku = ''] = /"sku":"([^"]+)"/.exec(request.body ?? '') ?? []
      tried.add(sku)
      return sku === 'BELL-1'
        ? http(request, signal)
        : { ok: false, error: { kind: 'unreachable', reason: 'ECONNREFUSED' } }
    }
    const cleared = await shop.catalogue.overrides.clear(skus.map((sku) => named('fr', 'name', sku)))
    expect([cleared, [...tried]]).toEqual([
      expect.objectContaining({
        ok: false,
        error: expect.objectContaining({ message: expect.objectContaining({ key: 'magento.unreachable' }) }),
      }),
      ['BELL-1', 'BELL-2'],
    ])
    const page = await shop.catalogue.overrides.look(null)
    expect(page.ok && page.value.rows.map(({ sku }) => sku)).toEqual(['BELL-2', 'BELL-3'])
  })

  test('a large shop is looked at page by page, each product once', async () => {
    const shop = await openInProcess({ items: 700 })
    await shop.sync()
    shop.web.shop.addStoreView('fr', 'Français', 'fr_FR')
    const skus = shop.web.shop.skus()
    const last = skus.at(-1) ?? ''
    shop.web.shop.overrideInView(last, 'fr', { name: 'La dernière' })
    let looked = 0
    const found: string[] = []
    for (let after: Parameters<typeof shop.catalogue.overrides.look>[0] = null; ; ) {
      const page = await shop.catalogue.overrides.look(after)
      if (!page.ok) throw new Error(page.error.message.key)
      looked += page.value.looked
      found.push(...page.value.rows.map(({ sku }) => sku))
      after = page.value.next
      expect(page.value.total).toBe(skus.length)
      if (after === null) break
    }
    expect([looked, found]).toEqual([skus.length, [last]])
    expect(looked).toBeGreaterThan(300)
  }, 60_000)
})
