import { type ItemId, Sku } from '../../../shared/ids.ts'
import { type Failure, type Message, message } from '../../../shared/message.ts'
import {
  type Cleared,
  OVERRIDES_AT_ONCE,
  type Override,
  type OverridePage,
} from '../../../shared/override.ts'
import { err, ok, type Result } from '../../../shared/result.ts'
import type { MagentoError } from '../../magento/error.ts'
import { magentoFailure } from '../../magento/failure.ts'
import type { Magento } from '../../magento/magento.ts'
import { storeViews } from '../../magento/stores.ts'
import { clearInView } from '../../magento/view-values.ts'
import type { Ledger } from '../../store/ledger.ts'
import type { Log } from '../../support/log.ts'
import type { Locks } from '../locks.ts'
import { lookForOverrides, managedCodes } from './look.ts'

export type OverrideParts = {
  readonly ledger: Ledger
  readonly magento: () => Promise<Result<Magento, Failure>>
  readonly locks: Locks
  readonly log: Log
}

export type Overrides = ReturnType<typeof createOverrides>

/** Which override is meant; what it holds is looked at anew. */
export type Named = Pick<Override, 'sku' | 'view' | 'attribute'>

/** Refusals that are about the one product. */
const ofProduct: ReadonlySet<MagentoError['kind']> = new Set(['rejected', 'internal-error', 'url-key-taken'])

/** Versions whose save in a store view makes every value of the product the view's own. */
const copiesValues = new Set(['2.2', '2.3'])

/** Store views with values of their own: found page by page, and cleared where the merchant wants it. */
export function createOverrides({ ledger, magento, locks, log }: OverrideParts) {
  const codes = () => managedCodes(ledger.mapping.current())

  return {
    /** A page of paired products in the till's order, after `after` (null: from the first), in every store view. */
    async look(after: ItemId | null): Promise<Result<OverridePage, Failure>> {
      const client = await magento()
      if (!client.ok) return client
      const views = await storeViews(client.value)
      if (!views.ok) return err(magentoFailure(views.error))
      const links = ledger.links.page(after, OVERRIDES_AT_ONCE)
      const skus = links.filter(({ state }) => state === 'linked').map(({ sku }) => sku)
      const viewCodes = views.value.map(({ code }) => code)
      const rows = await lookForOverrides(client.value, skus, viewCodes, codes())
      if (!rows.ok) return err(magentoFailure(rows.error))
      return ok({
        rows: [...rows.value],
        looked: skus.length,
        total: ledger.links.count('linked'),
        views: views.value.map(({ code, name }) => ({ code, name })),
        next: links.length < OVERRIDES_AT_ONCE ? null : (links.at(-1)?.itemId ?? null),
      })
    },

    /**
     * Has store views show what scope `all` holds. Each is looked at right before and read back after; what is no
     * override (any more), or of no paired product, is left alone.
     */
    async clear(named: readonly Named[]): Promise<Result<Cleared, Failure>> {
      const refused = notAllowed(ledger)
      if (refused !== null) return err(refused)
      const client = await magento()
      if (!client.ok) return client
      const skus = pairedSkus(ledger, named)
      const views = [...new Set(named.map(({ view }) => view))]
      const look = () => lookForOverrides(client.value, skus, views, codes())
      const before = await look()
      if (!before.ok) return err(magentoFailure(before.error))
      const groups = grouped(before.value.filter((row) => named.some((one) => isSame(one, row))))
      const refusals = new Map<Group, Message>()
      for (const group of groups) {
        const saved = await clearOne(client.value, group)
        if (saved.ok) continue
        const failure = magentoFailure(saved.error)
        // no fault of the product: the next one would fare no better
        if (!ofProduct.has(saved.error.kind)) return err(failure)
        refusals.set(group, failure.message)
      }
      const after = await look()
      if (!after.ok) return err(magentoFailure(after.error))
      const left = groups.flatMap((group) => {
        const stays = group.filter((row) => after.value.some((one) => isSame(one, row)))
        return stays.length === 0
          ? []
          : [toldLeft(group[0], stays, refusals.get(group) ?? message('overrides.stays'))]
      })
      const staying = left.reduce((sum, { attributes }) => sum + attributes.length, 0)
      return ok({ cleared: groups.flat().length - staying, left })
    },
  }

  /** What the view held stands in the log. */
  async function clearOne(client: Magento, group: Group): Promise<Result<unknown, MagentoError>> {
    const [{ sku, view }] = group
    const attributes = group.map(({ attribute }) => attribute)
    const saved = await locks.withKeys([sku], () => clearInView(client, view, Sku.parse(sku), attributes))
    if (saved.ok)
      for (const { attribute, own } of group) log.info('override cleared', { sku, view, attribute, own })
    return saved
  }
}

const toldLeft = (
  { sku, view }: Override,
  stays: readonly Override[],
  why: Message,
): Cleared['left'][number] => ({ sku, view, attributes: stays.map(({ attribute }) => attribute), why })

/** Why nothing may be written. */
function notAllowed(ledger: Ledger): Failure | null {
  const { goneAt, magento } = ledger.pair.get()
  if (ledger.rules.current().watchOnly) return { message: message('overrides.watchOnly') }
  if (goneAt === null) return { message: message('overrides.notGone') }
  const version = magento?.version ?? ''
  return copiesValues.has(version) ? { message: message('overrides.oldVersion', { version }) } : null
}

const pairedSkus = (ledger: Ledger, named: readonly Named[]): readonly Sku[] =>
  ledger.links
    .bySku([...new Set(named.flatMap(({ sku }) => Sku.safeParse(sku).data ?? []))])
    .filter(({ state }) => state === 'linked')
    .map(({ sku }) => sku)

const isSame = (one: Named, other: Named): boolean =>
  one.sku === other.sku && one.view === other.view && one.attribute === other.attribute

type Group = readonly [Override, ...Override[]]

/** Overrides of one product in one view together: they are one write. */
function grouped(rows: readonly Override[]): readonly Group[] {
  const groups = new Map<string, [Override, ...Override[]]>()
  for (const row of rows) {
    const key = `${row.view}\n${row.sku}`
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [row])
    else group.push(row)
  }
  return [...groups.values()]
}
