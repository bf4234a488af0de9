import type { Migration } from './migration.ts'

/** Pictures of items: what the till's are made of, and which entry of a product's gallery holds which of them. */
export const pictures: Migration = {
  version: 5,
  up: (db) =>
    db.exec(`
      -- SHA-256 of the bytes, known once a picture was downloaded. The bytes are in a cache of files, or nowhere.
      CREATE TABLE pictures (
        image_id INTEGER NOT NULL,
        public_id TEXT NOT NULL,
        digest TEXT NOT NULL,
        PRIMARY KEY (image_id, public_id)
      ) STRICT, WITHOUT ROWID;

      -- Entries of galleries that hold pictures of the till, and their files as the shop named them. own = 0: the merchant's.
      CREATE TABLE gallery (
        item_id INTEGER NOT NULL REFERENCES items,
        entry_id INTEGER NOT NULL,
        image_id INTEGER NOT NULL,
        public_id TEXT NOT NULL,
        digest TEXT NOT NULL,
        file TEXT NOT NULL,
        own INTEGER NOT NULL,
        PRIMARY KEY (item_id, entry_id)
      ) STRICT, WITHOUT ROWID;
    `),
}
