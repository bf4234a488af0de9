import type { Migration } from './migration.ts'

/**
 * Lets items be asked for by category and tag, and remembers which category of the shop stands for which of the till.
 *
 * The till's lists are read anew, as they did not say what stands below what.
 */
export const places: Migration = {
  version: 6,
  up: (db) =>
    db.exec(`
      ALTER TABLE items ADD COLUMN category_id TEXT;
      -- Numbers of its tags: ,4,9,
      ALTER TABLE items ADD COLUMN tags TEXT NOT NULL DEFAULT '';
      UPDATE items SET
        category_id = (
          SELECT nullif(json_extract(raw, '$.categoryID') || '', '0') FROM item_records
          WHERE item_records.item_id = items.item_id),
        tags = coalesce((
          SELECT ',' || group_concat(DISTINCT tag.value) || ','
          FROM item_records, json_tree(item_records.raw, '$.TagRelations') AS tag
          WHERE item_records.item_id = items.item_id AND tag.key = 'tagID'), '');
      DROP INDEX items_live;
      CREATE INDEX items_live ON items (item_id, published, matrix_id, category_id, tags)
        WHERE vanished = 0 AND archived = 0;

      -- A category or a tag (tag:4) of the till, and the category of the shop that stands for it. name, parent_id: as the
      -- shop last acknowledged them. origin: made by us, or found there by its name. refused: a name and a place that the
      -- shop did not take. gone: no longer at the till, and still in use in the shop.
      CREATE TABLE places (
        key TEXT PRIMARY KEY,
        category_id INTEGER NOT NULL UNIQUE,
        name TEXT NOT NULL,
        parent_id INTEGER NOT NULL,
        origin TEXT NOT NULL,
        refused TEXT,
        gone INTEGER NOT NULL DEFAULT 0
      ) STRICT, WITHOUT ROWID;

      CREATE INDEX facets_placement ON facets (item_id) WHERE facet = 'placement';

      DELETE FROM lists WHERE name = 'till';
    `),
}
