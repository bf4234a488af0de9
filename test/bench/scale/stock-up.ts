import { type Catalogue, emptyCatalogue } from '../../sandbox/lightspeed/catalogue.ts'
import type { LightspeedSandbox } from '../../sandbox/lightspeed/lightspeed.ts'
import type { MagentoSandbox } from '../../sandbox/magento/magento.ts'
import { onlineItems } from '../till.ts'

/** The items of a catalogue above one number and up to another, with what belongs to them. */
export function part(all: Catalogue, above: number, upTo: number): Catalogue {
  const isIn = ({ itemID }: { itemID: number }): boolean => itemID > above && itemID <= upTo
  const rows = { items: all.items.filter(isIn), itemShops: all.itemShops.filter(isIn) }
  return { ...(above === 0 ? all : emptyCatalogue()), ...rows }
}

/** Puts the products of these items into the shop as Tillbridge would have made them, so that it only has to pair them. */
export function fillShop(till: LightspeedSandbox, { shop }: MagentoSandbox, above: number): number {
  const items = onlineItems(till).filter(({ itemID }) => itemID > above)
  for (const { itemID, sku, values, quantity } of items) {
    const { name, price, status, visibility, description, short_description } = values
    const weight = till.state.items.get(itemID)?.eCommerce?.weight
    shop.addProduct({
      sku,
      name: name ?? '',
      price: Number(price),
      status: Number(status),
      visibility: Number(visibility),
      ...(weight ? { weight } : {}),
      custom_attributes: Object.entries({
        description,
        short_description,
        tax_class_id: '2',
        url_key: `item-${itemID}`,
      }).flatMap(([attribute_code, value]) => (value ? [{ attribute_code, value }] : [])),
    })
    if (quantity !== null) shop.setQuantity(sku, 'default', quantity)
  }
  return items.length
}
