import { pictureFile } from '../sandbox/lightspeed/picture-file.ts'
import type { Image, Item } from '../sandbox/lightspeed/records.ts'
import type { State } from '../sandbox/lightspeed/state.ts'
import type { ProductCard } from '../sandbox/magento/product-card.ts'
import type { Shop } from '../sandbox/magento/shop.ts'
import { alike } from './expect.ts'

/** What people did to pictures. */
export type PictureDeeds = {
  /** When a picture of an item last left or moved, by item. */
  readonly changedAt: Map<number, number>
  /** Those that the merchant added in the web shop, in base64. */
  readonly byHand: { readonly sku: string; readonly content: string }[]
}

/** First to last. */
export const picturesOf = (till: State, itemID: number): readonly Image[] =>
  till.images.having('itemID', itemID).toSorted((a, b) => a.ordering - b.ordering || a.imageID - b.imageID)

/** Those of a variant without any are a sister's of its colour: the till has one picture for a colour, not for a size. */
function shownOf(till: State, item: Item): readonly Image[] {
  const own = picturesOf(till, item.itemID)
  const colour = colourOf(till, item)
  if (own.length > 0 || colour === '') return own
  return (
    sistersOf(till, item)
      .filter((one) => !one.archived && colourOf(till, one) === colour)
      .map(({ itemID }) => picturesOf(till, itemID))
      .find((pictures) => pictures.length > 0) ?? own
  )
}

/** The variants of the same matrix, itself among them; nobody for an item of none. */
export const sistersOf = (till: State, { itemMatrixID }: Item): readonly Item[] =>
  itemMatrixID === 0
    ? []
    : till.items.having('itemMatrixID', itemMatrixID).toSorted((a, b) => a.itemID - b.itemID)

function colourOf(till: State, { attributes }: Item): string {
  const set = attributes && till.attributeSets.get(attributes.itemAttributeSetID)
  if (attributes === undefined || set === undefined) return ''
  const names = [set.attributeName1, set.attributeName2, set.attributeName3]
  const values = [attributes.attribute1, attributes.attribute2, attributes.attribute3]
  return values[names.findIndex((name) => /colou?r/i.test(name))]?.trim().toLowerCase() ?? ''
}

const roles = ['image', 'small_image', 'thumbnail']

/**
 * Where a product does not show the item's pictures, in their order and once each, beside those of the merchant.
 *
 * @param lookOf what a picture at the till looks like
 */
export function picturesUnlike(
  {
    till,
    shop,
    deeds,
    lookOf,
  }: {
    readonly till: State
    readonly shop: Shop
    readonly deeds: PictureDeeds
    readonly lookOf: (imageID: number) => string
  },
  { sku, pictures, views }: ProductCard,
  itemID: number,
): string[] {
  const item = till.items.get(itemID)
  const wanted = (item === undefined ? [] : shownOf(till, item)).map(({ imageID, filename }) =>
    base64(lookOf(imageID), filename.endsWith('.png') ? 'png' : 'jpg'),
  )
  const foreign = deeds.byHand.filter((one) => alike(one.sku) === alike(sku)).map(({ content }) => content)
  const shown = pictures.map(({ file }) => shop.picture(file)?.content ?? '')
  const own = [...shown]
  for (const content of foreign) {
    const at = own.lastIndexOf(content)
    if (at < 0) return [`${sku}: a picture of the merchant is gone`]
    own.splice(at, 1)
  }
  if (own.length !== wanted.length || own.some((content, at) => content !== wanted[at]))
    return [`${sku}: shows ${own.length} pictures of the till, or others, not these ${wanted.length}`]
  const lacks = wanted.length === 0 ? [] : roles.filter((role) => views.all?.[role] !== pictures[0]?.file)
  return lacks.map((role) => `${sku}: the first picture is not its ${role}`)
}

const base64 = (look: string, type: 'jpg' | 'png'): string =>
  Buffer.from(pictureFile(look, type)).toString('base64')
