import { hash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { NewItem } from '../../main/store/item.ts'
import type { NewShopRow } from '../../main/store/item-shops.ts'
import { type Ledger, openLedger } from '../../main/store/ledger.ts'
import type { Clock } from '../../main/support/clock.ts'
import type { Log, LogFacts } from '../../main/support/log.ts'
import { Fingerprint, ItemId, RunId, ShopId, Sku, SourceCode } from '../../shared/ids.ts'
import type { Run } from '../../shared/job.ts'

/** A folder of the test's own, gone when it ends. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tillbridge-store-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
export const START = '2026-03-02T09:00:00.000Z'

/** A clock that stands until it is moved. */
export function standingClock(at: string = START): Clock & { forward(ms: number): void } {
  let now = Date.parse(at)
  return {
    now: () => now,
    sleep: async () => {},
    forward: (ms) => {
      now += ms
    },
  }
}

export const quietLog: Log = { info: () => {}, warn: () => {}, error: () => {} }

/** A log that keeps what it was told. */
export function keptLog(): Log & { readonly lines: [string, LogFacts][] } {
  const lines: [string, LogFacts][] = []
  const keep = (event: string, facts: LogFacts = {}) => void lines.push([event, facts])
  return { lines, info: keep, warn: keep, error: keep }
}

export function ledgerFile(): string {
  return join(temporaryFolder(), 'data', 'ledger.sqlite')
}

/** A new ledger on a real disk, closed when the test ends. */
export function openTestLedger(clock: Clock = standingClock(), file: string = ledgerFile()): Ledger {
  const opened = openLedger({ file, clock, log: quietLog })
  if (!opened.ok) throw new Error(`The ledger was refused: ${opened.error.kind}`)
  onTestFinished(() => opened.value.close())
  return opened.value
}

export const itemId = (id: number | string): ItemId => ItemId.parse(String(id))
export const print = (letter: string): Fingerprint => Fingerprint.parse(letter.repeat(64))
export const runId = (id: number): RunId => RunId.parse(id)
export const sku = (text: string): Sku => Sku.parse(text)

/** An item as the feed reads it. */
export function anItem(id: number, more: Partial<NewItem> = {}): NewItem {
  const code = `TB-${id}`
  const item = {
    itemId: itemId(id),
    timeStamp: '2026-02-01T08:00:00+00:00',
    archived: false,
    matrixId: null,
    itemType: 'default',
    name: `Trail helmet ${id}`,
    customSku: code,
    systemSku: `2100000${id}`,
    manufacturerSku: '',
    upc: '',
    ean: '',
    published: true,
    categoryId: null,
    tagIds: [],
    components: [],
    sku: sku(code),
    raw: { itemID: String(id), description: `Trail helmet ${id}` },
    ...more,
  }
  // the SKU follows from the rule and not from the record
  const record = hash('sha256', JSON.stringify({ ...item, sku: null }))
  return { digest: { record, stock: null }, ...item }
}

/** The stock of an item in a shop. */
export function aShopRow(id: number, shop: number, qoh: number, more: Partial<NewShopRow> = {}): NewShopRow {
  return {
    itemId: itemId(id),
    shopId: ShopId.parse(String(shop)),
    qoh,
    timeStamp: `2026-02-01T08:00:${String(Math.abs(qoh) % 60).padStart(2, '0')}+00:00`,
    raw: { itemID: String(id), shopID: String(shop), qoh: String(qoh) },
    ...more,
  }
}

/** A ledger with these items, at a clock that stands. */
export function withItems(...ids: number[]) {
  const clock = standingClock()
  const ledger = openTestLedger(clock)
  ledger.items.store(ids.map((id) => anItem(id)))
  return { clock, ledger }
}

/** The facets of an item. */
export const price = (id: number) => ({ itemId: itemId(id), facet: 'price', source: null }) as const
export const stock = (id: number, source: string) =>
  ({ itemId: itemId(id), facet: 'stock', source: SourceCode.parse(source) }) as const

export const aRun: Pick<Run, 'job' | 'trigger' | 'mode' | 'startedAt'> = {
  job: 'catalogue',
  trigger: 'schedule',
  mode: { scope: { kind: 'changed' }, force: false, dryRun: false },
  startedAt: START,
}

/** How often each item is marked due, for catalogue and for stock. */
export const due = (ledger: Ledger) =>
  everyRow(ledger).map((item) => [item.itemId, item.due.catalogue, item.due.stock])

/** Every row: the items, and after them the matrices. */
const everyRow = (ledger: Ledger) => {
  const items = ledger.items.page({ kind: 'all' }, null, 500)
  const last = items.at(-1)?.itemId ?? null
  return [
    ...items,
    ...ledger.items.page({ kind: 'all' }, last, 500).filter(({ itemId: id }) => id.startsWith('-')),
  ]
}

/** A plan has looked at everything. */
export function settleAll(ledger: Ledger): void {
  const all = everyRow(ledger)
  ledger.items.settle('catalogue', all)
  ledger.items.settle('stock', all)
}
