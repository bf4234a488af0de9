import type { Migration } from './migration.ts'

/** Everything that the first release keeps. */
export const firstLedger: Migration = {
  version: 1,
  up: (db) =>
    db.exec(`
      -- The one Lightspeed account and the one Magento that this ledger belongs to.
      CREATE TABLE pair (
        id INTEGER PRIMARY KEY CHECK (id = 1),
        lightspeed_account_id TEXT,
        lightspeed TEXT,
        lightspeed_good_at TEXT,
        magento_id TEXT,
        magento_url TEXT,
        magento TEXT,
        magento_good_at TEXT,
        gone_at TEXT
      ) STRICT;
      INSERT INTO pair (id) VALUES (1);

      -- The mirror. due_…: how many times the item was marked since a plan last settled it.
      CREATE TABLE items (
        item_id INTEGER PRIMARY KEY,
        time_stamp TEXT NOT NULL,
        archived INTEGER NOT NULL,
        vanished INTEGER NOT NULL DEFAULT 0,
        matrix_id TEXT,
        item_type TEXT NOT NULL,
        name TEXT NOT NULL,
        custom_sku TEXT NOT NULL,
        system_sku TEXT NOT NULL,
        manufacturer_sku TEXT NOT NULL,
        upc TEXT NOT NULL,
        ean TEXT NOT NULL,
        published INTEGER NOT NULL,
        hash TEXT NOT NULL,
        sku TEXT,
        sku_key TEXT,
        search TEXT NOT NULL,
        due_catalogue INTEGER NOT NULL,
        due_stock INTEGER NOT NULL,
        price TEXT,
        stock REAL,
        state TEXT NOT NULL DEFAULT 'waiting',
        reason TEXT,
        last_sent_at TEXT
      ) STRICT;
      CREATE INDEX items_sku ON items (sku_key) WHERE sku_key IS NOT NULL;
      CREATE INDEX items_live ON items (item_id, published, matrix_id) WHERE vanished = 0 AND archived = 0;
      CREATE INDEX items_due_catalogue ON items (item_id) WHERE due_catalogue > 0;
      CREATE INDEX items_due_stock ON items (item_id) WHERE due_stock > 0;
      -- Searches, and sorts by name: the search text begins with it.
      CREATE INDEX items_search ON items (search, item_id, state, last_sent_at);
      CREATE INDEX items_state ON items (state);
      CREATE INDEX items_sent ON items (last_sent_at) WHERE last_sent_at IS NOT NULL;

      -- Apart from items, so that lists do not read it.
      CREATE TABLE item_records (
        item_id INTEGER PRIMARY KEY REFERENCES items ON DELETE CASCADE,
        raw TEXT NOT NULL
      ) STRICT;

      -- Items that the full read under way has met.
      CREATE TABLE items_met (
        item_id INTEGER PRIMARY KEY
      ) STRICT;

      -- No reference to items: the stock of an item may be read before the item.
      CREATE TABLE item_shops (
        item_id INTEGER NOT NULL,
        shop_id INTEGER NOT NULL,
        qoh REAL NOT NULL,
        time_stamp TEXT NOT NULL,
        raw TEXT NOT NULL,
        PRIMARY KEY (item_id, shop_id)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE watermarks (
        feed TEXT PRIMARY KEY,
        at TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE lists (
        name TEXT PRIMARY KEY,
        value TEXT NOT NULL,
        read_at TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE links (
        item_id INTEGER PRIMARY KEY REFERENCES items,
        sku TEXT NOT NULL,
        sku_key TEXT NOT NULL UNIQUE,
        product_id INTEGER,
        url_key TEXT,
        state TEXT NOT NULL,
        origin TEXT NOT NULL,
        linked_at TEXT NOT NULL
      ) STRICT;
      CREATE INDEX links_state ON links (state);

      -- source is empty where the facet has none.
      CREATE TABLE facets (
        item_id INTEGER NOT NULL REFERENCES items,
        facet TEXT NOT NULL,
        source TEXT NOT NULL,
        fingerprint TEXT,
        value TEXT,
        acknowledged_at TEXT,
        refused TEXT,
        read_value TEXT,
        read_at TEXT,
        PRIMARY KEY (item_id, facet, source)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE runs (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        job TEXT NOT NULL,
        trigger TEXT NOT NULL,
        scope TEXT NOT NULL,
        mode TEXT NOT NULL,
        started_at TEXT NOT NULL,
        ended_at TEXT,
        outcome_kind TEXT,
        outcome TEXT,
        counts TEXT NOT NULL,
        idle INTEGER NOT NULL DEFAULT 0,
        folded INTEGER NOT NULL DEFAULT 0
      ) STRICT;
      CREATE INDEX runs_job ON runs (job, id);
      CREATE INDEX runs_open ON runs (id) WHERE ended_at IS NULL;
      CREATE INDEX runs_success ON runs (job, scope, outcome_kind, ended_at);

      -- The history: every write with what Magento held before.
      CREATE TABLE changes (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        run_id INTEGER NOT NULL,
        item_id INTEGER NOT NULL REFERENCES items,
        facet TEXT NOT NULL,
        source TEXT NOT NULL,
        before TEXT,
        after TEXT NOT NULL,
        danger TEXT,
        at TEXT NOT NULL
      ) STRICT;
      CREATE INDEX changes_item ON changes (item_id, id);
      CREATE INDEX changes_at ON changes (at);
      CREATE INDEX changes_danger ON changes (danger, at, item_id) WHERE danger IS NOT NULL;

      -- How much was sent in each quarter of an hour (every time zone's day begins at one).
      CREATE TABLE sent (
        quarter TEXT NOT NULL,
        job TEXT NOT NULL,
        changes INTEGER NOT NULL,
        PRIMARY KEY (quarter, job)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE plans (
        run_id INTEGER PRIMARY KEY REFERENCES runs ON DELETE CASCADE,
        made_at TEXT,
        selected INTEGER NOT NULL DEFAULT 0,
        unchanged INTEGER NOT NULL DEFAULT 0,
        overwrites INTEGER NOT NULL DEFAULT 0
      ) STRICT;

      CREATE TABLE plan_changes (
        seq INTEGER PRIMARY KEY AUTOINCREMENT,
        run_id INTEGER NOT NULL REFERENCES plans ON DELETE CASCADE,
        item_id INTEGER NOT NULL REFERENCES items,
        sku TEXT NOT NULL,
        kind TEXT NOT NULL,
        facet TEXT NOT NULL,
        source TEXT NOT NULL,
        before TEXT,
        value TEXT NOT NULL,
        fingerprint TEXT NOT NULL,
        danger TEXT,
        done INTEGER NOT NULL DEFAULT 0
      ) STRICT;
      CREATE INDEX plan_changes_kind ON plan_changes (run_id, kind, danger, item_id);
      CREATE INDEX plan_changes_seq ON plan_changes (run_id, seq);

      -- Which kinds of danger of a plan the guard keeps back, and for which decision.
      CREATE TABLE plan_holds (
        run_id INTEGER NOT NULL REFERENCES plans ON DELETE CASCADE,
        danger TEXT NOT NULL,
        decision_id INTEGER NOT NULL REFERENCES decisions,
        PRIMARY KEY (run_id, danger)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE problems (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        kind TEXT NOT NULL,
        subject_key TEXT NOT NULL,
        subject TEXT NOT NULL,
        params TEXT NOT NULL,
        details TEXT,
        weight INTEGER NOT NULL,
        since TEXT NOT NULL,
        last_seen TEXT NOT NULL,
        UNIQUE (subject_key, kind)
      ) STRICT;
      CREATE INDEX problems_list ON problems (weight, id);

      CREATE TABLE decisions (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        kind TEXT NOT NULL,
        products INTEGER NOT NULL,
        linked INTEGER NOT NULL,
        examples TEXT NOT NULL,
        asked_at TEXT NOT NULL,
        answer TEXT,
        answered_at TEXT,
        closed_at TEXT
      ) STRICT;
      CREATE UNIQUE INDEX decisions_open ON decisions (kind) WHERE closed_at IS NULL;

      -- Mapping and rules with their history; the newest of a kind is the current one. applied: every item was marked due
      -- because of it.
      CREATE TABLE documents (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        kind TEXT NOT NULL,
        version INTEGER NOT NULL,
        document TEXT NOT NULL,
        at TEXT NOT NULL,
        applied INTEGER NOT NULL DEFAULT 0
      ) STRICT;
      CREATE INDEX documents_kind ON documents (kind, id);
    `),
}
