import { createdBySave } from '../state/in-flight.ts'
import type { Product, State } from '../state/model.ts'
import { ADMIN_STORE } from '../state/model.ts'
import { addProduct, productById, productBySku, reindexSku } from '../state/products.ts'
import { knownCodes, productSet } from '../state/sets.ts'
import { hasMsi, traitsOf } from '../state/traits.ts'
import { claimRewrites, rewritesOf, taken, urlKeyOf } from '../state/url-keys.ts'
import { websiteOf, writeValue } from '../state/values.ts'
import { fold } from '../web/conditions.ts'
import { noSku, notModelled, refuse, typeError } from '../web/refusal.ts'
import { saveBundle } from './bundle.ts'
import { checkVariations, refusePoisoned, saveConfigurable } from './configurable-save.ts'
import { addMissingDefaults, readCustomAttributes } from './custom-values.ts'
import { keepFiles } from './gallery.ts'
import { saveGallery } from './gallery-save.ts'
import { saveCategories } from './product-categories.ts'
import {
  addDefaults,
  checkPrice,
  checkRequired,
  collectChanges,
  copyDefaults,
  saveNewValues,
} from './product-changes.ts'
import { copyOf } from './product-edit.ts'
import type { ProductInput } from './product-input.ts'
import { saveLinks, saveTierPrices } from './product-parts.ts'
import { defaultSourceFollows, putSourceItem, sourceItemsOf } from './source-item.ts'
import { changeStockItem, freshStockItem } from './stock-item.ts'

const SKU_LENGTH = 64
/** Shared by all products that have none of it, for the sake of large shops. */
const none: readonly never[] = []

/**
 * Saves a product: the one of the id that was sent, else the one of the SKU, else a new one. What is not sent stays.
 * Nothing is written where anything is refused.
 *
 * @param storeId 0 is scope `all`; in a store view values become the view's own
 */
export function saveProduct(state: State, input: ProductInput, storeId: number, now: string): Product {
  if ((input.options ?? []).length > 0) throw notModelled('options of a product')
  const extension = input.extension_attributes
  const [options, children] = [extension?.configurable_product_options, extension?.configurable_product_links]
  checkVariations(state, input.type_id, options, children)
  const existing = find(state, input)
  if (existing !== undefined) refusePoisoned(state, existing)
  const sku = readSku(input.sku ?? existing?.sku, state)
  const customs = readCustomAttributes(state, input.custom_attributes)
  const set = productSet(state, input.attribute_set_id ?? existing?.setId)
  if (set === undefined) throw refuse(400, 'Invalid product data: %1', ['Invalid attribute set entity type'])

  // Everything is tried on a copy, which takes the product's place once nothing was refused.
  const product = existing === undefined ? newProduct(state, sku, now) : copyOf(existing)
  product.setId = set.id
  product.typeId = input.type_id ?? product.typeId
  const codes = new Set(knownCodes(set))
  const changes = collectChanges(state, product, input, customs, codes, now)
  if (existing === undefined || changes.has('url_key'))
    changes.set(
      'url_key',
      urlKeyOf(String(changes.get('url_key') ?? input.name ?? product.values.name ?? '')) || undefined,
    )
  if (existing === undefined) {
    addDefaults(state, product, changes, codes)
    saveNewValues(state, product, storeId, changes)
  } else {
    addMissingDefaults(state, product, changes)
    for (const [code, value] of changes) {
      const attribute = state.attributes.get(code)
      if (attribute !== undefined) writeValue(state, product, attribute, storeId, value)
    }
    if (traitsOf(state).copiesDefaults) copyDefaults(state, product, storeId, codes)
  }
  checkRequired(state, product, storeId, codes)
  checkPrice(changes.get('price'))
  saveWebsites(state, product, input.extension_attributes?.website_ids, existing === undefined, storeId)
  saveCategories(state, product, input, customs.get('category_ids'))
  saveTierPrices(product, input)
  saveLinks(state, product, input)
  saveConfigurable(state, product, options, children, existing === undefined)
  saveBundle(state, product, extension?.bundle_product_options)
  saveGallery(state, product, input.media_gallery_entries, storeId, existing === undefined)
  const rewrites = rewritesOf(state, product)
  if (taken(state, rewrites, product.id)) {
    if (existing === undefined) burn(state, 'product', 'stockItem')
    throw refuse(400, 'URL key for specified store already exists.')
  }
  if (/[\u{10000}-\u{10ffff}]/u.test(sku)) {
    burn(state, 'product')
    throw noSku(sku)
  }
  return commit(state, existing, product, sku, rewrites, input, now)
}

/** Numbers that a save takes are gone even where it is rolled back. */
function burn(state: State, ...kinds: ('product' | 'stockItem')[]): void {
  for (const kind of kinds) state.next[kind] += 1
}

function find(state: State, input: ProductInput): Product | undefined {
  const { id, sku } = input
  if (id !== undefined && id !== null && id !== 0) return productById(state, id)
  if (sku === undefined || sku === null) throw typeError()
  return productBySku(state, sku)
}

function readSku(sku: string | undefined, state: State): string {
  if (sku === undefined) throw typeError()
  const trimmed = sku.trim()
  if (trimmed === '') {
    const label = state.attributes.get('sku')?.code ?? 'sku'
    throw refuse(400, `The "${label}" attribute value is empty. Set the attribute and try again.`)
  }
  if ([...trimmed].length > SKU_LENGTH)
    throw refuse(400, `SKU length should be ${SKU_LENGTH} characters maximum.`)
  return trimmed
}

function newProduct(state: State, sku: string, now: string): Product {
  return {
    id: state.next.product,
    sku,
    typeId: 'simple',
    setId: 0,
    createdAt: now,
    updatedAt: now,
    websiteIds: [],
    categories: new Map(),
    values: {},
    overrides: new Map(),
    stock: freshStockItem(state.next.stockItem),
    tierPrices: [],
    links: [],
    gallery: none,
    options: none,
    children: none,
    bundle: none,
    rewrites: [],
  }
}

function saveWebsites(
  state: State,
  product: Product,
  sent: number[] | null | undefined,
  isNew: boolean,
  storeId: number,
): void {
  const known = state.websites.filter((website) => website.id !== 0).map((website) => website.id)
  const counts = !isNew || traitsOf(state).websitesOnCreate
  if (sent !== undefined && sent !== null && counts) {
    if (sent.some((id) => !known.includes(id))) {
      if (isNew) burn(state, 'product')
      throw refuse(400, 'The product was unable to be saved. Please try again.')
    }
    product.websiteIds = [...new Set(sent)].sort((left, right) => left - right)
  } else if (isNew) {
    product.websiteIds = storeId === ADMIN_STORE ? known : [websiteOf(state, storeId)]
  }
}

function commit(
  state: State,
  existing: Product | undefined,
  product: Product,
  sku: string,
  rewrites: string[],
  input: ProductInput,
  now: string,
): Product {
  const stockChange = input.extension_attributes?.stock_item ?? {}
  checkStockItem(product, stockChange.item_id)
  if (existing === undefined) {
    burn(state, 'product', 'stockItem')
    changeStockItem(product, stockChange, true, now)
    addProduct(state, product)
    keepFiles(state, [], product.gallery)
    createdBySave(state, product)
  } else {
    changeStockItem(product, stockChange, false, now, traitsOf(state).comesBack)
    product.updatedAt = now
    rename(state, existing, product, sku)
    keepFiles(state, existing.gallery, product.gallery)
    Object.assign(existing, product)
  }
  const saved = existing ?? product
  claimRewrites(state, saved, rewrites)
  defaultSourceFollows(state, saved, existing === undefined)
  return saved
}

function checkStockItem({ stock }: Product, sent: number | null | undefined): void {
  if (sent === undefined || sent === null || sent === stock.itemId) return
  const message =
    'The "%1" value is invalid for stock item ID. Use the stock item ID\'s assigned "%2" value and try again.'
  throw refuse(400, message, [sent, stock.itemId])
}

/** A SKU that another product has gets a number; source items are copied to the new SKU and the old ones stay. */
function rename(state: State, existing: Product, product: Product, sku: string): void {
  let free = sku
  for (let count = 1; (productBySku(state, free) ?? existing) !== existing; count += 1)
    free = `${sku}-${count}`
  product.sku = free
  if (fold(free) === fold(existing.sku)) return
  const former = existing.sku
  reindexSku(state, existing, free)
  if (!hasMsi(state)) return
  for (const row of [...sourceItemsOf(state, former)])
    putSourceItem(state, free, row.sourceCode, row.quantity, row.status)
}
