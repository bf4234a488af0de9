import type { Product, State } from './model.ts'
import { productById } from './products.ts'
import { storesOfWebsite, valueIn } from './values.ts'

const spelled: Record<string, string> = {
  '@': 'at',
  '©': 'c',
  '®': 'r',
  æ: 'ae',
  Æ: 'ae',
  œ: 'oe',
  Œ: 'oe',
  ø: 'o',
  Ø: 'o',
  ß: 'ss',
  ł: 'l',
  Ł: 'l',
  đ: 'd',
  Đ: 'd',
}

/** A name made into a URL key: Latin letters and digits, the rest hyphens; empty where nothing is left. */
export function urlKeyOf(name: string): string {
  return name
    .replace(/[^\x20-\x7e]|@/g, (char) => spelled[char] ?? char)
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .replace(/[^0-9a-z]+/gi, '-')
    .replace(/^-+|-+$/g, '')
    .toLowerCase()
    .slice(0, 255)
}

const NOT_VISIBLE = 1
const DISABLED = 2

/** The addresses that a product has now, one for each store view that shows it: `storeId/url_key`. */
export function rewritesOf(state: State, product: Product): string[] {
  const [key, visibility, status] = ['url_key', 'visibility', 'status'].map((code) =>
    state.attributes.get(code),
  )
  if (key === undefined || visibility === undefined || status === undefined) return []
  return product.websiteIds
    .flatMap((websiteId) => storesOfWebsite(state, websiteId))
    .filter(
      ({ id }) =>
        valueIn(state, product, visibility, id) !== NOT_VISIBLE &&
        valueIn(state, product, status, id) !== DISABLED,
    )
    .map(({ id }) => `${id}/${valueIn(state, product, key, id) ?? ''}`)
}

/** Whether another product, or a category right below a shop's root, has one of these addresses. */
export function taken(state: State, rewrites: readonly string[], productId: number): boolean {
  return rewrites.some((rewrite) => {
    const owner = state.rewrites.get(rewrite)
    const isOthers = owner !== undefined && owner !== productId && productById(state, owner) !== undefined
    return isOthers || isCategoryKey(state, rewrite)
  })
}

function isCategoryKey(state: State, rewrite: string): boolean {
  const key = rewrite.slice(rewrite.indexOf('/') + 1)
  const roots = new Set(state.groups.map((group) => group.rootCategoryId))
  for (const category of state.categories.values())
    if (category.values.url_key === key && roots.has(category.parentId)) return true
  return false
}

/** Gives a product the addresses it has now, and its former ones back. */
export function claimRewrites(state: State, product: Product, rewrites: string[]): void {
  for (const former of product.rewrites)
    if (state.rewrites.get(former) === product.id) state.rewrites.delete(former)
  for (const rewrite of rewrites) state.rewrites.set(rewrite, product.id)
  product.rewrites = rewrites
}
