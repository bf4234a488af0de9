import { z } from 'zod'
import { ok, type Result } from '../../shared/result.ts'
import type { MagentoError } from './error.ts'
import type { Magento } from './magento.ts'
import { parse } from './parse.ts'
import { changeBody, type NewProduct, newProductBody, type ProductChange } from './products.ts'

/**
 * A product save that is handed in for later. Each has its SKU in the product: one without it stays open for ever and
 * ends the consumer's process (recorded 2.4.7).
 */
export type LaterSave =
  | { readonly kind: 'create'; readonly product: NewProduct }
  | { readonly kind: 'update'; readonly change: ProductChange }

/** What became of one request of a list; `collided`: given up for a deadlock or a lost database, not for what it asks. */
export type OperationState = 'open' | 'done' | 'failed' | 'collided'

const Accepted = z.object({ bulk_uuid: z.string().min(1) })

/**
 * Hands saves in. The shop looks at members and types only, and one bad row refuses all of them; whatever else is wrong
 * shows when the consumer comes to it. The limit on lists in a body does not hold for the rows (recorded 2.4.7).
 *
 * @returns the shop's name for the list
 */
export function handInSaves(
  magento: Magento,
  saves: readonly LaterSave[],
): Promise<Result<string, MagentoError>> {
  return handIn(
    magento,
    saves.map((save) => (save.kind === 'create' ? newProductBody(save.product) : changeBody(save.change))),
    'write',
  )
}

/**
 * Hands in a product that the consumer must refuse, as it has neither name nor attribute set: nothing is written, and
 * that it is refused tells that somebody works (recorded 2.4.7: `Invalid product data: Invalid attribute set entity type`).
 */
export function handInCanary(magento: Magento): Promise<Result<string, MagentoError>> {
  const product = { sku: 'tillbridge-looks-at-consumers', attribute_set_id: 2_000_000_000, type_id: 'simple' }
  return handIn(magento, [{ product }], 'read')
}

async function handIn(
  magento: Magento,
  body: readonly object[],
  effect: 'read' | 'write',
): Promise<Result<string, MagentoError>> {
  const answer = await magento.request({
    method: 'POST',
    path: 'products',
    scope: 'all',
    bulk: true,
    body,
    effect,
  })
  if (!answer.ok) return answer
  const accepted = parse('POST /async/bulk/V1/products', Accepted, answer.value)
  return accepted.ok ? ok(accepted.value.bulk_uuid) : accepted
}

const Status = z.object({
  operations_list: z.array(z.object({ id: z.coerce.number().int(), status: z.coerce.number().int() })),
})

/**
 * What became of the requests of a list, by their place in it; null where the shop knows no such list, or no more.
 *
 * 1 is done, 4 is open, 3 and 5 failed for good, 2 can be tried again (recorded 2.4.7). From 2.4 on an operation's id is
 * its place; before, it is a number of the database that rises with the place. Source:
 * https://developer.adobe.com/commerce/webapi/rest/use-rest/operation-status-endpoints/
 *
 * @param count how many requests were handed in
 */
export async function handedInStates(
  magento: Magento,
  uuid: string,
  count: number,
): Promise<Result<ReadonlyMap<number, OperationState> | null, MagentoError>> {
  const answer = await magento.request({
    method: 'GET',
    path: `bulk/${uuid}/status`,
    scope: null,
    effect: 'read',
  })
  if (!answer.ok) return answer.error.kind === 'rejected' && answer.error.status === 404 ? ok(null) : answer
  const status = parse('GET /V1/bulk/status', Status, answer.value)
  if (!status.ok) return status
  const rows = status.value.operations_list.toSorted((one, other) => one.id - other.id)
  const isPlace = rows.length < count && rows.every(({ id }) => id < count)
  // some of them, named by the database: which ones cannot be told before the list is whole
  if (rows.length !== count && !isPlace) return ok(new Map())
  return ok(new Map(rows.map(({ id, status: code }, at) => [isPlace ? id : at, stateOf(code)])))
}

const stateOf = (code: number): OperationState => {
  switch (code) {
    case 1:
      return 'done'
    case 2:
      return 'collided'
    case 4:
      return 'open'
    default:
      return 'failed'
  }
}
