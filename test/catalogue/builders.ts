import type { InShop, PlanInput } from '../../main/catalogue/plan/plan.ts'
import { nothingHeld } from '../../main/catalogue/plan/write.ts'
import { type Policy, type ProjectedItem, project } from '../../main/catalogue/projection/project.ts'
import { noClaims } from '../../main/catalogue/projection/stock.ts'
import { criteriaOf } from '../../main/catalogue/selection.ts'
import { noShopAttributes } from '../../main/store/shop-attributes.ts'
import { noTillLists } from '../../main/store/till-lists.ts'
import { type Decimal, ItemId, ShopId } from '../../shared/ids.ts'
import { defaultMapping } from '../../shared/mapping.ts'
import { defaultRules } from '../../shared/rules.ts'

/** A believable item of a bicycle shop, published, with 3 pieces in shop 1. */
export function anItem(over: Partial<ProjectedItem> & { raw?: Record<string, unknown> } = {}): ProjectedItem {
  return {
    archived: false,
    published: true,
    categoryId: null,
    tagIds: [],
    itemId: ItemId.parse('1'),
    name: 'Brass bell',
    family: null,
    itemType: 'default',
    customSku: 'BELL-1',
    systemSku: '210000000001',
    manufacturerSku: '',
    upc: '',
    shopRows: [
      { shopId: ShopId.parse('0'), qoh: 3 },
      { shopId: ShopId.parse('1'), qoh: 3 },
    ],
    ...over,
    raw: {
      itemID: '1',
      description: 'Brass bell',
      Prices: {
        ItemPrice: [
          { amount: '19.95', useTypeID: '1' },
          { amount: '0', useTypeID: '3' },
        ],
      },
      ...over.raw,
    },
  }
}

export const policy: Policy = {
  mapping: defaultMapping,
  rules: defaultRules,
  shops: [{ shopId: '1', name: 'Main street' }],
  lists: () => noTillLists,
  criteria: () => ({ kind: 'published' }),
  placing: () => null,
  shopAttributes: () => noShopAttributes,
}

const policyWith = (rules: Partial<Policy['rules']>): Policy => {
  const all = { ...policy.rules, ...rules }
  return { ...policy, rules: all, criteria: () => criteriaOf(all.selection, noTillLists) }
}

export const projection = (over: Parameters<typeof anItem>[0] = {}, rules: Partial<Policy['rules']> = {}) =>
  project(anItem(over), policyWith(rules), () => noClaims)

export const absent: InShop = { kind: 'absent' }

export function aPlanInput(over: Partial<PlanInput> = {}): PlanInput {
  return {
    itemId: ItemId.parse('1'),
    projection: projection(),
    cost: null as Decimal | null,
    link: null,
    held: () => nothingHeld,
    shop: absent,
    claim: 'own',
    force: false,
    ...over,
  }
}
