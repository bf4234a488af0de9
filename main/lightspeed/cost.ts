/** What decides the price of a request, before any data is read. */
export type Priced = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** Path under the account without `.json`: `Item`, `Item/12`, `Sale/1/SaleLine`. */
  readonly path: string
  readonly relations: readonly string[]
  readonly body?: unknown
}

/** Relations that lead to one record at most. Any other is taken for one to many, which is dearer: a safe mistake. */
const toOne = new Set([
  'Category',
  'Contact',
  'Customer',
  'Discount',
  'ItemAttributes',
  'ItemAttributeSet',
  'ItemECommerce',
  'Manufacturer',
  'Note',
  'PaymentType',
  'PriceLevel',
  'Tag',
  'TaxCategory',
  'TaxClass',
])

/**
 * Units of the bucket that a request will cost.
 *
 * 1 for each request; 2 for writing a sale or a line and 3 more to complete one; 10 for writing a category, reconciling
 * a count and refunding; 0.5 for each record inside a body; 0.1 (to one) or 0.2 (to many) for each relation, doubled on
 * lists and below a relation to many. The answer tells the true cost.
 * Source: https://developers.lightspeedhq.com/retail/introduction/ratelimits/
 */
export function requestCost(request: Priced): number {
  const tenths = 10 * baseCost(request) + 5 * recordsWithin(request.body) + relationTenths(request)
  return tenths / 10
}

function baseCost({ method, path, body }: Priced): number {
  if (method === 'GET') return 1
  const route = path.replaceAll(/\/\d+/g, '')
  if (method === 'POST' && (route === 'InventoryCount/Reconcile' || /^Sale\/refund$/i.test(route))) return 10
  if (method === 'POST' && route === 'Sale/EmailReceipt') return 5
  if (route === 'Category') return 10
  if (route === 'Sale' || route === 'SaleLine' || route === 'Sale/SaleLine') return completes(body) ? 5 : 2
  return 1
}

const completes = (body: unknown): boolean =>
  typeof body === 'object' && body !== null && 'completed' in body && String(body.completed) === 'true'

/** Records inside a body: each object below the first that is not merely the wrapper of a collection. */
function recordsWithin(body: unknown): number {
  if (Array.isArray(body)) return body.reduce((sum: number, part: unknown) => sum + recordsIn(part), 0)
  if (typeof body !== 'object' || body === null) return 0
  return Object.values(body).reduce((sum: number, part: unknown) => sum + recordsIn(part), 0)
}

function recordsIn(part: unknown): number {
  if (typeof part !== 'object' || part === null) return 0
  const isWrapper = Array.isArray(part) || Object.values(part).every((value) => typeof value === 'object')
  return (isWrapper ? 0 : 1) + recordsWithin(part)
}

function relationTenths({ path, relations }: Priced): number {
  const isList = !/\/\d+$/.test(path)
  return relations.reduce((sum, relation) => {
    const parts = relation.split('.')
    const last = parts.at(-1) ?? relation
    const belowMany = parts.slice(0, -1).some((part) => !toOne.has(part))
    return sum + (toOne.has(last) ? 1 : 2) * (isList || belowMany ? 2 : 1)
  }, 0)
}
