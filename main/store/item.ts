import { z } from 'zod'
import { Decimal, Instant, type ItemId, Sku } from '../../shared/ids.ts'
import { ItemState } from '../../shared/item.ts'
import type { SyncJob } from '../../shared/job.ts'
import { Message } from '../../shared/message.ts'
import { flag, itemId, json } from './columns.ts'
import type { Component } from './components.ts'

/** What tells one state of an item from another, in two texts without blanks. */
export type Digest = {
  readonly record: string
  /** Of the shops' rows that came with it; null where none came. */
  readonly stock: string | null
}

/** A Lightspeed item as the feed hands it over. */
export type NewItem = {
  readonly itemId: ItemId
  readonly timeStamp: string
  readonly archived: boolean
  readonly matrixId: string | null
  readonly itemType: string
  readonly name: string
  /** Codes are empty where there is none. */
  readonly customSku: string
  readonly systemSku: string
  readonly manufacturerSku: string
  readonly upc: string
  readonly ean: string
  readonly published: boolean
  /** Null: in no category. */
  readonly categoryId: string | null
  readonly tagIds: readonly string[]
  /** What a box or an assembly is made of; empty for anything else. */
  readonly components: readonly Component[]
  /** What the SKU rule makes of it; null where it makes none. */
  readonly sku: Sku | null
  readonly digest: Digest
  /** The record with its relations, except the shops' rows: they change at another speed and have their own table. */
  readonly raw: unknown
}

/** `,4,9,` */
export const Tags = z.string().transform((text) => [...new Set(text.split(',').filter((tag) => tag !== ''))])

/** An item of the mirror, without its raw record. */
export const MirrorItem = z
  .object({
    item_id: itemId,
    time_stamp: z.string(),
    archived: flag,
    vanished: flag,
    matrix_id: z.string().nullable(),
    item_type: z.string(),
    name: z.string(),
    custom_sku: z.string(),
    system_sku: z.string(),
    manufacturer_sku: z.string(),
    upc: z.string(),
    ean: z.string(),
    published: flag,
    category_id: z.string().nullable(),
    tags: Tags,
    sku: Sku.nullable(),
    due_catalogue: z.number(),
    due_stock: z.number(),
    price: Decimal.nullable(),
    stock: z.number().nullable(),
    state: ItemState,
    reason: json(Message).nullable(),
    last_sent_at: Instant.nullable(),
  })
  .transform((row) => ({
    itemId: row.item_id,
    timeStamp: row.time_stamp,
    archived: row.archived,
    /** A full read did not meet it any more. */
    vanished: row.vanished,
    matrixId: row.matrix_id,
    itemType: row.item_type,
    name: row.name,
    customSku: row.custom_sku,
    systemSku: row.system_sku,
    manufacturerSku: row.manufacturer_sku,
    upc: row.upc,
    ean: row.ean,
    published: row.published,
    categoryId: row.category_id,
    /** Its own and those of its matrix. */
    tagIds: row.tags,
    sku: row.sku,
    /** How many times it was marked since a plan settled it; 0: not due. Handed back to `settle`. */
    due: { catalogue: row.due_catalogue, stock: row.due_stock },
    /** What the catalogue page shows, see `show`. */
    shown: { price: row.price, stock: row.stock, state: row.state, reason: row.reason },
    lastSentAt: row.last_sent_at,
  }))
export type MirrorItem = z.infer<typeof MirrorItem>

/** Tags of an item with those of its matrix, which stands among the items under its number with a minus sign: `,4,9,`. */
export const BORNE_TAGS =
  "items.tags || coalesce((SELECT matrix.tags FROM items AS matrix WHERE matrix.item_id = -items.matrix_id), '')"

export const MIRROR_ITEM_COLUMNS = `items.item_id, time_stamp, archived, vanished, matrix_id, item_type, name,
  custom_sku, system_sku, manufacturer_sku, upc, ean, published, category_id, ${BORNE_TAGS} AS tags, sku,
  due_catalogue, due_stock,
  price, stock, state, reason, last_sent_at`

/** Which items a page is taken from: all, those due for a job, or chosen ones. */
export type ItemScope =
  | { readonly kind: 'all' }
  | { readonly kind: 'due'; readonly job: SyncJob }
  | { readonly kind: 'items'; readonly itemIds: readonly ItemId[] }

/** What the catalogue page shows of an item. */
export type Shown = {
  readonly itemId: ItemId
  readonly price: Decimal | null
  readonly stock: number | null
  readonly state: ItemState
  readonly reason: Message | null
}
