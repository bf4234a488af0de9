import type { Product, State } from '../state/model.ts'
import { firstFrom, productsBySku } from '../state/products.ts'
import { traitsOf } from '../state/traits.ts'
import { storesOfWebsite, valueIn } from '../state/values.ts'
import type { Cell } from '../web/conditions.ts'
import { collate, passesGroup } from '../web/conditions.ts'
import type { Criteria, Filter } from '../web/criteria.ts'
import { listAnswer, page } from '../web/criteria.ts'
import type { JsonObject } from '../web/json.ts'
import { toFloat } from '../web/php.ts'
import { refuse } from '../web/refusal.ts'
import { productView } from './product-view.ts'

type CellOf = (product: Product) => Cell

const columns: Record<string, CellOf> = {
  entity_id: (product) => product.id,
  sku: (product) => product.sku,
  type_id: (product) => product.typeId,
  attribute_set_id: (product) => product.setId,
  created_at: (product) => product.createdAt,
  updated_at: (product) => product.updatedAt,
}

/** Conditions under which the database reads rows in the order of the SKU index. */
const bySkuIndex = new Set(['neq', 'nin', 'like', 'nlike', 'gt', 'gteq', 'lt', 'lteq', 'in'])

/** The list of products. Products of every website are found, whatever the scope. */
export function searchProducts(state: State, criteria: Criteria, storeId: number): JsonObject {
  const cells = new Map<string | null, CellOf>()
  for (const filter of criteria.groups.flat())
    cells.set(filter.field, filterCell(state, filter.field, storeId))
  const { rows, open } = candidates(state, criteria)
  const groups = open.map(manyFoldFilters)
  const found =
    groups.length === 0
      ? rows
      : rows.filter((product) =>
          groups.every((filters) => passesGroup(filters, (field) => cells.get(field)?.(product) ?? null)),
        )
  const sorted = sort(state, found, criteria, storeId)
  const items = page(sorted, criteria).map((product) =>
    productView(state, product, storeId, {
      stockItem: false,
      linksAndTiers: true,
      isShort: !traitsOf(state).fullLists,
    }),
  )
  return listAnswer(items, criteria, found.length)
}

/**
 * Products that can pass at all, ascending by id, and the groups that still have to be looked at: whole SKUs and a
 * lowest id are looked up, not searched.
 */
function candidates(
  state: State,
  criteria: Criteria,
): { rows: readonly Product[]; open: readonly (readonly Filter[])[] } {
  const groups = criteria.groups.filter((filters) => filters.length > 0)
  for (const filters of groups) {
    const rows = lookUp(state, filters)
    if (rows !== undefined) return { rows, open: groups.filter((each) => each !== filters) }
  }
  return { rows: state.products, open: groups }
}

function lookUp(state: State, filters: readonly Filter[]): readonly Product[] | undefined {
  if (filters.every(isWholeSku)) {
    const skus = filters.flatMap(({ condition, value }) =>
      condition === 'in' ? (value ?? '').split(',') : [value ?? ''],
    )
    const products = new Set(skus.flatMap((sku) => productsBySku(state, sku)))
    return [...products].sort((a, b) => a.id - b.id)
  }
  const [only, ...others] = filters
  if (only?.field !== 'entity_id' || others.length > 0 || !/^gt(eq)?$/.test(only.condition)) return undefined
  const lowest = toFloat(only.value ?? '')
  return state.products.slice(firstFrom(state, only.condition === 'gt' ? Math.floor(lowest) + 1 : lowest))
}

const isWholeSku = ({ field, condition }: Filter): boolean =>
  field === 'sku' && (condition === 'eq' || condition === 'in')

function attributeCell(state: State, code: string | null, storeId: number): CellOf | undefined {
  const column = columns[code ?? '']
  if (column !== undefined) return column
  const attribute = state.attributes.get(code ?? '')
  if (attribute === undefined) return undefined
  return (product) => valueIn(state, product, attribute, storeId) ?? null
}

function filterCell(state: State, field: string | null, storeId: number): CellOf {
  const cell = attributeCell(state, field, storeId)
  if (cell !== undefined) return cell
  if (field === 'category_id') return (product) => [...withParents(state, product)].join(',')
  if (field === 'website_id') return (product) => product.websiteIds.join(',')
  if (field === 'store_id' || field === 'store')
    return (product) =>
      product.websiteIds
        .flatMap((id) => storesOfWebsite(state, id))
        .map(({ id }) => id)
        .join(',')
  throw refuse(400, 'The "%1" attribute name is invalid. Reset the name and try again.', [field])
}

/** Categories of a product and, as these show what is below them, all above. */
function withParents(state: State, product: Product): Set<number> {
  const ids = new Set<number>()
  for (const id of product.categories.keys()) {
    let category = state.categories.get(id)
    while (category !== undefined) {
      ids.add(category.id)
      category = state.categories.get(category.parentId)
    }
  }
  return ids
}

/** Fields that a product has several of: a filter asks whether one of them fits. */
const manyFold = new Set<string | null>(['category_id', 'website_id', 'store_id', 'store'])

function manyFoldFilters(filters: readonly Filter[]): Filter[] {
  return filters.flatMap((filter) => {
    if (!manyFold.has(filter.field)) return [filter]
    const condition = filter.condition === 'neq' || filter.condition === 'nin' ? 'nfinset' : 'finset'
    return (filter.value ?? '').split(',').map((value) => ({ ...filter, condition, value }))
  })
}

function sort(
  state: State,
  products: readonly Product[],
  { sorts, groups }: Criteria,
  storeId: number,
): readonly Product[] {
  if (sorts === undefined) {
    const first = groups[0]?.[0]
    return first?.field === 'sku' && bySkuIndex.has(first.condition)
      ? [...products].sort((left, right) => collate(left.sku, right.sku))
      : products
  }
  const isByIdUp = sorts.length === 1 && sorts[0]?.field === 'entity_id' && sorts[0].direction === 'ASC'
  if (isByIdUp) return products
  const sorted = [...products]
  for (const { field, direction } of [...sorts].reverse()) {
    const cell = attributeCell(state, field, storeId)
    const sign = direction === 'ASC' ? 1 : -1
    if (cell !== undefined) sorted.sort((left, right) => sign * collate(cell(left), cell(right)))
  }
  return sorted
}
