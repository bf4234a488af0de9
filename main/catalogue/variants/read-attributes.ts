import { isDeepStrictEqual } from 'node:util'
import type { Mapping } from '../../../shared/mapping.ts'
import { attributesOfSet, variantAttributes } from '../../magento/attributes.ts'
import { breathe } from '../../support/breathe.ts'
import { stopForMagento } from '../stop.ts'
import type { Stage, Work } from '../work.ts'

const EVERY_MS = 3_600_000
/** The merchant was told to mend one in the shop: looked at often, until it is. */
const EVERY_MS_WHILE_MENDED = 60_000

const aboutAttributes = [
  'variant-attribute-missing',
  'variant-attribute-unfit',
  'variant-attribute-set',
] as const

/** Items marked due in one transaction. */
const PAGE = 500

/**
 * Reads in what variants of this shop can differ: once an hour, and only where the till has matrices. Where it has
 * changed, every item is due.
 */
export async function readShopAttributes(work: Work): Stage {
  const { ledger, magento, clock } = work
  if (ledger.items.count({ kind: 'matrices' }) === 0) return null
  const known = ledger.lists.shopAttributes.get()
  const isMended = aboutAttributes.some((kind) => ledger.problems.itemsWith(kind, 1).length > 0)
  const ageMs = known === null ? null : clock.now() - Date.parse(known.readAt)
  if (ageMs !== null && ageMs >= 0 && ageMs < (isMended ? EVERY_MS_WHILE_MENDED : EVERY_MS)) return null
  const attributes = await variantAttributes(magento)
  if (!attributes.ok) return stopForMagento(attributes.error)
  const sets: Record<string, string[]> = {}
  const setId = setOf(ledger.mapping.current())
  if (setId !== null) {
    const codes = await attributesOfSet(magento, setId)
    if (!codes.ok) return stopForMagento(codes.error)
    sets[setId] = [...codes.value]
  }
  const now = { attributes: [...attributes.value], sets }
  ledger.lists.shopAttributes.store(now)
  if (known !== null && !isDeepStrictEqual(known.value, now)) await markAllDue(work)
  return null
}

/** The attribute set that new products get, where it is the same for all. */
function setOf({ rules }: Mapping): number | null {
  const source = rules.find(({ target }) => target === 'attribute_set_id')?.source
  const id = source?.kind === 'fixed' ? Number(source.value) : Number.NaN
  return Number.isInteger(id) ? id : null
}

async function markAllDue({ ledger }: Work): Promise<void> {
  for (let after = ledger.items.markPageDue(null, PAGE); after !== null; await breathe())
    after = ledger.items.markPageDue(after, PAGE)
}
