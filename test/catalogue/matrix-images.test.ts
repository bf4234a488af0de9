import { expect, test } from 'vitest'
import { pictureFile } from '../sandbox/lightspeed/picture-file.ts'
import { openShop } from './shop.ts'

/** A tee in two colours and two sizes. */
async function openClothesShop() {
  const shop = await openShop({ rules: { pictures: true } })
  shop.web.shop.sellsClothes()
  const tee = shop.till.addMatrix({ description: 'Trail tee' })
  const variant = (sku: string, attribute1: string, attribute2: string) =>
    Number(
      shop.addItem({
        customSku: sku,
        description: `Trail tee ${attribute1} ${attribute2}`,
        itemMatrixID: tee,
        attributes: { attribute1, attribute2, attribute3: '', itemAttributeSetID: 1 },
      }),
    )
  return {
    shop,
    tee,
    variants: {
      'MOSS-S': variant('MOSS-S', 'Moss', 'S'),
      'MOSS-M': variant('MOSS-M', 'Moss', 'M'),
      'RED-S': variant('RED-S', 'Red', 'S'),
    },
    /** The looks of a product's pictures, of those that are known here. */
    looks: (sku: string): (string | undefined)[] =>
      (shop.web.shop.product(sku)?.pictures ?? []).map(({ file }) =>
        ['tee', 'moss', 'red', 'other'].find(
          (look) =>
            Buffer.from(pictureFile(look, 'jpg')).toString('base64') === shop.web.shop.picture(file)?.content,
        ),
      ),
    async later() {
      shop.clock.forward(3_600_000)
      await shop.sync()
    },
  }
}

const parentOf = (tee: number): string => `MATRIX-${tee}`

test('a matrix shows its pictures, and each variant its own', async () => {
  const { shop, tee, variants, looks } = await openClothesShop()
  shop.till.addMatrixImage(tee, 'tee.jpg', 'tee')
  shop.till.addImage(variants['RED-S'], 'red.jpg', 'red')
  await shop.sync()
  expect([looks(parentOf(tee)), looks('RED-S'), looks('MOSS-S'), shop.problems()]).toEqual([
    ['tee'],
    ['red'],
    [],
    [],
  ])
  shop.forgetRequests()
  await shop.sync({ scope: { kind: 'full' } })
  expect(shop.web.requests.all()).toEqual([])
})

test('a variant without a picture shows that of its colour, downloaded once', async () => {
  const { shop, variants, looks, later } = await openClothesShop()
  const moss = shop.till.addImage(variants['MOSS-S'], 'moss.jpg', 'moss')
  await shop.sync()
  expect([looks('MOSS-S'), looks('MOSS-M'), looks('RED-S')]).toEqual([['moss'], ['moss'], []])
  const fetched = shop.tillSandbox.requests.all().filter(({ route }) => route === 'GET picture')
  expect(fetched).toHaveLength(1)

  shop.till.addImage(variants['MOSS-M'], 'other.jpg', 'other')
  await later()
  expect([looks('MOSS-S'), looks('MOSS-M')]).toEqual([['moss'], ['other']])

  shop.till.removeImage(moss)
  await shop.sync({ scope: { kind: 'full' } })
  expect([looks('MOSS-S'), looks('MOSS-M')]).toEqual([['other'], ['other']])
})

test('a new picture of a matrix is seen within the hour', async () => {
  const { shop, tee, looks, later } = await openClothesShop()
  await shop.sync()
  shop.till.addMatrixImage(tee, 'tee.jpg', 'tee')
  await later()
  expect(looks(parentOf(tee))).toEqual(['tee'])
})
