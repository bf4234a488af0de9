import type { Migration } from './migration.ts'

/** Remembers whose name an option of the shop bears, and which options are ours to remove. */
export const options: Migration = {
  version: 7,
  up: (db) =>
    db.exec(`
      -- Records of the till's lists (till_key: Manufacturer/12) and the option that bears their name; label: the name then.
      CREATE TABLE named_options (
        attribute TEXT NOT NULL,
        till_key TEXT NOT NULL,
        option_id TEXT NOT NULL,
        label TEXT NOT NULL,
        PRIMARY KEY (attribute, till_key)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX named_options_option ON named_options (attribute, option_id);

      -- Options that we made. left_at: since when nothing at the till bears its name any more; null: something does, or
      -- it was never the name of a record. looked_at: when its products were last counted.
      CREATE TABLE made_options (
        attribute TEXT NOT NULL,
        option_id TEXT NOT NULL,
        label TEXT NOT NULL,
        left_at TEXT,
        looked_at TEXT,
        PRIMARY KEY (attribute, option_id)
      ) STRICT, WITHOUT ROWID;
    `),
}
