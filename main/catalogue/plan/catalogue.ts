import type { Sku } from '../../../shared/ids.ts'
import type { Message } from '../../../shared/message.ts'
import type { ProblemKind } from '../../../shared/problem.ts'
import { skuKey } from '../../store/text.ts'
import { type ItemPlan, noPlan, type Pairing, type PlanInput } from './plan.ts'
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
  if (link !== null && !isOf(link, sku.sku)) {
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
      return planCreate({ ...input, sku: link?.sku ?? sku.sku })
    case 'product':
      return planUpdate({ ...input, sku: link?.sku ?? shop.sku })
    case 'unasked':
      if (link === null) throw new Error('An item without a product was planned without a look at the shop')
      return planUpdate({ ...input, sku: link.sku })
  }
}

/** The SKU that the item had when it was paired; or the product's, where the till was brought in line with the shop. */
const isOf = (link: Pairing, sku: Sku): boolean =>
  [link.sku, link.itemSku].some((known) => skuKey(known) === skuKey(sku))

const stopped = (kind: ProblemKind, params: Message['params']): ItemPlan => ({
  ...noPlan,
  problem: { kind, params },
})
