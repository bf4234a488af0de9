import { describe, expect, test } from 'vitest'
import { ItemId } from '../../shared/ids.ts'
import { message } from '../../shared/message.ts'
import { err, ok } from '../../shared/result.ts'
import { pictureFile } from '../sandbox/lightspeed/picture-file.ts'
import { openShop, type TestShop } from './shop.ts'

const open = (over: Parameters<typeof openShop>[0] = {}) =>
  openShop({ ...over, rules: { pictures: true, ...over.rules } })

/** What the shop shows of a product's pictures: each with its label, its bytes and its roles. */
function gallery(shop: TestShop, sku = 'BELL-1') {
  const product = shop.web.shop.product(sku)
  return (product?.pictures ?? []).map(({ file, label }) => ({
    label,
    bytes: shop.web.shop.picture(file)?.content,
    roles: everyRole.filter((role) => product?.views.all?.[role] === file),
  }))
}

const bytesOf = (look: string, type: 'jpg' | 'png' = 'jpg'): string =>
  Buffer.from(pictureFile(look, type)).toString('base64')
const everyRole = ['image', 'small_image', 'thumbnail']
const main = (look: string, label: string | null = null) => ({
  label,
  bytes: bytesOf(look),
  roles: everyRole,
})
const further = (look: string, label: string | null = null) => ({ label, bytes: bytesOf(look), roles: [] })

/** Files that were fetched since the log was last cleared. */
const downloads = (shop: TestShop): number =>
  shop.tillSandbox.requests.all().filter(({ route }) => route === 'GET picture').length

function forget(shop: TestShop): void {
  shop.forgetRequests()
  shop.tillSandbox.requests.clear()
}

/** An hour passes, after which new pictures are looked for. */
async function syncLater(shop: TestShop): Promise<void> {
  shop.clock.forward(3_600_000)
  await shop.sync()
}

const UPLOAD = 'POST /V1/products/:sku/media'
const CHANGE = 'PUT /V1/products/:sku/media/:entryId'
const REMOVE = 'DELETE /V1/products/:sku/media/:entryId'

/** A bell with a picture from the front and one from the back, synced. */
async function bellWithTwo() {
  const shop = await open()
  const bell = Number(shop.addItem())
  const front = shop.till.addImage(bell, 'front.jpg', 'front')
  const back = shop.till.addImage(bell, 'back.jpg', 'back')
  await shop.sync()
  expect(gallery(shop)).toEqual([main('front'), further('back')])
  forget(shop)
  return { shop, bell, front, back }
}

/** A picture that the merchant adds in Magento. */
function addInShop(shop: TestShop, look: string, types: string[] = []): void {
  const { id } = shop.web.shop.product('BELL-1') ?? { id: 0 }
  const known = shop.web.shop.product('BELL-1')?.pictures ?? []
  shop.web.shop.edit('BELL-1', {
    id,
    media_gallery_entries: [
      ...known.map((one) => ({ id: one.id, media_type: 'image', label: one.label })),
      {
        media_type: 'image',
        label: 'By hand',
        position: 9,
        types,
        content: { base64_encoded_data: bytesOf(look), type: 'image/jpeg', name: 'by-hand.jpg' },
      },
    ],
  })
}

test('a picture travels from the till to the shop, and a second sync sends nothing', async () => {
  const shop = await open()
  const bell = shop.addItem()
  shop.till.addImage(Number(bell), 'front.jpg', 'front')
  const [run] = await shop.sync()
  expect(run?.outcome).toEqual({ kind: 'done' })
  expect(gallery(shop)).toEqual([main('front')])
  expect(downloads(shop)).toBe(1)
  forget(shop)
  await syncLater(shop)
  await shop.sync({ scope: { kind: 'full' } })
  expect(shop.web.requests.all()).toEqual([])
  expect(downloads(shop)).toBe(0)
})

test('the item’s panel tells each picture as the merchant knows it', async () => {
  const { shop, bell, front } = await bellWithTwo()
  shop.till.labelImage(front, 'From the front')
  await shop.run('catalogue', { scope: { kind: 'full' }, dryRun: true })
  const explained = shop.catalogue.explain(ItemId.parse(String(bell)))
  expect(explained?.facets.find(({ facet }) => facet === 'images')).toEqual({
    facet: 'images',
    state: 'waiting',
    sentAt: expect.any(String),
    fields: [
      { field: '1', value: 'From the front', sent: 'front.jpg', from: message('from.pictures') },
      { field: '2', value: 'back.jpg', sent: 'back.jpg', from: message('from.pictures') },
    ],
  })
})

test('the item’s panel shows the first picture that was fetched, from the cache', async () => {
  const { shop, bell, front } = await bellWithTwo()
  const id = ItemId.parse(String(bell))
  expect(shop.catalogue.picture(id)).toBe(`data:image/jpeg;base64,${bytesOf('front')}`)
  shop.till.replaceImage(front, 'new.jpg', 'new')
  await shop.run('catalogue', { scope: { kind: 'full' }, dryRun: true })
  expect([shop.catalogue.picture(id), downloads(shop)]).toEqual([
    `data:image/jpeg;base64,${bytesOf('back')}`,
    0,
  ])
})

test('the file is named after the item, for those who search', async () => {
  const shop = await open()
  shop.till.addImage(Number(shop.addItem()), 'IMG_0042.JPG', 'front')
  await shop.sync()
  expect(shop.web.shop.product('BELL-1')?.pictures[0]?.file).toMatch(
    /^\/b\/r\/brass-bell-tb[0-9a-f]{12}\.jpg$/,
  )
})

describe('what the merchant does with pictures at the till reaches the shop', () => {
  test('a new one, for a unit an hour and the item', async () => {
    const { shop, bell } = await bellWithTwo()
    shop.till.addImage(bell, 'side.jpg', 'side')
    await syncLater(shop)
    expect(gallery(shop)).toEqual([main('front'), further('back'), further('side')])
    expect(shop.writes()).toEqual({ [UPLOAD]: 1 })
    expect(downloads(shop)).toBe(1)
    expect(shop.tillSandbox.requests.all().filter(({ route }) => route === 'GET Image')).toHaveLength(1)
  })

  test('one that is replaced, without a moment in which the product has none', async () => {
    const { shop, front } = await bellWithTwo()
    shop.till.replaceImage(front, 'better.jpg', 'better')
    await syncLater(shop)
    expect(gallery(shop)).toEqual([main('better'), further('back')])
    expect(shop.web.requests.writes().map(({ route }) => route)).toEqual([UPLOAD, REMOVE])
  })

  test('another order: the first one is the main one', async () => {
    const { shop, front, back } = await bellWithTwo()
    shop.till.orderImages([back, front])
    await shop.sync({ scope: { kind: 'full' } })
    expect(gallery(shop)).toEqual([main('back'), further('front')])
    expect(shop.writes()).toEqual({ [CHANGE]: 2 })
    expect(downloads(shop)).toBe(0)
  })

  test('what is written under it', async () => {
    const { shop, front } = await bellWithTwo()
    shop.till.labelImage(front, '  Brass bell,\n from the front ')
    await shop.sync({ scope: { kind: 'full' } })
    expect(gallery(shop)).toEqual([main('front', 'Brass bell, from the front'), further('back')])
    expect(shop.writes()).toEqual({ [CHANGE]: 1 })
  })

  test('one that is removed, and the last one', async () => {
    const { shop, front, back } = await bellWithTwo()
    shop.till.removeImage(front)
    await shop.sync({ scope: { kind: 'full' } })
    expect(gallery(shop)).toEqual([main('back')])
    shop.till.removeImage(back)
    await shop.sync({ scope: { kind: 'full' } })
    expect(gallery(shop)).toEqual([])
    forget(shop)
    await shop.sync({ scope: { kind: 'full' } })
    expect(shop.web.requests.all()).toEqual([])
  })

  test('the same picture put in once more: its bytes are the same, so nothing is uploaded', async () => {
    const { shop, front } = await bellWithTwo()
    shop.till.replaceImage(front, 'again.jpg', 'front')
    await syncLater(shop)
    expect([gallery(shop), shop.writes()]).toEqual([[main('front'), further('back')], {}])
  })

  test('two pictures that are the same are two pictures, and the first one is the main one', async () => {
    const { shop, bell } = await bellWithTwo()
    shop.till.addImage(bell, 'again.jpg', 'front')
    await syncLater(shop)
    expect(gallery(shop)).toEqual([main('front'), further('back'), further('front')])
  })

  test('an item that leaves and comes back keeps its pictures', async () => {
    const { shop, bell } = await bellWithTwo()
    shop.till.archive(bell)
    await shop.sync()
    expect(gallery(shop)).toEqual([main('front'), further('back')])
    shop.till.unarchive(bell)
    await shop.sync()
    expect(gallery(shop)).toEqual([main('front'), further('back')])
    expect(shop.writes()).not.toHaveProperty(UPLOAD)
  })
})

describe('what the merchant did in Magento stays', () => {
  test('a picture that was added there, whatever happens to the others', async () => {
    const { shop, front } = await bellWithTwo()
    addInShop(shop, 'hand')
    shop.till.replaceImage(front, 'better.jpg', 'better')
    await syncLater(shop)
    expect(gallery(shop)).toEqual([main('better'), further('back'), further('hand', 'By hand')])
  })

  test('its role too: the till’s first picture takes only what nobody plays', async () => {
    const { shop, front } = await bellWithTwo()
    addInShop(shop, 'hand', ['thumbnail'])
    shop.till.labelImage(front, 'Front')
    await shop.sync({ scope: { kind: 'full' } })
    expect(gallery(shop)).toEqual([
      { ...main('front', 'Front'), roles: ['image', 'small_image'] },
      further('back'),
      { ...further('hand', 'By hand'), roles: ['thumbnail'] },
    ])
  })

  test('all of them, also when the pictures are taken out of the rules again', async () => {
    const { shop } = await bellWithTwo()
    shop.ledger.rules.set({ ...shop.ledger.rules.current(), pictures: false })
    await shop.sync()
    expect([gallery(shop), shop.writes()]).toEqual([[main('front'), further('back')], {}])
    shop.ledger.rules.set({ ...shop.ledger.rules.current(), pictures: true })
    await shop.sync()
    expect([gallery(shop), shop.writes(), downloads(shop)]).toEqual([[main('front'), further('back')], {}, 0])
  })
})

describe('the nightly look at the shop', () => {
  const verify = (shop: TestShop) => shop.run('verify', { scope: { kind: 'full' } })

  /** What an administrator leaves of the gallery: these entries, with these roles. */
  const leave = (shop: TestShop, kept: readonly { at: number; types: string[] }[]) => {
    const { pictures } = shop.web.shop.product('BELL-1') ?? { pictures: [] }
    shop.web.shop.edit('BELL-1', {
      media_gallery_entries: kept.map(({ at, types }) => ({
        id: pictures[at]?.id ?? 0,
        media_type: 'image',
        types,
      })),
    })
  }

  test('finds pictures in order where nobody has touched them', async () => {
    const { shop } = await bellWithTwo()
    addInShop(shop, 'hand')
    expect((await verify(shop)).counts.drifted).toBe(0)
    shop.ledger.rules.set({ ...shop.ledger.rules.current(), pictures: false })
    leave(shop, [])
    expect((await verify(shop)).counts.drifted).toBe(0)
  })

  test.each([
    [
      'a picture that was deleted there comes back',
      [{ at: 0, types: ['image', 'small_image', 'thumbnail'] }],
    ],
    [
      'roles that were lost are given again',
      [
        { at: 0, types: [] },
        { at: 1, types: [] },
      ],
    ],
    [
      'a role that was moved goes back',
      [
        { at: 0, types: ['image'] },
        { at: 1, types: ['small_image', 'thumbnail'] },
      ],
    ],
  ])('%s', async (_what, kept) => {
    const { shop } = await bellWithTwo()
    leave(shop, kept)
    expect((await verify(shop)).counts.drifted).toBe(1)
    await shop.sync()
    expect([gallery(shop), downloads(shop)]).toEqual([[main('front'), further('back')], 0])
    expect((await verify(shop)).counts.drifted).toBe(0)
  })

  test('says so instead, where the merchant wants that', async () => {
    const { shop } = await bellWithTwo()
    shop.ledger.rules.set({ ...shop.ledger.rules.current(), drift: 'report' })
    leave(shop, [{ at: 0, types: ['image', 'small_image', 'thumbnail'] }])
    await verify(shop)
    expect(shop.told().join()).toContain('2: #2 → –')
  })
})

describe('a picture that cannot be shown is a problem of its item, and the others go online', () => {
  test.each([
    ['missing', 'picture-missing'],
    ['empty', 'picture-broken'],
    ['text', 'picture-broken'],
    ['cut', 'picture-broken'],
    ['webp', 'picture-type'],
    ['huge', 'picture-too-large'],
  ] as const)('%s', async (fault, kind) => {
    const shop = await open()
    const bell = Number(shop.addItem())
    shop.addItem({ customSku: 'BELL-2', description: 'Steel bell' })
    const bad = shop.till.addImage(bell, 'bad.jpg')
    shop.till.spoilImage(bad, fault)
    shop.till.addImage(bell, 'good.jpg', 'good')
    const [run] = await shop.sync()
    expect([run?.outcome, shop.problems()]).toEqual([
      { kind: 'done-with-problems', problems: 1 },
      [[kind, 'BELL-1']],
    ])
    expect(shop.told()[0]).toContain('bad.jpg')
    expect(gallery(shop)).toEqual([main('good')])
    expect(shop.web.shop.count().products).toBe(2)

    forget(shop)
    await shop.sync()
    expect([shop.web.requests.all(), downloads(shop), shop.problems()]).toEqual([[], 0, [[kind, 'BELL-1']]])

    shop.till.replaceImage(bad, 'better.jpg', 'better')
    await syncLater(shop)
    expect([gallery(shop), shop.problems()]).toEqual([[main('better'), further('good')], []])
  })

  test('its removal is the cure as well', async () => {
    const shop = await open()
    const bell = Number(shop.addItem())
    const bad = shop.till.addImage(bell, 'bad.jpg')
    shop.till.spoilImage(bad, 'cut')
    shop.till.addImage(bell, 'good.jpg', 'good')
    await shop.sync()
    shop.till.removeImage(bad)
    await shop.sync({ scope: { kind: 'full' } })
    expect([gallery(shop), shop.problems()]).toEqual([[main('good')], []])
  })

  test('a file server that is away holds nothing up, is asked a few times, and is tried again', async () => {
    const shop = await open()
    for (let at = 1; at <= 8; at += 1)
      shop.till.addImage(Number(shop.addItem({ customSku: `BELL-${at}` })), 'front.jpg', `front ${at}`)
    const network = shop.tillNetwork.http
    let asked = 0
    shop.tillNetwork.http = async (request, signal) => {
      if (request.mostBytes === undefined) return network(request, signal)
      asked += 1
      return err({ kind: 'unreachable', reason: 'ENOTFOUND' })
    }
    const [run, stock] = await shop.sync()
    expect([run?.outcome, stock?.outcome, asked]).toEqual([
      { kind: 'done-with-problems', problems: 5 },
      { kind: 'done' },
      5,
    ])
    expect(shop.web.shop.count().products).toBe(8)
    shop.tillNetwork.http = network
    await syncLater(shop)
    expect(Array.from({ length: 8 }, (_, at) => gallery(shop, `BELL-${at + 1}`))).toEqual(
      Array.from({ length: 8 }, (_, at) => [main(`front ${at + 1}`)]),
    )
    expect(shop.problems()).toEqual([])
  })
})

describe('nothing is shown twice', () => {
  test('an upload whose answer was lost is looked for before it is sent again', async () => {
    const shop = await open()
    shop.till.addImage(Number(shop.addItem()), 'front.jpg', 'front')
    shop.web.faults.add({ route: UPLOAD, loseAnswer: true })
    await shop.sync()
    expect([gallery(shop), shop.writes()[UPLOAD], shop.problems()]).toEqual([[main('front')], 1, []])
  })

  test('an upload that never arrived is sent again', async () => {
    const shop = await open()
    shop.till.addImage(Number(shop.addItem()), 'front.jpg', 'front')
    shop.web.faults.add({ route: UPLOAD, dropped: true })
    await shop.sync()
    expect([gallery(shop), shop.problems()]).toEqual([[main('front')], []])
  })

  test('a ledger that knows nothing any more knows its pictures by their names', async () => {
    const { shop, bell } = await bellWithTwo()
    shop.ledger.pictures.forgetAll()
    await shop.ledger.mistrust()
    await shop.sync()
    expect([gallery(shop), shop.writes()]).toEqual([[main('front'), further('back')], {}])
    shop.till.removeImage(shop.till.addImage(bell, 'side.jpg'))
    await syncLater(shop)
    expect(gallery(shop)).toEqual([main('front'), further('back')])
  })
})

describe.each([
  ['2.2', 'Community'],
  ['2.3', 'Community'],
  ['2.4.3', 'Community'],
  ['2.4.7', 'Enterprise'],
] as const)('Magento %s %s', (version, edition) => {
  async function oldShop() {
    const shop = await open({ multiSource: version !== '2.2' })
    Object.assign(shop.web.shop.settings, { version, edition })
    return shop
  }

  test('pictures come, change, go, and a second sync sends nothing', async () => {
    const shop = await oldShop()
    const bell = Number(shop.addItem())
    const front = shop.till.addImage(bell, 'front.png')
    shop.till.addImage(bell, 'back.jpg', 'back')
    await shop.sync()
    expect([gallery(shop), shop.problems()]).toEqual([
      [{ ...main('x'), bytes: bytesOf(shop.till.lookOfImage(front), 'png') }, further('back')],
      [],
    ])
    addInShop(shop, 'hand')
    const better = shop.till.replaceImage(front, 'better.jpg', 'better')
    shop.till.labelImage(better, 'Better')
    await syncLater(shop)
    expect([gallery(shop), shop.problems()]).toEqual([
      [main('better', 'Better'), further('back'), further('hand', 'By hand')],
      [],
    ])
    shop.till.removeImage(better)
    await shop.sync({ scope: { kind: 'full' } })
    expect(gallery(shop)).toEqual([main('back'), further('hand', 'By hand')])
    forget(shop)
    await syncLater(shop)
    await shop.sync({ scope: { kind: 'full' } })
    expect([shop.web.requests.all(), shop.problems()]).toEqual([[], []])
  })

  test('an upload whose answer was lost is not made twice', async () => {
    const shop = await oldShop()
    shop.till.addImage(Number(shop.addItem()), 'front.jpg', 'front')
    shop.web.faults.add({ route: UPLOAD, loseAnswer: true })
    await shop.sync()
    expect([gallery(shop), shop.writes()[UPLOAD], shop.problems()]).toEqual([[main('front')], 1, []])
  })
})

test('an SKU that the web server does not pass through a path has its pictures all the same', async () => {
  const shop = await open()
  const { http } = shop.network
  shop.network.http = async (request, signal) =>
    request.url.split('?')[0]?.includes('%2F')
      ? ok({ status: 404, headers: { 'content-type': 'text/html' }, body: '<h1>Not Found</h1>' })
      : http(request, signal)
  const bell = Number(shop.addItem({ customSku: 'BELL/1' }))
  const front = shop.till.addImage(bell, 'front.jpg', 'front')
  shop.till.addImage(bell, 'back.jpg', 'back')
  shop.web.faults.add({ route: 'POST /V1/products', times: 2, loseAnswer: true })
  await shop.sync()
  expect([gallery(shop, 'BELL/1'), shop.problems()]).toEqual([[main('front'), further('back')], []])
  shop.till.replaceImage(front, 'better.jpg', 'better')
  await syncLater(shop)
  expect(gallery(shop, 'BELL/1')).toEqual([main('better'), further('back')])
  forget(shop)
  await syncLater(shop)
  expect([shop.web.requests.all(), shop.problems()]).toEqual([[], []])
})

test('a picture that another store view uses cannot be removed, which is told, and done once it is free', async () => {
  const { shop, back } = await bellWithTwo()
  shop.web.shop.addStoreView('french', 'French', 'fr_FR')
  const [first, second] = shop.web.shop.product('BELL-1')?.pictures ?? []
  const inFrench = (types: string[]) =>
    shop.web.shop.overrideInView('BELL-1', 'french', {
      media_gallery_entries: [
        { id: first?.id ?? 0, media_type: 'image', types: [] },
        { id: second?.id ?? 0, media_type: 'image', types },
      ],
    })
  inFrench(['image'])
  shop.till.removeImage(back)
  await shop.sync({ scope: { kind: 'full' } })
  expect(shop.problems()).toEqual([['refused-by-shop', 'BELL-1']])
  inFrench([])
  await shop.sync({ force: true })
  expect([gallery(shop), shop.problems()]).toEqual([[main('front')], []])
})

test('a picture that the shop keeps although it said that it is gone is told', async () => {
  const { shop, front } = await bellWithTwo()
  const { http } = shop.network
  shop.network.http = async (request, signal) =>
    request.method === 'DELETE'
      ? ok({ status: 200, headers: { 'content-type': 'application/json' }, body: 'true' })
      : http(request, signal)
  shop.till.removeImage(front)
  await shop.sync({ scope: { kind: 'full' } })
  expect(shop.problems()).toEqual([['pictures-not-kept', 'BELL-1']])
  shop.network.http = http
  await syncLater(shop)
  expect([gallery(shop), shop.problems()]).toEqual([[main('back')], []])
})

test('pictures that are gone from many items at once are asked about first', async () => {
  const shop = await open()
  const images = Array.from({ length: 25 }, (_, at) =>
    shop.till.addImage(Number(shop.addItem({ customSku: `BELL-${at}` })), 'front.jpg', `front ${at}`),
  )
  await shop.sync()
  for (const image of images) shop.till.removeImage(image)
  forget(shop)
  const [run] = await shop.sync({ scope: { kind: 'full' } })
  expect([run?.outcome, shop.web.requests.writes()]).toEqual([{ kind: 'held-by-guard', decisions: 1 }, []])
  const [asked] = shop.ledger.decisions.unanswered()
  expect(asked).toMatchObject({ kind: 'no-pictures', products: 25, linked: 25 })
  expect(asked?.examples[0]).toMatchObject({ before: '#1', after: '' })

  shop.ledger.decisions.answer(asked?.id ?? 0, 'yes')
  await shop.sync()
  expect([gallery(shop, 'BELL-3'), shop.writes(), shop.ledger.decisions.unanswered()]).toEqual([
    [],
    { [REMOVE]: 25 },
    [],
  ])
})

test('nothing is fetched before the merchant said go, nor while only watching', async () => {
  const shop = await open({ go: false })
  shop.till.addImage(Number(shop.addItem()), 'front.jpg', 'front')
  await shop.run('catalogue')
  expect(downloads(shop)).toBe(0)
  expect(shop.catalogue.goPreview()).toMatchObject({ create: 1, update: 0, pictures: 1 })
  shop.ledger.rules.set({ ...shop.ledger.rules.current(), watchOnly: true })
  shop.ledger.pair.go()
  await shop.sync()
  expect([downloads(shop), shop.web.requests.writes()]).toEqual([0, []])
})
