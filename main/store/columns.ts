import { z } from 'zod'
import { ItemId, isMatrixId, ShopId } from '../../shared/ids.ts'

/** A yes or no, stored as 1 or 0. */
export const flag = z.number().transform((value) => value !== 0)

/** A value stored as JSON text. */
export const json = <S extends z.ZodType>(schema: S) =>
  z
    .string()
    .transform((text): unknown => JSON.parse(text))
    .pipe(schema)

/** An item id, stored as a number so that pages follow the till's own order. */
export const itemId = z.number().transform(String).pipe(ItemId)
export const shopId = z.number().transform(String).pipe(ShopId)

/** What `item_id` and `shop_id` columns hold. Lossless: an id has at most 15 digits. */
export const key = (id: ItemId | ShopId): number => Number(id)

/** Many keys as one parameter: `WHERE item_id IN (SELECT value FROM json_each(?))`. */
export const keys = (ids: readonly ItemId[]): string => JSON.stringify(ids.map(key))

/**
 * A page in the till's order after `after` (null: from the first): items first, then matrices, as these follow from
 * their variants. No page holds both.
 *
 * @param items those of a higher number than this, rising
 * @param matrices those below this number, falling
 */
export function itemsThenMatrices<T>(
  after: ItemId | null,
  items: (from: number) => T[],
  matrices: (below: number) => T[],
): T[] {
  const isAmongMatrices = after !== null && isMatrixId(after)
  const found = isAmongMatrices ? [] : items(after === null ? 0 : key(after))
  return found.length > 0 ? found : matrices(isAmongMatrices ? key(after) : 0)
}

export const bit = (value: boolean): 0 | 1 => (value ? 1 : 0)

export const jsonOrNull = (value: unknown): string | null => (value === null ? null : JSON.stringify(value))

/** One number, as `SELECT count(*) AS n` answers. */
export const Count = z.object({ n: z.number() })

export const one = <T>(rows: readonly T[]): T => {
  const [row] = rows
  if (row === undefined) throw new Error('The ledger answered without a row')
  return row
}

/** Most rows that one transaction writes, so that the thread is never held long. */
export const PAGE = 500

export function atMostAPage(rows: readonly unknown[]): void {
  if (rows.length > PAGE) throw new RangeError(`${rows.length} rows in one transaction, ${PAGE} at most`)
}
