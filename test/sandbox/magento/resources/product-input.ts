import { anything, bool, float, int, list, object, text } from '../web/input.ts'
import { bundleOptionReader } from './bundle.ts'
import { optionReader } from './configurable-save.ts'
import { entryReader } from './gallery.ts'
import { stockItemReader } from './stock-item.ts'

const categoryLink = object('\\Magento\\Catalog\\Api\\Data\\CategoryLinkInterface', {
  position: int,
  category_id: text,
  extension_attributes: anything,
})

const tierPrice = object('\\Magento\\Catalog\\Api\\Data\\ProductTierPriceInterface', {
  customer_group_id: int,
  qty: float,
  value: float,
  extension_attributes: object('\\Magento\\Catalog\\Api\\Data\\ProductTierPriceExtensionInterface', {
    percentage_value: float,
    website_id: int,
  }),
})

const productLink = object('\\Magento\\Catalog\\Api\\Data\\ProductLinkInterface', {
  sku: text,
  link_type: text,
  linked_product_sku: text,
  linked_product_type: text,
  position: int,
  extension_attributes: object('\\Magento\\Catalog\\Api\\Data\\ProductLinkExtensionInterface', {
    qty: float,
  }),
})

/** What a product may hold in a request. */
export const productReader = object('\\Magento\\Catalog\\Api\\Data\\ProductInterface', {
  id: int,
  sku: text,
  name: text,
  attribute_set_id: int,
  price: float,
  status: int,
  visibility: int,
  type_id: text,
  created_at: text,
  updated_at: text,
  weight: float,
  extension_attributes: object('\\Magento\\Catalog\\Api\\Data\\ProductExtensionInterface', {
    website_ids: list(int),
    category_links: list(categoryLink),
    stock_item: stockItemReader,
    discounts: anything,
    bundle_product_options: list(bundleOptionReader),
    downloadable_product_links: anything,
    downloadable_product_samples: anything,
    configurable_product_options: list(optionReader),
    configurable_product_links: list(int),
  }),
  product_links: list(productLink),
  options: list(anything),
  media_gallery_entries: list(entryReader),
  tier_prices: list(tierPrice),
  custom_attributes: anything,
})

export type ProductInput = ReturnType<typeof productReader.read>

export const saveOptionsReader = bool
