import { z } from 'zod'
import { LightspeedConnected, MagentoConnected } from '../../shared/connect.ts'
import { Instant } from '../../shared/ids.ts'
import { type Clock, instant } from '../support/clock.ts'
import { json, jsonOrNull, one } from './columns.ts'
import type { Param, Sqlite } from './sqlite.ts'

/** The one Lightspeed account and the one Magento that a ledger belongs to. */
const Pair = z
  .object({
    lightspeed_account_id: z.string().nullable(),
    lightspeed: json(LightspeedConnected).nullable(),
    lightspeed_good_at: Instant.nullable(),
    magento_id: z.string().nullable(),
    magento_url: z.string().nullable(),
    magento: json(MagentoConnected).nullable(),
    magento_good_at: Instant.nullable(),
    gone_at: Instant.nullable(),
    token_service: z.string().nullable(),
    token_service_good_at: Instant.nullable(),
  })
  .transform((row) => ({
    lightspeedAccountId: row.lightspeed_account_id,
    /** What was found at connect; null after a disconnect, while the account stays known. */
    lightspeed: row.lightspeed,
    lightspeedGoodAt: row.lightspeed_good_at,
    /** Our id of this Magento; it and the address stay known after a disconnect. */
    magentoId: row.magento_id,
    magentoUrl: row.magento_url,
    magento: row.magento,
    magentoGoodAt: row.magento_good_at,
    /** When the merchant said go; before that nothing is written to Magento. */
    goneAt: row.gone_at,
    /** Where the till's tokens come from, and when it last gave one; null: from Lightspeed itself. */
    tokenService:
      row.token_service === null ? null : { url: row.token_service, lastGoodAt: row.token_service_good_at },
  }))
export type Pair = z.infer<typeof Pair>

export type PairTable = ReturnType<typeof openPair>

export function openPair(db: Sqlite, clock: Clock) {
  const read = db.query(
    `SELECT lightspeed_account_id, lightspeed, lightspeed_good_at,
       magento_id, magento_url, magento, magento_good_at, gone_at, token_service, token_service_good_at
     FROM pair`,
    Pair,
  )
  /** Asked at every look at the schedule; null once something changes. */
  let known: Pair | null = null

  /** A change, after which the pair is read again. */
  const change = (sql: string) => {
    const command = db.command(sql)
    return (...params: Param[]): void => {
      known = null
      command(...params)
    }
  }
  const setLightspeed = change(
    'UPDATE pair SET lightspeed_account_id = ?, lightspeed = ?, lightspeed_good_at = ?',
  )
  const setMagento = change(
    'UPDATE pair SET magento_id = ?, magento_url = ?, magento = ?, magento_good_at = ?',
  )
  const forgetLightspeed = change('UPDATE pair SET lightspeed = NULL, lightspeed_good_at = NULL')
  const forgetMagento = change('UPDATE pair SET magento = NULL, magento_good_at = NULL')
  const goodLightspeed = db.command('UPDATE pair SET lightspeed_good_at = ?')
  const goodMagento = db.command('UPDATE pair SET magento_good_at = ?')
  const setTokenService = change('UPDATE pair SET token_service = ?, token_service_good_at = ?')
  const setGone = change('UPDATE pair SET gone_at = coalesce(gone_at, ?)')
  const restoreAll = change(
    `UPDATE pair SET lightspeed_account_id = ?, lightspeed = ?, magento_id = ?, magento_url = ?, magento = ?,
       gone_at = ?`,
  )
  const now = (): string => instant(clock.now())

  const get = (): Pair => {
    known ??= one(read())
    return known
  }

  return {
    get,
    connectLightspeed(facts: LightspeedConnected): void {
      setLightspeed(facts.accountId, JSON.stringify(facts), now())
    },
    connectMagento(facts: MagentoConnected): void {
      setMagento(facts.id, facts.url, JSON.stringify(facts), now())
    },
    disconnect(service: 'lightspeed' | 'magento'): void {
      if (service === 'lightspeed') forgetLightspeed()
      else forgetMagento()
    },
    /** The till's tokens come from there; null: from Lightspeed itself. */
    through(service: Pair['tokenService']): void {
      if (service !== null || get().tokenService !== null)
        setTokenService(service?.url ?? null, service?.lastGoodAt ?? null)
    },
    /** A call to the service was answered well. */
    good(service: 'lightspeed' | 'magento'): void {
      const at = now()
      if (service === 'lightspeed') goodLightspeed(at)
      else goodMagento(at)
      if (known !== null)
        known = { ...known, [service === 'lightspeed' ? 'lightspeedGoodAt' : 'magentoGoodAt']: at }
    },
    /** As it was before the ledger was lost. */
    restore(pair: Omit<Pair, 'lightspeedGoodAt' | 'magentoGoodAt' | 'tokenService'>): void {
      const { lightspeedAccountId, lightspeed, magentoId, magentoUrl, magento, goneAt } = pair
      restoreAll(
        lightspeedAccountId,
        jsonOrNull(lightspeed),
        magentoId,
        magentoUrl,
        jsonOrNull(magento),
        goneAt,
      )
    },
    /** The merchant says go; the first word counts. */
    go(): void {
      setGone(now())
    },
  }
}
