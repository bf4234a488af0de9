import { z } from 'zod'
import { type ItemId, isMatrixId, matrixItemId, Sku } from '../../shared/ids.ts'
import { ItemState } from '../../shared/item.ts'
import { flag, itemId, json, keys } from './columns.ts'
import { BORNE_TAGS, type MirrorItem, Tags } from './item.ts'
import type { Sqlite } from './sqlite.ts'

/** Three texts that belong together: names of what varies, or a variant's values. Empty where there is none. */
export type Triple = readonly [string, string, string]

/** One variant of a matrix, with what tells it from its sisters. */
export type Variant = {
  readonly itemId: ItemId
  readonly name: string
  readonly archived: boolean
  readonly published: boolean
  readonly categoryId: string | null
  /** Its own and those of its matrix. */
  readonly tagIds: readonly string[]
  readonly sku: Sku | null
  readonly state: ItemState
  readonly values: Triple
  /** Its pictures at the till, as they came. */
  readonly images: unknown
  /** The product that it is paired with; one that was only found is not yet its own. */
  readonly product: { readonly id: number | null; readonly sku: Sku; readonly linked: boolean } | null
}

/** A matrix and all its variants. */
export type Family = {
  readonly matrixId: string
  /** Null: the mirror does not hold it, or it is gone from the till. */
  readonly matrix: { readonly itemId: ItemId; readonly name: string; readonly archived: boolean } | null
  /** What varies, in the till's words; the second may be the only one. */
  readonly names: Triple
  /** In the till's order. */
  readonly variants: readonly Variant[]
}

const Text = z.coerce.string().catch('')
const Names = z
  .object({ attributeName1: Text, attributeName2: Text, attributeName3: Text })
  .transform((row): Triple => [row.attributeName1, row.attributeName2, row.attributeName3])
  .catch(['', '', ''])
const Values = z
  .object({ attribute1: Text, attribute2: Text, attribute3: Text })
  .transform((row): Triple => [row.attribute1, row.attribute2, row.attribute3])
  .catch(['', '', ''])

const MatrixRow = z.object({
  item_id: itemId,
  name: z.string(),
  archived: flag,
  names: json(Names).nullable(),
})

const VariantRow = z.object({
  item_id: itemId,
  matrix_id: z.string(),
  name: z.string(),
  archived: flag,
  published: flag,
  category_id: z.string().nullable(),
  tags: Tags,
  sku: Sku.nullable(),
  state: ItemState,
  attributes: json(Values).nullable(),
  images: json(z.unknown()).nullable(),
  link_sku: Sku.nullable(),
  link_state: z.string().nullable(),
  product_id: z.number().nullable(),
})

export type Families = ReturnType<typeof openFamilies>

/** Matrices with their variants, two questions for a page of items. */
export function openFamilies(db: Sqlite) {
  const readMatrices = db.query(
    `SELECT items.item_id AS item_id, name, archived OR vanished AS archived,
       json_extract(raw, '$.ItemAttributeSet') AS names
     FROM items JOIN item_records ON item_records.item_id = items.item_id
     WHERE items.item_id IN (SELECT value FROM json_each(?))`,
    MatrixRow,
  )
  const readVariants = db.query(
    `SELECT items.item_id AS item_id, matrix_id, name, archived OR vanished AS archived, published,
       category_id, ${BORNE_TAGS} AS tags,
       items.sku AS sku, items.state AS state, json_extract(raw, '$.ItemAttributes') AS attributes,
       raw -> '$.Images' AS images,
       links.sku AS link_sku, links.state AS link_state, product_id
     FROM items
     JOIN item_records ON item_records.item_id = items.item_id
     LEFT JOIN links ON links.item_id = items.item_id
     WHERE matrix_id IN (SELECT value FROM json_each(?)) ORDER BY items.item_id`,
    VariantRow,
  )
  return {
    /** The family of each of these items that has one: of a matrix, and of whatever belongs to one. */
    of(items: readonly Pick<MirrorItem, 'itemId' | 'matrixId'>[]): ReadonlyMap<ItemId, Family> {
      const matrixIds = [...new Set(items.flatMap((item) => matrixOf(item) ?? []))]
      if (matrixIds.length === 0) return new Map()
      const matrices = new Map(
        readMatrices(keys(matrixIds.map(matrixItemId))).map((row) => [row.item_id, row]),
      )
      const variants = new Map<string, Variant[]>()
      for (const row of readVariants(JSON.stringify(matrixIds)))
        variants.set(row.matrix_id, [...(variants.get(row.matrix_id) ?? []), variantOf(row)])
      const families = new Map(
        matrixIds.map((matrixId): [string, Family] => {
          const row = matrices.get(matrixItemId(matrixId))
          return [
            matrixId,
            {
              matrixId,
              matrix:
                row === undefined ? null : { itemId: row.item_id, name: row.name, archived: row.archived },
              names: row?.names ?? ['', '', ''],
              variants: variants.get(matrixId) ?? [],
            },
          ]
        }),
      )
      return new Map(
        items.flatMap((item) => {
          const family = families.get(matrixOf(item) ?? '')
          return family === undefined ? [] : [[item.itemId, family] as const]
        }),
      )
    },
  }
}

const matrixOf = ({ itemId: id, matrixId }: Pick<MirrorItem, 'itemId' | 'matrixId'>): string | null =>
  isMatrixId(id) ? id.slice(1) : matrixId

function variantOf(row: z.infer<typeof VariantRow>): Variant {
  const { link_sku: sku, product_id: id, link_state: state } = row
  return {
    itemId: row.item_id,
    name: row.name,
    archived: row.archived,
    published: row.published,
    categoryId: row.category_id,
    tagIds: row.tags,
    sku: row.sku,
    state: row.state,
    values: row.attributes ?? ['', '', ''],
    images: row.images,
    product: sku === null ? null : { id, sku, linked: state === 'linked' },
  }
}
