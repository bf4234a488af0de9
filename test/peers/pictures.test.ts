import { expect, test } from 'vitest'
import { ok } from '../../shared/result.ts'
import { openShop, type TestShop } from '../catalogue/shop.ts'
import { pictureFile } from '../sandbox/lightspeed/picture-file.ts'

// What becomes of pictures.

/** A bell with a picture from the front and one from the back, online. */
async function bellOnline() {
  const shop = await openShop({ rules: { pictures: true } })
  const bell = Number(shop.addItem())
  const [front, back] = ['front', 'back'].map((look) => shop.till.addImage(bell, `${look}.jpg`, look))
  await shop.sync()
  return { shop, bell, front: front ?? 0, back: back ?? 0 }
}

/** The looks of what a product shows, and which of them is the main one. */
function shown(shop: TestShop): { looks: (string | undefined)[]; main: number } {
  const product = shop.web.shop.product('BELL-1')
  const pictures = product?.pictures ?? []
  const known = ['front', 'back', 'other', 'hand']
  return {
    looks: pictures.map(({ file }) =>
      known.find((look) => bytesOf(look) === shop.web.shop.picture(file)?.content),
    ),
    main: pictures.findIndex(({ file }) =>
      ['image', 'small_image', 'thumbnail'].every((role) => product?.views.all?.[role] === file),
    ),
  }
}

const bytesOf = (look: string): string => Buffer.from(pictureFile(look, 'jpg')).toString('base64')

test('row 19: pictures are gone after an update with an empty gallery: here only pictures that changed are named at all', async () => {
  const { shop, bell } = await bellOnline()
  const bodies: string[] = []
  const { http } = shop.network
  shop.network.http = (request, signal) => {
    if (request.method !== 'GET') bodies.push(request.body ?? '')
    return http(request, signal)
  }
  shop.till.rename(bell, 'Copper bell')
  shop.till.setPrice(bell, 20)
  shop.till.sell(bell, 1)
  await shop.sync()
  expect(bodies.length).toBeGreaterThan(2)
  expect(bodies.filter((body) => body.includes('media_gallery') || body.includes('"content"'))).toEqual([])
  expect(shown(shop)).toEqual({ looks: ['front', 'back'], main: 0 })
})

test('row 20: pictures are doubled on edit: here neither an edit, a lost answer, a re-send nor a lost ledger shows one twice', async () => {
  const { shop, front } = await bellOnline()
  shop.till.labelImage(front, 'From the front')
  shop.web.faults.add({ route: 'PUT /V1/products/:sku/media/:entryId', loseAnswer: true })
  await shop.sync({ scope: { kind: 'full' } })
  await shop.sync({ force: true })
  shop.ledger.pictures.forgetAll()
  await shop.ledger.mistrust()
  await shop.sync()
  expect([shown(shop), shop.problems()]).toEqual([{ looks: ['front', 'back'], main: 0 }, []])
})

test('row 20: a picture that is there already is sent once more: here one of the same bytes is taken as it is', async () => {
  const shop = await openShop({ rules: { pictures: true } })
  const bell = Number(shop.addItem())
  shop.web.shop.addProduct({
    sku: 'BELL-1',
    name: 'Bell',
    media_gallery_entries: [
      {
        media_type: 'image',
        label: 'My own words',
        position: 4,
        types: ['image', 'small_image', 'thumbnail'],
        content: { base64_encoded_data: bytesOf('front'), type: 'image/jpeg', name: 'bell.jpg' },
      },
    ],
  })
  const front = shop.till.addImage(bell, 'front.jpg', 'front')
  shop.till.addImage(bell, 'back.jpg', 'back')
  await shop.sync()
  const { pictures } = shop.web.shop.product('BELL-1') ?? {}
  expect(pictures?.map(({ label }) => label)).toEqual([null, 'My own words'])
  expect(shown(shop)).toEqual({ looks: ['back', 'front'], main: 1 })
  shop.forgetRequests()
  await shop.sync({ scope: { kind: 'full' } })
  expect((await shop.run('verify', { scope: { kind: 'full' } })).counts.drifted).toBe(0)
  expect(shop.web.requests.writes()).toEqual([])
  // it was hers before, so it stays
  shop.till.removeImage(front)
  await shop.sync({ scope: { kind: 'full' } })
  expect(shown(shop)).toEqual({ looks: ['back', 'front'], main: 1 })
})

test('row 21: roles vanish after another program’s call: here the nightly look gives them back', async () => {
  const { shop } = await bellOnline()
  const [first, second] = shop.web.shop.product('BELL-1')?.pictures ?? []
  shop.web.shop.edit('BELL-1', {
    media_gallery_entries: [first, second].map((one) => ({
      id: one?.id ?? 0,
      media_type: 'image',
      types: [],
    })),
  })
  expect(shown(shop).main).toBe(-1)
  await shop.run('verify', { scope: { kind: 'full' } })
  await shop.sync()
  expect(shown(shop)).toEqual({ looks: ['front', 'back'], main: 0 })
})

test('row 22: deleting a picture says yes and it is still there: here it is read back, told, and tried again', async () => {
  const { shop, back } = await bellOnline()
  const { http } = shop.network
  shop.network.http = async (request, signal) =>
    request.method === 'DELETE'
      ? ok({ status: 200, headers: { 'content-type': 'application/json' }, body: 'true' })
      : http(request, signal)
  shop.till.removeImage(back)
  await shop.sync({ scope: { kind: 'full' } })
  expect(shop.problems()).toEqual([['pictures-not-kept', 'BELL-1']])
  shop.network.http = http
  shop.clock.forward(3_600_000)
  await shop.sync()
  expect([shown(shop), shop.problems()]).toEqual([{ looks: ['front'], main: 0 }, []])
})
