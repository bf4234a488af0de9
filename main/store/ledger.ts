import { existsSync, statSync } from 'node:fs'
import { defaultMapping, MAPPING_VERSION, Mapping } from '../../shared/mapping.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { defaultRules, RULES_VERSION, Rules } from '../../shared/rules.ts'
import { type Clock, instant } from '../support/clock.ts'
import type { Log } from '../support/log.ts'
import { backUp, backupFile } from './backup.ts'
import { openBulks } from './bulks.ts'
import { openChanges } from './changes.ts'
import { openComponents } from './components.ts'
import { openDecisions } from './decisions.ts'
import { openDocuments } from './documents.ts'
import { openDoubles } from './doubles.ts'
import { openFacets } from './facets.ts'
import { openFamilies } from './families.ts'
import { openFullRead } from './full-read.ts'
import { openItemList } from './item-list.ts'
import { openItemShops } from './item-shops.ts'
import { openItems } from './items.ts'
import { openLinks } from './links.ts'
import { openLists } from './lists.ts'
import { migrations } from './migrations/all.ts'
import { type FromNewerProgram, migrate } from './migrations/migrate.ts'
import { openMirror } from './mirror.ts'
import { mistrust } from './mistrust.ts'
import { openNotes } from './notes.ts'
import { openOptions } from './options.ts'
import { openPair } from './pair.ts'
import { openPictures } from './pictures.ts'
import { openPlaces } from './places.ts'
import { openPlans } from './plans.ts'
import { openProblems } from './problems.ts'
import { openRuns } from './runs.ts'
import { openSent } from './sent.ts'
import { makePrivateFile, openSqlite, type Sqlite } from './sqlite.ts'
import { openStateCounts } from './state-counts.ts'
import { openWatermarks } from './watermarks.ts'

/** Why a ledger is not opened: a newer Tillbridge wrote it, or a document in it. */
export type LedgerRefused = FromNewerProgram

export type Ledger = ReturnType<typeof openTables> & {
  /**
   * All or nothing: rows with their watermark, a fingerprint with its change. At most 500 rows; synchronous.
   *
   * Every function of the tables may be called inside and is then a part of it.
   */
  transaction<T>(work: () => T): T
  /** The last program that held the ledger did not close it: `checkLedger` is worth its time. */
  readonly stoppedUncleanly: boolean
  /** The ledger is a backup's: what it says of the services is not believed before it is read back. */
  mistrust(): Promise<void>
  close(): void
}

/**
 * Opens or creates the ledger and brings it to the newest version.
 *
 * The folder is made for this user alone. Runs that a crash left open are closed.
 */
export function openLedger(parts: {
  readonly file: string
  readonly clock: Clock
  readonly log: Log
}): Result<Ledger, LedgerRefused> {
  const { file } = parts
  const stoppedUncleanly = hasUnwrittenLog(file)
  // SQLite gives its other files the mode of this one.
  makePrivateFile(file)
  const db = openSqlite(file)
  try {
    return openDatabase(db, parts, stoppedUncleanly)
  } catch (cause) {
    db.close()
    throw cause
  }
}

function openDatabase(
  db: Sqlite,
  { file, clock, log }: { readonly file: string; readonly clock: Clock; readonly log: Log },
  stoppedUncleanly: boolean,
): Result<Ledger, LedgerRefused> {
  const migrated = migrate(db, migrations, (version) => backUp(db, backupFile(file, version)), log)
  if (!migrated.ok) {
    db.close()
    return migrated
  }
  const tables = openTables(db, clock)
  const newer = newerDocument(tables)
  if (newer !== null) {
    db.close()
    return err(newer)
  }
  const interrupted = tables.runs.closeInterrupted(instant(clock.now()))
  log.info('ledger opened', { ...migrated.value, interrupted, stoppedUncleanly })
  return ok({
    ...tables,
    transaction: db.transaction,
    stoppedUncleanly,
    mistrust: () => mistrust(db, instant(clock.now())),
    close: db.close,
  })
}

/** Every table as its questions. */
export function openTables(db: Sqlite, clock: Clock) {
  const stateCounts = openStateCounts(db)
  const components = openComponents(db)
  const items = openItems(db, stateCounts, components)
  const itemShops = openItemShops(db)
  const links = openLinks(db, clock)
  const families = openFamilies(db)
  const facets = openFacets(db, clock)
  const sent = openSent(db, clock)
  const lists = openLists(db, clock)
  return {
    pair: openPair(db, clock),
    items,
    itemShops,
    itemList: openItemList(db, stateCounts),
    doubles: openDoubles(db),
    fullRead: openFullRead(db),
    links,
    facets,
    mirror: openMirror(db, { items, itemShops, components, links, facets, families }),
    families,
    places: openPlaces(db),
    watermarks: openWatermarks(db),
    lists,
    notes: openNotes(lists, clock),
    sent,
    changes: openChanges(db, clock, sent),
    pictures: openPictures(db),
    plans: openPlans(db, clock),
    bulks: openBulks(db, clock),
    options: openOptions(db, clock),
    runs: openRuns(db),
    problems: openProblems(db, clock),
    decisions: openDecisions(db, clock),
    mapping: openDocuments(db, clock, {
      kind: 'mapping',
      version: MAPPING_VERSION,
      schema: Mapping,
      initial: defaultMapping,
    }),
    rules: openDocuments(db, clock, {
      kind: 'rules',
      version: RULES_VERSION,
      schema: Rules,
      initial: defaultRules,
    }),
  }
}

function newerDocument(tables: ReturnType<typeof openTables>): LedgerRefused | null {
  const mapping = tables.mapping.fromNewerProgram()
  if (mapping !== null) return { kind: 'from-newer-program', version: mapping, known: MAPPING_VERSION }
  const rules = tables.rules.fromNewerProgram()
  if (rules !== null) return { kind: 'from-newer-program', version: rules, known: RULES_VERSION }
  return null
}

/** A clean stop empties the write-ahead log. */
function hasUnwrittenLog(file: string): boolean {
  return existsSync(`${file}-wal`) && statSync(`${file}-wal`).size > 0
}
