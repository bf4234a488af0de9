import { z } from 'zod'
import { Decimal, Instant, type ItemId } from '../../shared/ids.ts'
import { type ItemFilter, type ItemPage, type ItemRow, ItemState } from '../../shared/item.ts'
import { itemId } from './columns.ts'
import type { Param, Sqlite } from './sqlite.ts'
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
 * One index covers it. A search looks through that index: every word has to be somewhere in name or codes.
 */
export function openItemList(db: Sqlite) {
  const counted = z.object({ state: ItemState, n: z.number(), today: z.number() })
  const questions = new Map<number, ReturnType<typeof prepare>>()

  function prepare(words: number) {
    const where = ['1', ...Array.from({ length: words }, () => 'instr(search, ?) > 0')].join(' AND ')
    const page = (condition: string) =>
      db.query(
        `SELECT items.item_id AS item_id, name, sku, price, stock, state, last_sent_at FROM items
         JOIN (SELECT item_id FROM items WHERE ${where} AND ${condition}
           ORDER BY name COLLATE NOCASE, item_id LIMIT ? OFFSET ?) AS page ON page.item_id = items.item_id
         ORDER BY name COLLATE NOCASE, items.item_id`,
        Row,
      )
    return {
      counts: db.query(
        `SELECT state, count(*) AS n, coalesce(sum(last_sent_at >= ?), 0) AS today FROM items
         WHERE ${where} GROUP BY state`,
        counted,
      ),
      all: page('1'),
      state: page('state = ?'),
      today: page('last_sent_at >= ?'),
    }
  }

  const bySku = db.query(
    'SELECT item_id FROM items WHERE sku_key = ? ORDER BY item_id LIMIT 1',
    z.object({ item_id: itemId }),
  )
  const byLine = db.query(
    'SELECT item_id FROM items WHERE instr(search, ?) > 0 ORDER BY item_id LIMIT 1',
    z.object({ item_id: itemId }),
  )
  const byId = db.query('SELECT item_id FROM items WHERE item_id = ?', z.object({ item_id: itemId }))

  return {
    page({ filter, search, today, offset, limit }: ItemListQuery): ItemPage {
      const words = wordsOf(search)
      const question = questions.get(words.length) ?? prepare(words.length)
      questions.set(words.length, question)
      const counts = countsOf(question.counts(today, ...words))
      const rows = (): ItemRow[] => {
        const range: Param[] = [limit, offset]
        if (filter === 'all') return question.all(...words, ...range)
        if (filter === 'changed-today') return question.today(...words, today, ...range)
        return question.state(...words, filter, ...range)
      }
      return { rows: rows(), total: counts[filter], counts }
    },
    /** How many items are in each state. */
    counts(today: Instant): ItemPage['counts'] {
      const question = questions.get(0) ?? prepare(0)
      questions.set(0, question)
      return countsOf(question.counts(today))
    },
    /** By SKU first, then by another code or the whole name, then by item id. */
    find(text: string): ItemId | null {
      const wanted = withoutNul(text.trim())
      if (wanted === '') return null
      const found = bySku(skuKey(wanted))[0] ?? byLine(`\n${fold(wanted)}\n`)[0]
      if (found !== undefined) return found.item_id
      return /^\d{1,15}$/.test(wanted) ? (byId(Number(wanted))[0]?.item_id ?? null) : null
    },
  }
}

/** More words than this are one text. */
const MOST_WORDS = 5

function wordsOf(search: string): string[] {
  const words = fold(withoutNul(search))
    .split(/\s+/u)
    .filter((word) => word !== '')
  return words.slice(0, MOST_WORDS)
}

function countsOf(rows: readonly { state: ItemState; n: number; today: number }[]): ItemPage['counts'] {
  const of = (state: ItemState): number => rows.find((row) => row.state === state)?.n ?? 0
  return {
    all: rows.reduce((sum, row) => sum + row.n, 0),
    online: of('online'),
    waiting: of('waiting'),
    'not-online': of('not-online'),
    'needs-you': of('needs-you'),
    'changed-today': rows.reduce((sum, row) => sum + row.today, 0),
  }
}
