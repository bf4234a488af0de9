import { type ItemId, isMatrixId } from '../../shared/ids.ts'
import { key, keys } from './columns.ts'
import type { NewItem, Shown } from './item.ts'
import type { Sqlite } from './sqlite.ts'
import { skuKey } from './text.ts'

/** The same codes for both fields; each is looked for through its own index, which holds no empty ones. */
export const LABELLED = `SELECT item_id FROM items WHERE upc <> '' AND upc IN (SELECT value FROM json_each(?))
  UNION SELECT item_id FROM items WHERE ean <> '' AND ean IN (SELECT value FROM json_each(?))`

/** What the mirror held of an item that has changed. */
type Before = {
  readonly sku: string | null
  readonly upc: string
  readonly ean: string
  readonly matrix_id: string | null
}

/** Items whose catalogue is due because of others: who of them may have a SKU, and what a matrix offers, is settled anew. */
export function openDueWith(db: Sqlite) {
  const markSharing = db.command(
    `UPDATE items SET due_catalogue = due_catalogue + 1
     WHERE sku_key IN (SELECT value FROM json_each(?)) AND item_id NOT IN (SELECT value FROM json_each(?))`,
  )
  const markLabelled = db.command(
    `UPDATE items SET due_catalogue = due_catalogue + 1
     WHERE item_id IN (${LABELLED}) AND item_id NOT IN (SELECT value FROM json_each(?))`,
  )
  const markFamilies = db.command(
    `UPDATE items SET due_catalogue = due_catalogue + 1
     WHERE (item_id IN (SELECT value FROM json_each(?)) OR matrix_id IN (SELECT value FROM json_each(?)))
       AND item_id NOT IN (SELECT value FROM json_each(?))`,
  )
  const markParents = db.command(
    `UPDATE items SET due_catalogue = due_catalogue + 1
     WHERE item_id IN (SELECT -CAST(items.matrix_id AS INTEGER) FROM json_each(?) AS given
       CROSS JOIN items ON items.item_id = given.value ->> 0
       WHERE items.matrix_id IS NOT NULL AND items.state IS NOT given.value ->> 1)`,
  )
  return {
    /** These changed: others of the SKU or barcode that they had, their matrices, and all variants of those. */
    changed(changed: readonly NewItem[], before: readonly Before[]): void {
      const ids = keys(changed.map(({ itemId }) => itemId))
      const skus = before.flatMap(({ sku }) => sku ?? [])
      const barcodes = before.flatMap(({ upc, ean }) => [upc, ean]).filter((code) => code !== '')
      if (skus.length > 0) markSharing(JSON.stringify(skus.map(skuKey)), ids)
      if (barcodes.length > 0) markLabelled(JSON.stringify(barcodes), JSON.stringify(barcodes), ids)
      const matrixIds = new Set([...changed.map(matrixOf), ...before.map((row) => row.matrix_id)])
      const families = [...matrixIds].flatMap((matrixId) => matrixId ?? [])
      if (families.length > 0)
        markFamilies(JSON.stringify(families.map((id) => -Number(id))), JSON.stringify(families), ids)
    },
    /** These are about to be shown: the matrices of those that stand elsewhere now. */
    shown(rows: readonly Pick<Shown, 'itemId' | 'state'>[]): void {
      markParents(JSON.stringify(rows.map(({ itemId, state }) => [key(itemId), state])))
    },
  }
}

const matrixOf = ({ itemId, matrixId }: { itemId: ItemId; matrixId: string | null }): string | null =>
  isMatrixId(itemId) ? itemId.slice(1) : matrixId
