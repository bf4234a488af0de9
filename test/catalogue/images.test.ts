import { expect, test } from 'vitest'
import { pictureFile } from '../sandbox/lightspeed/picture-file.ts'
import { openShop, type TestShop } from './shop.ts'

const withPictures = { rules: { pictures: true } }

/** What the shop shows of a product's pictures: each with its label and the look of its bytes. */
function gallery(shop: TestShop, sku = 'BELL-1') {
  const product = shop.web.shop.product(sku)
  return (product?.pictures ?? []).map(({ file, label }) => ({
    label,
    bytes: shop.web.shop.picture(file)?.content,
    roles: ['image', 'small_image', 'thumbnail'].filter((role) => product?.views.all?.[role] === file),
  }))
}

const jpeg = (look: string): string => Buffer.from(pictureFile(look, 'jpg')).toString('base64')
const everyRole = ['image', 'small_image', 'thumbnail']

test('a picture travels from the till to the shop, and a second sync sends nothing', async () => {
  const shop = await openShop(withPictures)
  const bell = shop.addItem()
  shop.till.addImage(Number(bell), 'front.jpg', 'bell')
  const [run] = await shop.sync()
  expect(run?.outcome).toEqual({ kind: 'done' })
  expect(gallery(shop)).toEqual([{ label: null, bytes: jpeg('bell'), roles: everyRole }])
  shop.forgetRequests()
  shop.tillSandbox.requests.clear()
  await shop.sync()
  expect(shop.web.requests.all()).toEqual([])
  expect(shop.tillSandbox.requests.all().filter(({ route }) => route === 'GET picture')).toEqual([])
})
