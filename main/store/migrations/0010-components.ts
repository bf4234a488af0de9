import type { Migration } from './migration.ts'

/** What boxes and assemblies are made of. Those that are known already are read once more. */
export const components: Migration = {
  version: 10,
  up: (db) =>
    db.exec(`
      CREATE TABLE components (
        item_id INTEGER NOT NULL REFERENCES items ON DELETE CASCADE,
        component_id INTEGER NOT NULL,
        quantity REAL NOT NULL,
        PRIMARY KEY (item_id, component_id)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX components_component ON components (component_id);
      UPDATE items SET hash = '' WHERE item_type IN ('box', 'assembly');
    `),
}
