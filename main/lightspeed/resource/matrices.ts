import { z } from 'zod'
import type { Instant } from '../../../shared/ids.ts'
import type { Result } from '../../../shared/result.ts'
import type { LightspeedApi } from '../api.ts'
import type { LightspeedError } from '../errors.ts'
import { changedSince, type Known, type Page, pages } from '../pages.ts'
import { decimal, flag, id, instant, many, maybeDecimal, one, reference, text } from '../wire.ts'

/** The names of what varies. Set 2, "Size", uses only the second. Source: https://developers.lightspeedhq.com/retail/endpoints/ItemAttributeSet/ */
export const ItemAttributeSet = z.object({
  itemAttributeSetID: id,
  name: text,
  attributeName1: text,
  attributeName2: text,
  attributeName3: text,
})
export type ItemAttributeSet = z.infer<typeof ItemAttributeSet>

/** `"White"`, `["S", "M"]` or `""`. */
const values = z.union([text.transform((value) => (value === '' ? [] : [value])), z.array(text)])

/** A matrix: what its variants share. Source: https://developers.lightspeedhq.com/retail/endpoints/ItemMatrix/ */
export const ItemMatrix = z.object({
  itemMatrixID: id,
  description: text,
  itemType: text,
  archived: flag,
  tax: flag,
  defaultCost: maybeDecimal,
  timeStamp: instant,
  itemAttributeSetID: reference,
  manufacturerID: reference,
  categoryID: reference,
  defaultVendorID: reference,
  taxClassID: reference,
  attribute1Values: values,
  attribute2Values: values,
  attribute3Values: values,
  ItemAttributeSet: one(ItemAttributeSet),
  Prices: many('ItemPrice', z.object({ amount: decimal, useTypeID: id, useType: text })),
  TagRelations: many('TagRelation', z.object({ tagID: id })),
})
export type ItemMatrix = z.infer<typeof ItemMatrix>

const matrices = { resource: 'ItemMatrix', id: 'itemMatrixID', schema: ItemMatrix }

/** Every relation that a mapping may use and that no list holds; the variants come by themselves, as items. */
const relations = ['ItemAttributeSet', 'ItemECommerce', 'TagRelations', 'Images'] as const

/**
 * Matrices that changed at or after an instant, oldest first; null for every one, by id. Archived ones too.
 *
 * A variant that changes does not move its matrix, nor the other way round (recorded: neither names the other's time).
 */
export const changedMatrices = (
  api: LightspeedApi,
  since: Instant | null,
  known?: Known,
): AsyncIterable<Result<Page<ItemMatrix>, LightspeedError>> =>
  pages(
    api,
    matrices,
    since === null
      ? { archived: 'true', sort: 'itemMatrixID' }
      : { timeStamp: changedSince(since), archived: 'true', sort: 'timeStamp' },
    relations,
    known,
  )

/** Matrices that bear one of these tags, as `taggedItems` finds items. */
export const taggedMatrices = (
  api: LightspeedApi,
  tagIds: readonly string[],
): AsyncIterable<Result<Page<Pick<ItemMatrix, 'itemMatrixID' | 'TagRelations'>>, LightspeedError>> =>
  pages(
    api,
    { ...matrices, schema: ItemMatrix.pick({ itemMatrixID: true, TagRelations: true }) },
    { 'TagRelations.tagID': `IN,[${tagIds.join(',')}]`, archived: 'true', sort: 'itemMatrixID' },
    ['TagRelations'],
  )

/** Chosen matrices, archived ones too; asked for in pages of at most 100 ids (Lightspeed's limit). */
export async function* matricesById(
  api: LightspeedApi,
  ids: readonly string[],
  known?: Known,
): AsyncIterable<Result<Page<ItemMatrix>, LightspeedError>> {
  for (let start = 0; start < ids.length; start += 100) {
    const chosen = ids.slice(start, start + 100).join(',')
    const query = { itemMatrixID: `IN,[${chosen}]`, archived: 'true', sort: 'itemMatrixID' }
    yield* pages(api, matrices, query, relations, known)
  }
}
