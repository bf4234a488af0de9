import { z } from 'zod'
import { Lists, MagentoConnected } from '../../shared/connect.ts'
import { Instant } from '../../shared/ids.ts'
import { Note } from '../../shared/note.ts'
import { type Clock, instant } from '../support/clock.ts'
import { json } from './columns.ts'
import { Consumers, Route, RouteTimes, SaveTime } from './routes.ts'
import { ShopAttributes } from './shop-attributes.ts'
import type { Sqlite } from './sqlite.ts'
import { TillLists } from './till-lists.ts'

/** Ids of the store views in which prices are written, `0` for all: one for each website, and every view. */
const PriceStores = z.object({ base: z.array(z.number()), special: z.array(z.number()) })
export type PriceStores = z.infer<typeof PriceStores>

export type ListsTable = ReturnType<typeof openLists>

/** What was learnt of both sides, each read whole and kept whole with its date: what they offer for the settings, and how fast the shop saves. */
export function openLists(db: Sqlite, clock: Clock) {
  const write = db.command('INSERT OR REPLACE INTO lists (name, value, read_at) VALUES (?, ?, ?)')
  const read = db.query(
    'SELECT value, read_at FROM lists WHERE name = ?',
    z.object({ value: json(z.unknown()), read_at: Instant }),
  )
  const remove = db.command('DELETE FROM lists WHERE name = ?')
  const expire = db.command('UPDATE lists SET read_at = ? WHERE name = ?')
  const list = <T>(name: string, schema: z.ZodType<T>) => {
    /** Asked for every item; undefined after a change. */
    let kept: { readonly value: T; readonly readAt: Instant } | null | undefined
    return {
      /** Null when it was never read. */
      get(): { readonly value: T; readonly readAt: Instant } | null {
        if (kept !== undefined) return kept
        const [row] = read(name)
        kept = row === undefined ? null : { value: schema.parse(row.value), readAt: row.read_at }
        return kept
      },
      store(value: T): void {
        kept = undefined
        write(name, JSON.stringify(value), instant(clock.now()))
      },
      /** It is known to be old: whoever reads it from time to time reads it again. */
      expire(): void {
        kept = undefined
        expire(instant(0), name)
      },
      forget(): void {
        kept = undefined
        remove(name)
      },
    }
  }
  return {
    shops: list('shops', Lists.shape.shops),
    sources: list('sources', Lists.shape.sources),
    priceLevels: list('priceLevels', Lists.shape.priceLevels),
    taxClasses: list('taxClasses', Lists.shape.taxClasses),
    attributeSets: list('attributeSets', Lists.shape.attributeSets),
    shopCategories: list('shopCategories', Lists.shape.shopCategories),
    textAttributes: list('textAttributes', Lists.shape.textAttributes),
    /** Attributes that do not take a value as it is: those with options, and yes or no and days. */
    attributeKinds: list(
      'attributeKinds',
      z.array(
        z.object({
          code: z.string(),
          label: z.string().nullable(),
          kind: z.enum(['select', 'multiselect', 'boolean', 'date', 'datetime']),
        }),
      ),
    ),
    priceStores: list('priceStores', PriceStores),
    websites: list('websites', MagentoConnected.shape.websites),
    storeViews: list('storeViews', MagentoConnected.shape.storeViews),
    saveTime: list('saveTime', SaveTime),
    routeTimes: list('routeTimes', RouteTimes),
    consumers: list('consumers', Consumers),
    route: list('route', Route),
    till: list('till', TillLists),
    /** The highest number of a picture that was seen at the till. */
    newestImage: list('newestImage', z.number().int()),
    shopAttributes: list('shopAttributes', ShopAttributes),
    /** Since when the ledger is a backup or made anew; `from`: the backup's date, null without one. */
    mended: list('mended', z.object({ from: Instant.nullable() })),
    notes: list('notes', z.array(Note)),
  }
}
