import { z } from 'zod'
import { ShopId, SourceCode } from './ids.ts'

/** Raised whenever the shape of the rules changes. */
export const RULES_VERSION = 4

/** A field of the item that can be the SKU, in the order in which they are tried. */
export const SkuChoice = z.enum(['custom', 'system', 'manufacturer', 'upc'])
export type SkuChoice = z.infer<typeof SkuChoice>

/** Marked for publishing in Lightspeed (`publishToEcom`). */
const Published = z.object({ kind: z.literal('published') })

/** One thing that an item is asked for. */
export const Condition = z.discriminatedUnion('kind', [
  Published,
  /** Bears this tag, whichever way it is spelled: `Web Store` is `webstore`. A variant bears its matrix's tags as well. */
  z.object({ kind: z.literal('tag'), tag: z.string().min(1).max(255) }),
  /** In this category of the till, or anywhere below it. */
  z.object({ kind: z.literal('category'), categoryId: z.string().regex(/^\d{1,15}$/) }),
])
export type Condition = z.infer<typeof Condition>
/** What the SKU of a matrix is made of; the prefix stands before it. */
export const MatrixSku = z.object({ from: z.enum(['number', 'name']), prefix: z.string().max(30) })
export type MatrixSku = z.infer<typeof MatrixSku>

/** `Color` → `colour`: the till's word, compared without case, and the code of the shop's attribute. */
export const VariantAttribute = z.object({
  name: z.string().max(255),
  /** Empty: not chosen yet. */
  attribute: z.string().max(60),
})
export type VariantAttribute = z.infer<typeof VariantAttribute>

/** Which items go online. */
export const Selection = z.discriminatedUnion('kind', [
  Published,
  /** Every item that is not archived. */
  z.object({ kind: z.literal('all') }),
  /** Items that meet all of these conditions, or any of them. */
  z.object({
    kind: z.literal('where'),
    match: z.enum(['all', 'any']),
    conditions: z.array(Condition).min(1).max(100),
  }),
])
export type Selection = z.infer<typeof Selection>

/** What is placed: a category of the till by its number, `12`, or a tag, `tag:4`. */
export const PlaceKey = z.string().regex(/^(tag:)?\d{1,15}$/)
export type PlaceKey = z.infer<typeof PlaceKey>

/** The number of a category in the shop. */
const CategoryId = z.number().int().positive()

/** Where the till's categories and tags stand in the shop. Nothing is placed before the merchant chose something here. */
export const Placement = z.object({
  /** The shop's category under which the till's tree is kept; null: no category is made. */
  root: CategoryId.nullable().default(null),
  /** The shop's category under which each tag is one; null: tags are no categories. */
  tagRoot: CategoryId.nullable().default(null),
  /** Categories of the shop that the merchant chose for a category or a tag of the till, instead of one of its own. */
  mapped: z
    .array(z.object({ key: PlaceKey, category: CategoryId }))
    .max(10_000)
    .default([]),
})
export type Placement = z.infer<typeof Placement>

/** Which shop's stock fills which source, and how many pieces are kept back there. */
export const ShopSource = z.object({
  shopId: ShopId,
  source: SourceCode,
})
export type ShopSource = z.infer<typeof ShopSource>

/** What changes a shop and is kept in the ledger (the mapping, with its history, beside it). */
export const Rules = z.object({
  selection: Selection,
  /** Everything runs and nothing is written to the shop: each plan is kept as what would have been done. */
  watchOnly: z.boolean().default(false),
  /** Tried in order; the first that is not empty is the SKU. */
  skuRule: z.array(SkuChoice).min(1),
  /** A matrix has no code: its product's SKU is made of its number or its name. */
  matrixSku: MatrixSku.default({ from: 'number', prefix: 'MATRIX-' }),
  /** Variants can be found and bought by themselves too, and not only through the product of their matrix. */
  variantsVisible: z.boolean().default(false),
  /** Which attribute of the shop holds what varies, by the till's word for it; else one of that label or code. */
  variantAttributes: z.array(VariantAttribute).default([]),
  /**
   * The shop's attribute that holds barcodes: an item without a product of its SKU is looked for there. Null: by SKU only.
   */
  barcodeAttribute: z.string().min(1).max(60).nullable().default(null),
  newProducts: z.enum(['enabled', 'disabled']),
  categories: Placement.default({ root: null, tagRoot: null, mapped: [] }),
  /** Empty: every shop counts towards `default`. */
  shopSources: z.array(ShopSource),
  /** Pieces kept back per source. */
  safetyStock: z.number().int().min(0),
  /** Pictures of the till go to the shop; those that the merchant added there stay. */
  pictures: z.boolean().default(false),
  /** What is done about a value that was changed in the shop by hand: put right, or told as a problem. */
  drift: z.enum(['repair', 'report']).default('repair'),
  guard: z.object({
    /** More products than this, and more than the share, are asked about. */
    products: z.number().int().min(0),
    /** Of the linked products, 0 to 1. */
    share: z.number().min(0).max(1),
    /** More than this is asked about whatever the share. */
    most: z.number().int().min(1),
    /** Price falls by more than half, or below cost, on more products than this. */
    priceFalls: z.number().int().min(0),
  }),
})
export type Rules = z.infer<typeof Rules>

export const defaultRules: Rules = {
  selection: { kind: 'published' },
  watchOnly: false,
  skuRule: ['custom', 'system'],
  matrixSku: { from: 'number', prefix: 'MATRIX-' },
  variantsVisible: false,
  variantAttributes: [],
  barcodeAttribute: null,
  newProducts: 'enabled',
  categories: { root: null, tagRoot: null, mapped: [] },
  shopSources: [],
  safetyStock: 0,
  pictures: false,
  drift: 'repair',
  guard: { products: 20, share: 0.1, most: 500, priceFalls: 5 },
}
