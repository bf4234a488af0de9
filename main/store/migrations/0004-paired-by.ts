import type { Migration } from './migration.ts'

/**
 * Lets a link remember the item's own SKU, as a product that was found by barcode has another one; and which token
 * service a connection goes through.
 *
 * Every link from before was made by SKU.
 */
export const pairedBy: Migration = {
  version: 4,
  up: (db) =>
    db.exec(`
      -- The item's own SKU when it was paired.
      ALTER TABLE links ADD COLUMN item_sku TEXT NOT NULL DEFAULT '';
      UPDATE links SET item_sku = sku;
      CREATE INDEX items_upc ON items (upc) WHERE upc <> '';
      CREATE INDEX items_ean ON items (ean) WHERE ean <> '';
      -- Null: the tokens come from Lightspeed itself.
      ALTER TABLE pair ADD COLUMN token_service TEXT;
      ALTER TABLE pair ADD COLUMN token_service_good_at TEXT;
    `),
}
