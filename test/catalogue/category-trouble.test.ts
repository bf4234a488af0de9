import { describe, expect, test } from 'vitest'
import { shopWithTree } from './tree-shop.ts'

describe('the shop', () => {
  test('whose administrator deletes our category has it again with the next product, and its products with it', async () => {
    const shop = await shopWithTree()
    await shop.sync()
    shop.tree.remove(shop.tree.id('Apparel/Helmets'))
    shop.addItem({ customSku: 'BELL-2', description: 'Steel bell', categoryID: shop.helmets })
    await shop.sync()
    await shop.sync()
    expect([shop.tree.of('BELL-1'), shop.tree.of('BELL-2')]).toEqual([
      ['Apparel/Helmets'],
      ['Apparel/Helmets'],
    ])
    expect(shop.problems()).toEqual([])
  })

  test('whose administrator deletes the whole tree has it again at the next full read', async () => {
    const shop = await shopWithTree()
    await shop.sync()
    shop.tree.remove(shop.tree.id('Apparel'))
    await shop.run('catalogue', { scope: { kind: 'full' } })
    await shop.sync()
    expect(shop.tree.of('BELL-1')).toEqual(['Apparel/Helmets'])
  })

  test('that makes a category and loses the answer has it once', async () => {
    const shop = await shopWithTree()
    shop.web.faults.add({ route: 'POST /V1/categories', loseAnswer: true, times: 1 })
    const [run] = await shop.sync()
    expect([run?.outcome, shop.tree.paths()]).toEqual([{ kind: 'done' }, ['Apparel', 'Apparel/Helmets']])
  })

  test('that is busy is waited for', async () => {
    const shop = await shopWithTree()
    const body = JSON.stringify({ message: 'Database deadlock found when trying to get lock' })
    shop.web.faults.add({ route: 'POST /V1/categories', status: 400, body, times: 2 })
    const [run] = await shop.sync()
    expect([run?.outcome, shop.tree.of('BELL-1')]).toEqual([{ kind: 'done' }, ['Apparel/Helmets']])
  })

  test('that refuses a category keeps all else in step, and says so of the products of that one alone', async () => {
    const shop = await shopWithTree()
    const odd = shop.till.addCategory('Odd ones')
    shop.addItem({ customSku: 'ODD-1', description: 'Odd one', categoryID: odd, stock: { 1: 5 } })
    shop.web.faults.add({
      route: 'POST /V1/categories',
      status: 400,
      body: JSON.stringify({ message: 'Could not save category: %1', parameters: ['An extension said no.'] }),
      times: 4,
    })
    await shop.sync()
    const refused = shop.problems().map(([kind]) => kind)
    expect(new Set(refused)).toEqual(new Set(['not-placed']))
    expect(shop.stockOf('ODD-1')).toEqual({ default: 5 })
    shop.clock.forward(7 * 3_600_000)
    await shop.sync()
    expect([shop.tree.of('BELL-1'), shop.tree.of('ODD-1'), shop.problems()]).toEqual([
      ['Apparel/Helmets'],
      ['Odd ones'],
      [],
    ])
  })

  test('that refuses a new name is not asked again before the till has another one', async () => {
    const shop = await shopWithTree()
    await shop.sync()
    const no = { status: 400, body: JSON.stringify({ message: 'No.' }), times: 1 }
    shop.web.faults.add({ route: 'PUT /V1/categories/:id', ...no })
    shop.till.renameCategory(shop.helmets, 'Hats')
    await shop.hourLater()
    expect(shop.problems()).toEqual([['category-refused', null]])
    expect(shop.told()[0]).toContain('Helmets')
    shop.forgetRequests()
    await shop.hourLater()
    expect(shop.web.requests.all()).toEqual([])
    shop.till.renameCategory(shop.helmets, 'Caps')
    await shop.hourLater()
    expect([shop.problems(), shop.tree.of('BELL-1')]).toEqual([[], ['Apparel/Caps']])
  })

  test('whose integration may not keep categories gets everything else, and the merchant is told once', async () => {
    const shop = await shopWithTree()
    const forbidden = JSON.stringify({
      message: "The consumer isn't authorized to access %resources.",
      parameters: { resources: 'Magento_Catalog::categories' },
    })
    shop.web.faults.add({ route: '*/V1/categories*', status: 401, body: forbidden, times: 1000 })
    shop.web.faults.add({ route: 'GET /V1/categories', status: 401, body: forbidden, times: 1000 })
    const [run] = await shop.sync()
    expect(run?.outcome?.kind).not.toBe('failed')
    expect(shop.problems()).toEqual([['categories-forbidden', null]])
    expect(shop.stockOf('BELL-1')).toEqual({ default: 3 })
    shop.web.faults.clear()
    await shop.sync()
    expect([shop.problems(), shop.tree.of('BELL-1')]).toEqual([[], ['Apparel/Helmets']])
  })
})

describe('the till', () => {
  test('that does not tell its categories takes no product out of where it stands', async () => {
    const shop = await shopWithTree()
    await shop.sync()
    shop.tillSandbox.faults.add({
      route: 'GET Category',
      status: 200,
      body: '{"@attributes":{"count":"0"}}',
      times: 9,
    })
    shop.clock.forward(60_000)
    shop.till.rename(shop.bell, 'Steel bell')
    await shop.hourLater()
    expect(shop.tree.of('BELL-1')).toEqual(['Apparel/Helmets'])
  })
})

test('a run that broke in the middle of placing leaves no product in a category that it then left', async () => {
  const shop = await shopWithTree()
  const hats = shop.till.addCategory('Hats', shop.apparel)
  const caps = shop.till.addCategory('Caps', shop.apparel)
  await shop.sync()
  shop.putInto(shop.bell, hats)
  const { http } = shop.network
  shop.network.http = async (request, signal) => {
    const answer = await http(request, signal)
    if (request.method === 'POST' && request.url.endsWith('/all/V1/products'))
      throw new Error('the power went')
    return answer
  }
  await shop.runBroken('catalogue')
  shop.network.http = http
  expect(shop.tree.of('BELL-1')).toEqual(['Apparel/Hats'])
  shop.putInto(shop.bell, caps)
  await shop.sync()
  expect(shop.tree.of('BELL-1')).toEqual(['Apparel/Caps'])
})
