import type { Migration } from './migration.ts'

/** Remembers what the shop was given to do later, until it is known to have ended. */
export const handedIn: Migration = {
  version: 3,
  up: (db) =>
    db.exec(`
      -- Lists of requests that the shop works off later. uuid: its name for one; null while no answer has told it. size: how
      -- many requests it was handed in with.
      CREATE TABLE bulks (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        kind TEXT NOT NULL,
        uuid TEXT,
        size INTEGER NOT NULL,
        sent_at TEXT NOT NULL,
        looked_at TEXT NOT NULL
      ) STRICT;

      -- Requests of a list that have not ended; place: from 0, as it was sent.
      CREATE TABLE bulk_items (
        bulk_id INTEGER NOT NULL REFERENCES bulks ON DELETE CASCADE,
        place INTEGER NOT NULL,
        item_id INTEGER NOT NULL REFERENCES items,
        PRIMARY KEY (bulk_id, place)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX bulk_items_item ON bulk_items (item_id);
    `),
}
