import type { Migration } from './migration.ts'

/**
 * Matrices stand among the items, under their number with a minus sign, and their variants go online with them: those
 * that were left out before are looked at anew.
 */
export const matrices: Migration = {
  version: 9,
  up: (db) =>
    db.exec(`
      CREATE INDEX items_matrix ON items (matrix_id) WHERE matrix_id IS NOT NULL;
      UPDATE items SET due_catalogue = due_catalogue + 1, due_stock = due_stock + 1 WHERE matrix_id IS NOT NULL;
    `),
}
