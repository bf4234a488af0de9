import { z } from 'zod'
import { Decimal, Instant, type ItemId } from '../../shared/ids.ts'
import { type ItemFilter, ItemPage, type ItemRow, ItemState } from '../../shared/item.ts'
import { Count, itemId, one } from './columns.ts'
import type { Sqlite } from './sqlite.ts'
import type { StateCounts } from './state-counts.ts'
import { fold, skuKey, withoutNul } from './text.ts'

const Row = z
  .object({
    item_id: itemId,
    name: z.string(),
    sku: z.string().nullable(),
    price: Decimal.nullable(),
    stock: z.number().nullable(),
    state: ItemState,
    last_sent_at: Instant.nullable(),
  })
  .transform(
    ({ item_id, last_sent_at, ...row }): ItemRow => ({ itemId: item_id, lastSentAt: last_sent_at, ...row }),
  )

export type ItemListQuery = {
  readonly filter: ItemFilter
  readonly search: string
  /** When today began, in the merchant's time zone. */
  readonly today: Instant
  readonly offset: number
  readonly limit: number
}

export type ItemList = ReturnType<typeof openItemList>

/**
 * The catalogue page: every item with its state, filtered, searched and sorted by name.
 *
 * A search looks through one index: every word has to be somewhere in name or codes. `GLOB`, because it is the
 * quickest of SQLite's ways to look into a text, and takes one or two letters as well, which a text index does not.
 */
export function openItemList(db: Sqlite, stateCounts: StateCounts) {
  const sentSince = db.query('SELECT count(*) AS n FROM items WHERE last_sent_at >= ?', Count)
  const questions = new Map<number, ReturnType<typeof prepare>>()

  function prepare(words: number) {
    const matches = Array.from({ length: words }, () => 'search GLOB ?')
    const page = (...condition: string[]) =>
      db.query(
        `WITH page AS MATERIALIZED (
           SELECT item_id FROM items INDEXED BY items_search ${where([...matches, ...condition])}
           ORDER BY search, item_id LIMIT ? OFFSET ?)
         SELECT items.item_id AS item_id, name, sku, price, stock, state, last_sent_at
         FROM page CROSS JOIN items USING (item_id) ORDER BY search, item_id`,
        Row,
      )
    return {
      counts: db.query(
        `SELECT count(*) AS "all", ${sum("state = 'online'", 'online')}, ${sum("state = 'waiting'", 'waiting')},
           ${sum("state = 'not-online'", 'not-online')}, ${sum("state = 'needs-you'", 'needs-you')},
           ${sum('last_sent_at >= ?', 'changed-today')}
         FROM items INDEXED BY items_search ${where(matches)}`,
        ItemPage.shape.counts,
      ),
      all: page(),
      state: page('state = ?'),
      today: page('last_sent_at >= ?'),
    }
  }

  const found = z.object({ item_id: itemId })
  const bySku = db.query('SELECT item_id FROM items WHERE sku_key = ? ORDER BY item_id LIMIT 1', found)
  const byLine = db.query(
    `SELECT item_id FROM items INDEXED BY items_search WHERE search GLOB ? ORDER BY search LIMIT 1`,
    found,
  )
  const byId = db.query('SELECT item_id FROM items WHERE item_id = ?', found)

  /** How many items are in each state. */
  function counts(today: Instant): ItemPage['counts'] {
    const states = stateCounts.read()
    const of = (state: ItemState): number => states.get(state) ?? 0
    return {
      all: [...states.values()].reduce((all, n) => all + n, 0),
      online: of('online'),
      waiting: of('waiting'),
      'not-online': of('not-online'),
      'needs-you': of('needs-you'),
      'changed-today': one(sentSince(today)).n,
    }
  }

  return {
    counts,
    page({ filter, search, today, offset, limit }: ItemListQuery): ItemPage {
      const words = wordsOf(search)
      const question = questions.get(words.length) ?? prepare(words.length)
      questions.set(words.length, question)
      const counted = words.length === 0 ? counts(today) : one(question.counts(today, ...words))
      const total = counted[filter]
      const rows = (): ItemRow[] => {
        if (offset >= total) return []
        if (filter === 'all') return question.all(...words, limit, offset)
        if (filter === 'changed-today') return question.today(...words, today, limit, offset)
        return question.state(...words, filter, limit, offset)
      }
      return { rows: rows(), total, counts: counted }
    },
    /** By SKU first, then by another code or the whole name, then by item id. */
    find(text: string): ItemId | null {
      const wanted = withoutNul(text.trim())
      if (wanted === '') return null
      const found = bySku(skuKey(wanted))[0] ?? byLine(anywhere(`\n${fold(wanted)}\n`))[0]
      if (found !== undefined) return found.item_id
      return /^-?\d{1,15}$/.test(wanted) ? (byId(Number(wanted))[0]?.item_id ?? null) : null
    },
  }
}

/** Each word as a pattern. */
function wordsOf(search: string): string[] {
  const words = new Set(fold(withoutNul(search)).split(/\s+/u))
  return [...words].filter((word) => word !== '').map(anywhere)
}

const anywhere = (text: string): string => `*${text.replaceAll(/[*?[]/g, '[$&]')}*`

const where = (conditions: readonly string[]): string =>
  conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`

const sum = (condition: string, name: ItemFilter): string => `coalesce(sum(${condition}), 0) AS "${name}"`
