import { isMatrixId, type Sku } from '../../../shared/ids.ts'
import type { Message } from '../../../shared/message.ts'
import type { ProblemKind } from '../../../shared/problem.ts'
import { skuKey } from '../../store/text.ts'
import { type ItemPlan, noPlan, type Pairing, type PlanInput, problemOf } from './plan.ts'
import { planCreate, planUpdate } from './product.ts'
import { planSwitchOff } from './switch-off.ts'

/**
 * Details, status and price of one item, and the stock of a product that is about to be linked.
 *
 * An item without a link must have been looked up, or else it would be created twice.
 */
export function planCatalogue(input: PlanInput): ItemPlan {
  const { selected, sku } = input.projection
  if (!selected.selected) return planSwitchOff(input, selected.because)
  if (!sku.ok) return stopped(sku.kind, 'text' in sku ? { sku: sku.text } : {})
  const { link, shop } = input
  // what a matrix is called may change; it is the same one by its number
  if (link !== null && !isMatrixId(input.itemId) && !isOf(link, sku.sku)) {
    return stopped('sku-changed', { sku: sku.sku, linkedSku: link.sku })
  }
  if (input.claim === 'contested') return stopped('sku-duplicate', { sku: sku.sku })
  switch (shop.kind) {
    case 'doubled':
      return stopped('product-doubled', { sku: sku.sku })
    case 'other-sku':
      return stopped('sku-duplicate', { sku: sku.sku })
    case 'other-type':
      return stopped('product-type', { sku: shop.sku, type: shop.type })
    case 'barcode-doubled':
      return stopped('barcode-doubled', { skus: shop.skus.join(', ') })
    case 'taken':
      return stopped('product-taken', { sku: shop.sku, other: shop.by })
    case 'absent':
      return within(input) ?? planCreate({ ...input, sku: link?.sku ?? sku.sku })
    case 'product':
      return told(input, planUpdate({ ...input, sku: link?.sku ?? shop.sku }))
    case 'unasked':
      if (link === null) throw new Error('An item without a product was planned without a look at the shop')
      return told(input, planUpdate({ ...input, sku: link.sku }))
  }
}

/** The SKU that the item had when it was paired; or the product's, where the till was brought in line with the shop. */
const isOf = (link: Pairing, sku: Sku): boolean =>
  [link.sku, link.itemSku].some((known) => skuKey(known) === skuKey(sku))

/** What keeps a new product back: alone, outside of its matrix's product, it would be nothing that a customer could find. */
const within = ({ projection: { variants } }: PlanInput): ItemPlan | null =>
  variants.ok ? null : { ...noPlan, problem: problemOf(variants.reason) }

/** A product that is there keeps being kept up, whatever its matrix. */
const told = ({ projection: { variants } }: PlanInput, plan: ItemPlan): ItemPlan =>
  variants.ok ? plan : { ...plan, problem: plan.problem ?? problemOf(variants.reason) }

const stopped = (kind: ProblemKind, params: Message['params']): ItemPlan => ({
  ...noPlan,
  problem: { kind, params },
})
