import { z } from 'zod'
import type { ItemId } from '../../shared/ids.ts'
import { itemId, key, keys } from './columns.ts'
import type { Sqlite } from './sqlite.ts'

/** What a box or an assembly is made of, in pieces of another item. */
export type Component = { readonly itemId: ItemId; readonly quantity: number }

export type ComponentsTable = ReturnType<typeof openComponents>

export function openComponents(db: Sqlite) {
  const remove = db.command('DELETE FROM components WHERE item_id = ?')
  const insert = db.command(
    `INSERT INTO components (item_id, component_id, quantity) VALUES (?, ?, ?)
     ON CONFLICT (item_id, component_id) DO UPDATE SET quantity = quantity + excluded.quantity`,
  )
  const readMany = db.query(
    `SELECT components.item_id AS whole, component_id, quantity, coalesce(item_type, '') AS item_type
     FROM components LEFT JOIN items ON items.item_id = component_id
     WHERE components.item_id IN (SELECT value FROM json_each(?)) ORDER BY components.item_id, component_id`,
    z
      .object({ whole: itemId, component_id: itemId, quantity: z.number(), item_type: z.string() })
      .transform((row) => ({
        whole: row.whole,
        itemId: row.component_id,
        quantity: row.quantity,
        itemType: row.item_type,
      })),
  )
  return {
    /** Inside the caller's transaction. */
    replace(id: ItemId, components: readonly Component[]): void {
      remove(key(id))
      for (const { itemId: component, quantity } of components) insert(key(id), key(component), quantity)
    },
    /** Of what these items are made, with the type of each component; empty where the till never told of it. */
    of: (itemIds: readonly ItemId[]) => (itemIds.length === 0 ? [] : readMany(keys(itemIds))),
  }
}
