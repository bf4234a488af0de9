import type { SandboxClock } from '../../types.ts'
import type { Bulk, Operation } from '../async/bulk.ts'
import type { Credentials } from '../web/authorize.ts'
import type { Version } from './traits.ts'

/** `null` where a kept value was emptied is never stored: an absent code is an empty one. */
export type Value = string | number
export type Values = Record<string, Value>

export type Backend = 'static' | 'varchar' | 'text' | 'int' | 'decimal' | 'datetime'
export type ValueScope = 'global' | 'website' | 'store'

export type Option = {
  id: number
  label: string
  sortOrder: number
  /** By store view id. */
  storeLabels: Map<number, string>
}

export type Attribute = {
  id: number
  code: string
  input: string | null
  backend: Backend
  scope: ValueScope
  label: string | null
  storeLabels: Map<number, string>
  isRequired: boolean
  isUserDefined: boolean
  isUnique: boolean
  defaultValue: string | null
  /** Product types; empty means all. */
  applyTo: string[]
  options: Option[]
  /** Where the options come from code instead of a table: value and label. */
  fixedOptions: [string, string][] | undefined
  sourceModel: string | undefined
  backendModel: string | undefined
  note: string | undefined
  frontendClass: string | undefined
  /** Catalogue switches (`is_searchable` …) that differ from a plain new attribute's. */
  flags: Record<string, boolean | string | number>
}

export type AttributeGroup = { id: number; name: string }

export type AttributeSet = {
  id: number
  name: string
  sortOrder: number
  entityTypeId: number
  groups: AttributeGroup[]
  /** Attribute code → its place. */
  members: Map<string, number>
  /** What the eav cache believes the members to be, since the first product of the set was saved or read. */
  cached: string[] | undefined
}

export type StockItem = {
  itemId: number
  qty: number | null
  isInStock: boolean
  lowStockDate: string | null
  changedAuto: number
  /** Fields that differ from a fresh stock item's. */
  settings: Record<string, number | boolean>
}

export type TierPrice = {
  websiteId: number
  /** 32000 is every group. */
  groupId: number
  quantity: number
  kind: 'fixed' | 'discount'
  amount: number
}

export type ProductLink = {
  linkType: string
  linkedSku: string
  linkedType: string
  position: number
  /** How many of it a grouped product offers. */
  qty?: number
}

/** What a store view, or scope `all` (0), says about a picture. */
export type PictureView = { label: string | null; position: number; disabled: boolean }

export type Picture = {
  id: number
  mediaType: string
  /** Below the folder of product pictures: `/f/r/front.jpg`. Who plays which role is a value that names this. */
  file: string
  mime: string
  /** Base 64. */
  content: string
  views: Map<number, PictureView>
}

export type ConfigurableOption = { id: number; attributeId: number; label: string; position: number }

export type BundleLink = { id: number; sku: string; qty: number; isDefault: boolean; canChange: number }
export type BundleOption = {
  id: number
  title: string
  isRequired: boolean
  type: string
  position: number
  links: BundleLink[]
}

export type Product = {
  id: number
  sku: string
  typeId: string
  setId: number
  createdAt: string
  updatedAt: string
  websiteIds: number[]
  /** Category id → position, in the order of assignment. */
  categories: Map<number, number>
  /** Scope `all`. */
  values: Values
  /** What a store view holds itself. */
  overrides: Map<number, Values>
  stock: StockItem
  tierPrices: TierPrice[]
  links: ProductLink[]
  gallery: readonly Picture[]
  /** Of a configurable product: what its children differ in, and their ids. */
  options: readonly ConfigurableOption[]
  children: readonly number[]
  bundle: readonly BundleOption[]
  /** `storeId/url_key` of each store view that shows the product. */
  rewrites: string[]
}

export type Category = {
  id: number
  parentId: number
  position: number
  createdAt: string
  updatedAt: string
  values: Values
  overrides: Map<number, Values>
}

export type Website = { id: number; code: string; name: string; defaultGroupId: number }
export type StoreGroup = {
  id: number
  code: string
  name: string
  websiteId: number
  rootCategoryId: number
  defaultStoreId: number
}
export type StoreView = { id: number; code: string; name: string; groupId: number; locale: string }

export type SourceItem = { id: number; sku: string; sourceCode: string; quantity: number; status: number }

export type Source = {
  code: string
  /** As sent, in the answer's member names. */
  fields: Record<string, string | number | boolean>
  enabled: boolean
}

export type Stock = {
  id: number
  name: string
  /** Codes of the websites that sell from it. */
  websites: string[]
  /** False until the first index run after it was created: salable quantities read 0. */
  indexed: boolean
}

export type StockLink = { stockId: number; sourceCode: string; priority: number }
export type TaxClass = { id: number; name: string; type: string }

/** What a merchant or an administrator of the server can set. */
export type Settings = {
  bearerTokens: boolean
  priceScope: 'global' | 'website'
  maintenance: boolean
  /** Input limiting: the largest page, and the longest list in a body. Absent = no limit. */
  maxPageSize: number | undefined
  maxItems: number | undefined
  msi: boolean
  edition: 'Community' | 'Enterprise'
  version: Version
  /** The shop's own address, where it is another one: whatever comes in is sent there. */
  redirectTo: string | undefined
  /** Shows what production hides: SQL, stack traces. */
  developerMode: boolean
  /** Who may sign in with a password, were it not for the second factor. */
  administrator: { name: string; password: string } | undefined
  /** Messages in the language of the shop, by their English text. */
  translations: Readonly<Record<string, string>>
  /** How long one product save takes, and how many are worked on side by side. */
  saveMs: number
  saveWorkers: number
  /** A save that comes while this many run dies of a deadlock. */
  deadlockAbove: number | undefined
  /** Input limiting of lists inside asynchronous requests; holds where `maxItems` is set. */
  maxAsyncItems: number
  /** RabbitMQ is there: versions before 2.4.6 need it for asynchronous requests. */
  amqp: boolean
  /** A message is on its way before its row is written: a fast consumer works, and the row stays open. */
  publishesFirst: boolean
}

export type State = {
  clock: SandboxClock
  settings: Settings
  credentials: Credentials
  websites: Website[]
  groups: StoreGroup[]
  stores: StoreView[]
  taxClasses: TaxClass[]
  attributes: Map<string, Attribute>
  attributesById: Map<number, Attribute>
  sets: Map<number, AttributeSet>
  categories: Map<number, Category>
  /** Ascending by id. */
  products: Product[]
  bySku: Map<string, Product>
  /** By folded SKU: further products of the same one. */
  twins: Map<string, Product[]>
  /** When the save that is being worked on will be over; milliseconds since the epoch. */
  savingUntil: number
  /** What saves that still run have created, and when they will be over. */
  inFlight: Map<object, number>
  /** Pictures on disk, by their name below the folder. */
  files: Set<string>
  /** `storeId/url_key` → product id. */
  rewrites: Map<string, number>
  /** Ends of the saves that run, milliseconds since the epoch. */
  saves: number[]
  bulks: Map<string, Bulk>
  /** Operations that no consumer has taken yet. */
  queue: Operation[]
  /** Folded SKU and stock: what was sold from it and not yet shipped; negative. */
  reservations: Map<string, number>
  sources: Map<string, Source>
  stocks: Map<number, Stock>
  stockLinks: StockLink[]
  /** By folded SKU. */
  sourceItems: Map<string, SourceItem[]>
  /** The next number of each kind of row. */
  next: Record<
    | 'attribute'
    | 'bulk'
    | 'bundleLink'
    | 'bundleOption'
    | 'category'
    | 'configurableOption'
    | 'entityAttribute'
    | 'group'
    | 'integration'
    | 'operation'
    | 'option'
    | 'picture'
    | 'product'
    | 'report'
    | 'set'
    | 'sourceItem'
    | 'stock'
    | 'stockItem'
    | 'taxClass',
    number
  >
}

export const ADMIN_STORE = 0
export const PRODUCT_ENTITY = 4
