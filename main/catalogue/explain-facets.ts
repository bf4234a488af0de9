import type { FacetName, FacetValue } from '../../shared/facet.ts'
import type { SourceCode } from '../../shared/ids.ts'
import type { ExplainedFacet } from '../../shared/item.ts'
import { type Message, message } from '../../shared/message.ts'
import type { Ledger } from '../store/ledger.ts'
import type { MirrorEntry } from '../store/mirror.ts'
import { noTillLists } from '../store/till-lists.ts'
import { sourceMessage } from './mapping/fill.ts'
import type { OpenPlan } from './open-plan.ts'
import { TOLD_AS, toldPlacement } from './placement/told.ts'
import type { Change } from './plan/change.ts'
import { followingFacets, savedFacets } from './plan/product.ts'
import type { Projection } from './projection/project.ts'
import type { Projected } from './projection/projected.ts'
import type { Split } from './projection/split.ts'
import { toldValue } from './told-value.ts'

/** Each facet as it would be, as it was sent, and where each value comes from. */
export function explainFacets(
  ledger: Ledger,
  entry: MirrorEntry,
  projection: Projection,
  open: OpenPlan,
): ExplainedFacet[] {
  const pictured = { ...entry, ...entry.item }
  const changes = [...open.catalogue.changes, ...open.stock]
  const lists = ledger.lists.till.get()?.value ?? noTillLists
  const placement = (values: FacetValue | null): FacetValue => {
    const told = toldPlacement(values, lists)
    return told === null ? {} : { [TOLD_AS]: told }
  }
  const explained = (
    facet: FacetName,
    source: SourceCode | null,
    values: FacetValue | null,
  ): ExplainedFacet => {
    const held = entry.facets.find((one) => one.facet === facet && one.source === source)
    const change = changes.find((one) => one.facet === facet && one.source === source)
    const [becomes, sent] =
      facet === 'placement'
        ? [placement(values), placement(held?.value ?? null)]
        : [values ?? {}, held?.value ?? {}]
    const codes = [...new Set([...Object.keys(becomes), ...Object.keys(sent)])]
    return {
      facet,
      state: stateOf(ledger, change, held ?? null),
      fields: codes.map((field) => ({
        field,
        value: toldValue(facet, becomes[field] ?? null, pictured),
        sent: toldValue(facet, sent[field] ?? null, pictured),
        from: fromOf(ledger, projection, facet, field),
      })),
      sentAt: held?.acknowledgedAt ?? null,
    }
  }
  const saved = savedFacets.map((facet) => explained(facet, null, valuesOf(projection[facet])))
  const following = followingFacets
    .map((facet) => explained(facet, null, valuesOf(projection[facet])))
    .filter(({ fields }) => fields.length > 0)
  const stock = projection.stock.ok
    ? projection.stock.value.map(({ source, value }) => explained('stock', source, value))
    : [explained('stock', null, null)]
  return [...saved, ...following, ...stock]
}

function valuesOf(projected: Projected<Split>): FacetValue | null {
  return projected.ok ? { ...projected.value.kept, ...projected.value.onCreate } : null
}

function stateOf(
  ledger: Ledger,
  change: Change | undefined,
  held: MirrorEntry['facets'][number] | null,
): ExplainedFacet['state'] {
  if (change !== undefined) return isHeld(ledger, change) ? 'held' : 'waiting'
  if (held?.refused != null) return 'held'
  return held?.fingerprint == null ? 'not-sent' : 'sent'
}

/** Whether a decision of the merchant keeps changes of this kind back. */
export function isHeld(ledger: Ledger, { danger }: Change): boolean {
  const decision = danger === null ? null : ledger.decisions.current(danger)
  return decision !== null && decision.answer !== 'yes'
}

function fromOf(ledger: Ledger, projection: Projection, facet: FacetName, field: string): Message {
  if (facet === 'stock') return message('from.stock')
  if (facet === 'images') return message('from.pictures')
  if (facet === 'placement') return message('from.placement')
  if (facet === 'variants') return message('from.matrix')
  const filled = projection.filled.get(field)
  if (filled === undefined) return message(field === 'status' ? 'from.selection' : 'from.rules')
  const { source } = filled
  if (source.kind !== 'price') return sourceMessage(source)
  const levels = ledger.lists.priceLevels.get()?.value ?? []
  const level = levels.find(({ useTypeId }) => useTypeId === source.useTypeId)?.name
  return message('from.price', { level: level ?? source.useTypeId })
}
