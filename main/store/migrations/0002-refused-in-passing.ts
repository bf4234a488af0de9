import type { Migration } from './migration.ts'

/**
 * Lets a value that a broken shop could not take be sent again after a while.
 *
 * Before, a fault inside the shop held a value back until it changed. What is held back from then cannot be told from a
 * real refusal, so each is tried once more.
 */
export const refusedInPassing: Migration = {
  version: 2,
  up: (db) =>
    db.exec(`
      -- retry_at: when a refused value is sent again; null: not before it changes. tries: how often it was refused in passing.
      ALTER TABLE facets ADD COLUMN retry_at TEXT;
      ALTER TABLE facets ADD COLUMN tries INTEGER NOT NULL DEFAULT 0;
      UPDATE facets SET retry_at = '1970-01-01T00:00:00.000Z' WHERE refused IS NOT NULL;
      CREATE INDEX facets_retry ON facets (retry_at) WHERE retry_at IS NOT NULL;
    `),
}
