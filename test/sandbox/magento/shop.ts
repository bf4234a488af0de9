import { createHash } from 'node:crypto'
import type { ProductCard } from './product-card.ts'
import { cardOf } from './product-card.ts'
import { addOption } from './resources/attribute-options.ts'
import { labelIn } from './resources/attribute-view.ts'
import { kindOf } from './resources/attributes.ts'
import type { ProductInput } from './resources/product-input.ts'
import { productReader } from './resources/product-input.ts'
import { saveProduct } from './resources/product-save.ts'
import { reserve, salableQuantity } from './resources/salable.ts'
import { putSourceItem, sourceItemsOf } from './resources/source-item.ts'
import { createShopCategories, type ShopCategories } from './shop-categories.ts'
import { plainAttribute } from './state/builtin-attributes.ts'
import { momentOf } from './state/fresh.ts'
import type { Attribute, Product, Settings, SourceItem, State } from './state/model.ts'
import { ADMIN_STORE } from './state/model.ts'
import { productBySku } from './state/products.ts'
import { assignedRank, cleanEavCache } from './state/sets.ts'
import type { Integration } from './web/authorize.ts'
import type { JsonObject } from './web/json.ts'

/** The four keys of an activated integration, 32 characters each. */
export type IntegrationKeys = Pick<
  Integration,
  'consumerKey' | 'consumerSecret' | 'accessToken' | 'accessTokenSecret'
>

export type { ProductCard } from './product-card.ts'

export type SourceItemCard = Omit<SourceItem, 'id'>

/** What tests and the demo see of a shop, and do in it by hand. None of it goes through REST. */
export type Shop = {
  /** Can be changed at any time. */
  settings: Settings
  /** @param resources rights by name, or all of them */
  addIntegration(name: string, resources?: readonly string[] | 'all'): IntegrationKeys
  deactivateIntegration(name: string): void
  /** Takes options of attributes that nobody knows out of the database, as REST cannot. */
  removeStrayOptions(sku: string): void
  product(sku: string): ProductCard | undefined
  /** The bytes of a picture in base 64, and their type. */
  picture(file: string): { mime: string; content: string } | undefined
  /** Every product's SKU, oldest first. */
  skus(): string[]
  products(): ProductCard[]
  sourceItems(sku: string): SourceItemCard[]
  /** A customer ordered this many, which were not shipped yet; less than nothing gives back. */
  reserve(sku: string, stockId: number, quantity: number): void
  /** What can be sold from a stock, 1 if not said. */
  salable(sku: string, stockId?: number): number | undefined
  readonly categories: ShopCategories
  count(): { products: number; sourceItems: number; categories: number }
  /** A product that was in the shop before, as a REST body holds it; what is missing is believable. */
  addProduct(product: JsonObject & { sku: string }): ProductCard
  /** An administrator changes a product in scope all. */
  edit(sku: string, change: JsonObject): ProductCard
  /** An administrator gives a store view values of its own. */
  overrideInView(sku: string, view: string, change: JsonObject): ProductCard
  /** An administrator counts what a source holds. */
  setQuantity(sku: string, sourceCode: string, quantity: number): void
  addSource(code: string, name?: string): void
  /** An attribute of one line of text, in the default set. */
  addTextAttribute(code: string, label: string): void
  /** An attribute of any input, in the default set. */
  addAttribute(code: string, label: string, input: string): void
  /** An attribute with options, in the default set; of a code that is there already, it is put into the set. */
  addSelect(code: string, label: string, input?: 'select' | 'multiselect'): void
  /** An administrator changes what an attribute is, behind REST's back. */
  editAttribute(code: string, change: Partial<Pick<Attribute, 'input' | 'scope'>>): void
  removeAttribute(code: string): void
  /** Takes an attribute out of the default set. */
  takeFromSet(code: string): void
  attributeId(code: string): number
  /** A shop whose products come in colours and sizes: it has a drop-down for each. */
  sellsClothes(): void
  /** The labels of an attribute's options, by id: the administrator's, or those of a store view. */
  options(code: string, view?: string): Record<string, string>
  /** An administrator adds an option; answers its id. */
  addOption(code: string, label: string, storeLabels?: Record<string, string>): string
  /** A stock that is indexed, with sources and the websites that sell from it; answers its number. */
  addStock(name: string, sources: readonly string[], websites: readonly string[]): number
  /** A website with one store view; answers the website's number. */
  addWebsite(code: string, viewCode: string): number
  addStoreView(code: string, name: string, locale: string): number
  /** The index run that new stocks wait for. */
  reindex(): void
  /** What makes newly assigned attributes take values. */
  cleanCache(): void
  /** Takes the multi source inventory out of the shop. */
  withoutMsi(): void
}

const DEFAULT_SET = 4

/** @param settle does what is due by now before anything is looked at */
export function createShop(state: State, settle: () => void): Shop {
  const now = (): string => momentOf(state.clock)
  const card = (product: Product): ProductCard => cardOf(state, product)
  const bySku = (sku: string): Product => {
    const product = productBySku(state, sku)
    if (product === undefined) throw new Error(`the shop has no product ${sku}`)
    return product
  }
  const change = (sku: string, fields: JsonObject, storeId: number): ProductCard => {
    const { id, sku: stored } = bySku(sku)
    return card(saveProduct(state, read({ id, sku: stored, ...fields }), storeId, now()))
  }
  const lastId = (rows: readonly { id: number }[]): number => Math.max(0, ...rows.map((row) => row.id))

  function settled(): readonly Product[] {
    settle()
    return state.products
  }

  function addStoreView(code: string, name: string, locale: string, groupId: number): number {
    const id = lastId(state.stores) + 1
    state.stores.push({ id, code, name, groupId, locale })
    return id
  }

  function assign(attribute: Attribute): void {
    state.attributes.set(attribute.code, attribute)
    state.attributesById.set(attribute.id, attribute)
    const set = state.sets.get(DEFAULT_SET)
    set?.members.set(attribute.code, assignedRank(set, set.members.size))
    cleanEavCache(state)
  }

  function attributeAt(code: string): Attribute {
    const attribute = state.attributes.get(code)
    if (attribute === undefined) throw new Error(`the shop has no attribute ${code}`)
    return attribute
  }

  function addSelect(code: string, label: string, input: 'select' | 'multiselect' = 'select'): void {
    const known = state.attributes.get(code)
    assign(
      known ?? {
        ...plainAttribute(state.next.attribute++, code),
        label,
        isUserDefined: true,
        scope: 'global',
        input,
        ...kindOf(input),
      },
    )
  }

  return {
    settings: state.settings,
    addIntegration: (name, resources = 'all') => addIntegration(state, name, resources),
    deactivateIntegration: (name) => {
      for (const integration of state.credentials.integrations.values())
        if (integration.name === name) integration.active = false
    },
    removeStrayOptions: (sku) => {
      const product = bySku(sku)
      product.options = product.options.filter(({ attributeId }) => state.attributesById.has(attributeId))
    },
    product: (sku) => {
      settle()
      const product = productBySku(state, sku)
      return product === undefined ? undefined : card(product)
    },
    picture: (file) => {
      const held = state.products.flatMap(({ gallery }) => gallery).find((picture) => picture.file === file)
      return held === undefined ? undefined : { mime: held.mime, content: held.content }
    },
    skus: () => settled().map((product) => product.sku),
    products: () => settled().map(card),
    sourceItems: (sku) => {
      settle()
      return sourceItemsOf(state, sku).map(({ id: _id, ...row }) => row)
    },
    reserve: (sku, stockId, quantity) => reserve(state, sku, stockId, -quantity),
    salable: (sku, stockId = 1) => {
      settle()
      const [product, stock] = [productBySku(state, sku), state.stocks.get(stockId)]
      return product === undefined || stock === undefined ? undefined : salableQuantity(state, product, stock)
    },
    categories: createShopCategories(state, settle),
    count: () => ({
      products: settled().length,
      sourceItems: [...state.sourceItems.values()].reduce((sum, rows) => sum + rows.length, 0),
      categories: state.categories.size,
    }),
    addProduct: (product) =>
      card(
        saveProduct(
          state,
          read({ attribute_set_id: 4, price: 10, name: product.sku, ...product }),
          ADMIN_STORE,
          now(),
        ),
      ),
    edit: (sku, fields) => change(sku, fields, ADMIN_STORE),
    overrideInView: (sku, view, fields) => change(sku, fields, storeIdOf(state, view)),
    setQuantity: (sku, sourceCode, quantity) =>
      putSourceItem(state, sku, sourceCode, quantity, quantity > 0 ? 1 : 0),
    addSource: (code, name = code) => {
      state.sources.set(code, {
        code,
        enabled: true,
        fields: { name, country_id: 'US', postcode: '10001' },
      })
    },
    addTextAttribute: (code, label) =>
      assign({ ...plainAttribute(state.next.attribute++, code), label, isUserDefined: true }),
    addAttribute: (code, label, input) =>
      assign({
        ...plainAttribute(state.next.attribute++, code),
        label,
        isUserDefined: true,
        input,
        ...kindOf(input),
      }),
    addSelect,
    editAttribute: (code, change) => {
      Object.assign(attributeAt(code), change)
      cleanEavCache(state)
    },
    removeAttribute: (code) => {
      const known = state.attributes.get(code)
      if (known === undefined) return
      state.attributes.delete(code)
      state.attributesById.delete(known.id)
      state.sets.get(DEFAULT_SET)?.members.delete(code)
      cleanEavCache(state)
    },
    takeFromSet: (code) => {
      state.sets.get(DEFAULT_SET)?.members.delete(code)
      cleanEavCache(state)
    },
    attributeId: (code) => attributeAt(code).id,
    sellsClothes: () => {
      addSelect('color', 'Color')
      addSelect('size', 'Size')
    },
    options: (code, view = 'all') => {
      settle()
      const storeId = storeIdOf(state, view)
      return Object.fromEntries(
        attributeAt(code).options.map((option) => [String(option.id), labelIn(option, storeId)]),
      )
    },
    addOption: (code, label, labelsOfViews = {}) => {
      const store_labels = Object.entries(labelsOfViews).map(([view, text]) => ({
        store_id: storeIdOf(state, view),
        label: text,
      }))
      return String(addOption(state, attributeAt(code), { label, store_labels }).id)
    },
    addStock: (name, sources, websites) => {
      const id = state.next.stock++
      for (const other of state.stocks.values())
        other.websites = other.websites.filter((code) => !websites.includes(code))
      state.stocks.set(id, { id, name, websites: [...websites], indexed: true })
      sources.forEach((sourceCode, at) => {
        state.stockLinks.push({ stockId: id, sourceCode, priority: at + 1 })
      })
      return id
    },
    addWebsite: (code, viewCode) => {
      const [id, groupId] = [lastId(state.websites) + 1, lastId(state.groups) + 1]
      state.websites.push({ id, code, name: code, defaultGroupId: groupId })
      const storeId = addStoreView(viewCode, viewCode, 'en_US', groupId)
      state.groups.push({
        id: groupId,
        code,
        name: code,
        websiteId: id,
        rootCategoryId: 2,
        defaultStoreId: storeId,
      })
      state.stocks.get(1)?.websites.push(code)
      return id
    },
    addStoreView: (code, name, locale) => addStoreView(code, name, locale, 1),
    reindex: () => {
      for (const stock of state.stocks.values()) stock.indexed = true
    },
    cleanCache: () => cleanEavCache(state),
    withoutMsi: () => {
      state.settings.msi = false
      state.sourceItems.clear()
    },
  }
}

const read = (fields: JsonObject): ProductInput => productReader.read(fields)

function addIntegration(state: State, name: string, resources: readonly string[] | 'all'): IntegrationKeys {
  const id = state.next.integration++
  const key = (part: string): string =>
    createHash('sha256').update(`${id} ${name} ${part}`).digest('hex').slice(0, 32)
  const keys = {
    consumerKey: key('consumer key'),
    consumerSecret: key('consumer secret'),
    accessToken: key('access token'),
    accessTokenSecret: key('access token secret'),
  }
  const rights = resources === 'all' ? resources : new Set(resources)
  const integration = { id, name, ...keys, resources: rights, active: true }
  state.credentials.integrations.set(keys.consumerKey, integration)
  state.credentials.byToken.set(keys.accessToken, integration)
  return keys
}

function storeIdOf(state: State, view: string): number {
  if (view === 'all') return ADMIN_STORE
  const store = state.stores.find((each) => each.code === view)
  if (store === undefined) throw new Error(`the shop has no store view ${view}`)
  return store.id
}
