import type { Category, State, Value } from '../state/model.ts'
import { ADMIN_STORE } from '../state/model.ts'
import type { Json, JsonObject } from '../web/json.ts'

export function categoryValue(category: Category, code: string, storeId: number): Value | undefined {
  const own = storeId === ADMIN_STORE ? undefined : category.overrides.get(storeId)?.[code]
  return own ?? category.values[code]
}

export function childrenOf(state: State, parentId: number): Category[] {
  return [...state.categories.values()]
    .filter((category) => category.parentId === parentId)
    .sort((left, right) => left.position - right.position || left.id - right.id)
}

/** From the tree's root down to the category itself. */
export function pathOf(state: State, category: Category): number[] {
  const parent = state.categories.get(category.parentId)
  return parent === undefined ? [category.id] : [...pathOf(state, parent), category.id]
}

const ownMembers = new Set(['name', 'is_active', 'include_in_menu'])

export function categoryView(state: State, category: Category, storeId: number): JsonObject {
  const path = pathOf(state, category)
  return {
    id: category.id,
    parent_id: category.parentId,
    name: String(categoryValue(category, 'name', storeId) ?? ''),
    is_active: categoryValue(category, 'is_active', storeId) === 1,
    position: category.position,
    level: path.length - 1,
    children: childrenOf(state, category.id)
      .map((child) => child.id)
      .join(','),
    created_at: category.createdAt,
    updated_at: category.updatedAt,
    path: path.join('/'),
    include_in_menu: categoryValue(category, 'include_in_menu', storeId) === 1,
    custom_attributes: customAttributes(state, category, storeId, path),
  }
}

function customAttributes(state: State, category: Category, storeId: number, path: number[]): Json[] {
  const codes = new Set([
    ...Object.keys(category.values),
    ...Object.keys(category.overrides.get(storeId) ?? {}),
  ])
  const shown = (code: string): Json[] => {
    const value = categoryValue(category, code, storeId)
    return value === undefined ? [] : [{ attribute_code: code, value: String(value) }]
  }
  return [
    ...[...codes].filter((code) => !ownMembers.has(code) && !code.startsWith('url_')).flatMap(shown),
    { attribute_code: 'is_anchor', value: '1' },
    { attribute_code: 'path', value: path.join('/') },
    { attribute_code: 'children_count', value: String(descendants(state, category.id)) },
    ...shown('url_key'),
    ...shown('url_path'),
  ]
}

function descendants(state: State, id: number): number {
  return childrenOf(state, id).reduce((sum, child) => sum + 1 + descendants(state, child.id), 0)
}

/** The tree below a category, `depth` levels of it. */
export function treeView(state: State, category: Category, storeId: number, depth: number): JsonObject {
  const children = depth > 0 ? childrenOf(state, category.id) : []
  return {
    id: category.id,
    parent_id: category.parentId,
    name: String(categoryValue(category, 'name', storeId) ?? ''),
    is_active: categoryValue(category, 'is_active', storeId) === 1,
    position: category.position,
    level: pathOf(state, category).length - 1,
    product_count: 0,
    children_data: children.map((child) => treeView(state, child, storeId, depth - 1)),
  }
}
