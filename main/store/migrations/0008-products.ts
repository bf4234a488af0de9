import type { Migration } from './migration.ts'

/** Links are found by Magento's number of the product, too; and a table that nothing used goes. */
export const products: Migration = {
  version: 8,
  up: (db) =>
    db.exec(`
      CREATE INDEX links_product ON links (product_id) WHERE product_id IS NOT NULL;
      DROP TABLE items_met;
    `),
}
