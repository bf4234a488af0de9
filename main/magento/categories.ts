import { z } from 'zod'
import { ok, type Result } from '../../shared/result.ts'
import type { MagentoError } from './error.ts'
import type { Magento } from './magento.ts'
import { parse } from './parse.ts'
import { encode } from './signature.ts'

/** A category in scope `all`. The first one, above every shop's root, is 1. */
export type Category = {
  readonly id: number
  /** 0 for the very first. */
  readonly parentId: number
  readonly name: string
}

/** Above every shop's root. */
const TREE_ROOT = 1

type Branch = Category & { readonly children: readonly Branch[] }

const BranchRecord: z.ZodType<Branch> = z
  .object({
    id: z.coerce.number().int(),
    parent_id: z.coerce.number().int(),
    name: z.string().nullish(),
    get children_data() {
      return z.array(BranchRecord).nullish()
    },
  })
  .transform(({ id, parent_id, name, children_data }) => ({
    id,
    parentId: parent_id,
    name: name ?? '',
    children: children_data ?? [],
  }))

export const CategoryRecord = z
  .object({ id: z.coerce.number().int(), parent_id: z.coerce.number().int(), name: z.string() })
  .transform(({ id, parent_id, name }): Category => ({ id, parentId: parent_id, name }))

/** Every category, those above first, with the names of scope `all`; those that are switched off too (recorded 2.4.7). */
export async function categories(magento: Magento): Promise<Result<readonly Category[], MagentoError>> {
  const path = 'categories'
  const query = [['rootCategoryId', String(TREE_ROOT)]] as const
  const answer = await magento.request({ method: 'GET', path, scope: 'all', query, effect: 'read' })
  const tree = answer.ok ? parse(`GET /V1/${path}`, BranchRecord, answer.value) : answer
  return tree.ok ? ok(flat(tree.value)) : tree
}

const flat = ({ children, ...category }: Branch): readonly Category[] => [category, ...children.flatMap(flat)]

export type NewCategory = { readonly name: string; readonly parentId: number; readonly urlKey: string }

/**
 * Makes a category in every store view at once. `is_active` must be sent, and a web address that no sibling has; two
 * overlapping creates make two (recorded 2.4.7).
 */
export async function createCategory(
  magento: Magento,
  { name, parentId, urlKey }: NewCategory,
): Promise<Result<Category, MagentoError>> {
  const answer = await magento.request({
    method: 'POST',
    path: 'categories',
    scope: 'all',
    body: {
      category: {
        name,
        parent_id: parentId,
        is_active: true,
        include_in_menu: true,
        custom_attributes: [{ attribute_code: 'url_key', value: urlKey }],
      },
    },
    effect: 'write',
  })
  return answer.ok ? parse('POST /V1/categories', CategoryRecord, answer.value) : answer
}

/** Its web address stays, and so does what a store view has of its own (recorded 2.4.7). */
export function renameCategory(
  magento: Magento,
  id: number,
  name: string,
): Promise<Result<Category, MagentoError>> {
  return change(magento, id, { name })
}

/** So that it can stand beside others that have its web address. */
export function readdressCategory(
  magento: Magento,
  id: number,
  urlKey: string,
): Promise<Result<Category, MagentoError>> {
  return change(magento, id, { custom_attributes: [{ attribute_code: 'url_key', value: urlKey }] })
}

async function change(
  magento: Magento,
  id: number,
  category: object,
): Promise<Result<Category, MagentoError>> {
  const path = `categories/${id}`
  const answer = await magento.request({
    method: 'PUT',
    path,
    scope: 'all',
    body: { category: { id, ...category } },
    effect: 'write',
  })
  return answer.ok ? parse(`PUT /V1/${path}`, CategoryRecord, answer.value) : answer
}

/** To the end of what stands below `parentId`, with all that is below it. Refused where its web address is taken there. */
export async function moveCategory(
  magento: Magento,
  id: number,
  parentId: number,
): Promise<Result<null, MagentoError>> {
  const path = `categories/${id}/move`
  const answer = await magento.request({
    method: 'PUT',
    path,
    scope: 'all',
    body: { parentId },
    effect: 'write',
  })
  return answer.ok ? ok(null) : answer
}

/** With everything below it; its products stay in the shop. */
export async function deleteCategory(magento: Magento, id: number): Promise<Result<null, MagentoError>> {
  const path = `categories/${id}`
  const answer = await magento.request({ method: 'DELETE', path, scope: 'all', effect: 'write' })
  return answer.ok ? ok(null) : answer
}

const Total = z.object({ total_count: z.number() })

/** How many products are in a category or below it. The category's own list comes from an index and may be old. */
export async function productsIn(magento: Magento, id: number): Promise<Result<number, MagentoError>> {
  const at = 'searchCriteria[filterGroups][0][filters][0]'
  const answer = await magento.request({
    method: 'GET',
    path: 'products',
    scope: 'all',
    query: [
      [`${at}[field]`, 'category_id'],
      [`${at}[value]`, String(id)],
      [`${at}[conditionType]`, 'eq'],
      ['searchCriteria[pageSize]', '1'],
      ['searchCriteria[currentPage]', '1'],
    ],
    effect: 'read',
  })
  const found = answer.ok ? parse('GET /V1/products', Total, answer.value) : answer
  return found.ok ? ok(found.value.total_count) : found
}

/** Takes a product out of a category, which saves the whole category again. False where it was not in it. */
export async function removeFromCategory(
  magento: Magento,
  id: number,
  sku: string,
): Promise<Result<boolean, MagentoError>> {
  const path = `categories/${id}/products/${encode(sku)}`
  const answer = await magento.request({ method: 'DELETE', path, scope: 'all', effect: 'write' })
  if (answer.ok) return ok(true)
  const { error } = answer
  return error.kind === 'rejected' && (error.status === 400 || error.status === 404) ? ok(false) : answer
}
