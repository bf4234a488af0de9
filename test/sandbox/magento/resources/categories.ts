import { createdBySave, isInFlight } from '../state/in-flight.ts'
import type { Category, State } from '../state/model.ts'
import { ADMIN_STORE } from '../state/model.ts'
import { urlKeyOf } from '../state/url-keys.ts'
import { ownValues, put } from '../state/values.ts'
import { anything, bool, int, list, object, text } from '../web/input.ts'
import type { Json, JsonObject } from '../web/json.ts'
import { isObject } from '../web/json.ts'
import { noEntity, refuse } from '../web/refusal.ts'
import { searchTable } from '../web/table.ts'
import { categoryValue, categoryView, childrenOf, pathOf, treeView } from './category-view.ts'
import { storedText } from './custom-values.ts'
import type { Call, Route } from './route.ts'
import { criteria, need, withPathValue } from './route.ts'

export const CATEGORY_RIGHT = 'Magento_Catalog::categories'

const categoryReader = object('\\Magento\\Catalog\\Api\\Data\\CategoryInterface', {
  id: int,
  parent_id: int,
  name: text,
  is_active: bool,
  position: int,
  level: int,
  children: text,
  created_at: text,
  updated_at: text,
  path: text,
  available_sort_by: list(text),
  include_in_menu: bool,
  extension_attributes: anything,
  custom_attributes: anything,
})

type CategoryInput = ReturnType<typeof categoryReader.read>

export function categoryOf(call: Call, id: number, shown: Json = id): Category {
  const category = call.state.categories.get(id)
  if (category === undefined) throw noEntity('id', shown)
  return category
}

const notSaved = (why: string) => refuse(400, 'Could not save category: %1', [why])

function rootOf(call: Call): number {
  const store = call.state.stores.find(({ id }) => id === call.storeId)
  const group = call.state.groups.find(({ id }) => id === store?.groupId)
  return group === undefined || group.rootCategoryId === 0 ? 1 : group.rootCategoryId
}

function create(call: Call): JsonObject {
  const { state } = call
  const input = need(call, 'category', categoryReader)
  const parent = categoryOf(call, input.parent_id ?? (rootOf(call) === 1 ? 2 : rootOf(call)))
  checkFilled(input.name ?? '', input.is_active ?? undefined)
  const id = state.next.category++
  const category: Category = {
    id,
    parentId: parent.id,
    position: Math.max(0, ...childrenOf(state, parent.id).map((each) => each.position)) + 1,
    createdAt: call.now,
    updatedAt: call.now,
    values: { include_in_menu: 1 },
    overrides: new Map(),
  }
  fill(category, input, ADMIN_STORE)
  giveUrlKey(state, category, input)
  state.categories.set(id, category)
  createdBySave(state, category)
  return categoryView(state, category, call.storeId)
}

function checkFilled(name: string, isActive: boolean | undefined): void {
  const empty = name === '' ? 'Name' : isActive === undefined ? 'Is Active' : undefined
  if (empty !== undefined)
    throw notSaved(`The "${empty}" attribute value is empty. Set the attribute and try again.`)
}

function customAttributes(input: CategoryInput): [string, Json][] {
  const sent = input.custom_attributes
  if (isObject(sent)) return Object.entries(sent)
  if (!Array.isArray(sent)) return []
  return sent.flatMap((each): [string, Json][] =>
    isObject(each) && typeof each.attribute_code === 'string'
      ? [[each.attribute_code, each.value ?? null]]
      : [],
  )
}

function fill(category: Category, input: CategoryInput, storeId: number): void {
  const values = storeId === ADMIN_STORE ? category.values : ownValues(category, storeId)
  const { name, is_active, include_in_menu } = input
  if (name !== undefined && name !== null) values.name = storedText(name, 255)
  if (typeof is_active === 'boolean') values.is_active = Number(is_active)
  if (typeof include_in_menu === 'boolean') values.include_in_menu = Number(include_in_menu)
  for (const [code, value] of customAttributes(input)) {
    const isScalar = value !== null && typeof value !== 'object' && value !== ''
    if (code !== 'url_key' && code !== 'url_path') put(values, code, isScalar ? String(value) : undefined)
  }
}

/** The URL key, from the name where none is sent; siblings must not share one. */
function giveUrlKey(state: State, category: Category, input: CategoryInput): void {
  const sent = customAttributes(input).find(([code]) => code === 'url_key')?.[1]
  const name = String(category.values.name ?? '')
  const key = urlKeyOf(typeof sent === 'string' && sent !== '' ? sent : name)
  if (key === '')
    throw notSaved(
      `Invalid URL key. The "${name}" category name can not be used to generate Latin URL key. Please add URL key or change category name using Latin letters and numbers to avoid generating URL key issues.`,
    )
  if (hasSiblingWithKey(state, category, category.parentId, key))
    throw notSaved('URL key for specified store already exists.')
  category.values.url_key = key
  const path = urlPath(state, category.parentId, key)
  put(category.values, 'url_path', path)
}

/** Keys of the categories above, the tree's root and the shop's root left out. */
function urlPath(state: State, parentId: number, key: string): string | undefined {
  const parent = state.categories.get(parentId)
  if (parent === undefined || parent.parentId === 0) return undefined
  const above = pathOf(state, parent)
    .slice(2)
    .map((id) => String(state.categories.get(id)?.values.url_key ?? ''))
  return [...above, key].join('/')
}

function hasSiblingWithKey(state: State, category: Category, parentId: number, key: string): boolean {
  return childrenOf(state, parentId).some(
    (each) => each !== category && !isInFlight(state, each) && each.values.url_key === key,
  )
}

/** A partial change; the parent is changed by moving only. */
function change(call: Call): JsonObject {
  const { state, storeId } = call
  const id = Number(call.param('id'))
  const input = need(withPathValue(call, 'id', call.param('id')), 'category', categoryReader)
  const category = categoryOf(call, id)
  if (input.name === '') checkFilled('', true)
  fill(category, input, storeId)
  const sentKey = customAttributes(input).find(([code]) => code === 'url_key')?.[1]
  if (typeof sentKey === 'string' && sentKey !== categoryValue(category, 'url_key', storeId))
    giveUrlKey(state, category, input)
  category.updatedAt = call.now
  return categoryView(state, category, storeId)
}

function move(call: Call): true {
  const { state } = call
  const category = categoryOf(call, Number(call.param('categoryId')))
  const parent = categoryOf(call, need(call, 'parentId', int))
  const afterId = call.body.afterId
  if (pathOf(state, parent).includes(category.id))
    throw refuse(400, 'Operation do not allow to move a parent category to any of children category')
  if (hasSiblingWithKey(state, category, parent.id, String(category.values.url_key ?? '')))
    throw refuse(400, 'Could not move category')
  const siblings = childrenOf(state, parent.id).filter((each) => each !== category)
  const found = siblings.findIndex(({ id }) => id === Number(afterId))
  siblings.splice(found < 0 ? siblings.length : found + 1, 0, category)
  if (category.parentId !== parent.id) put(category.values, 'url_path', undefined)
  category.parentId = parent.id
  siblings.forEach((each, at) => {
    each.position = at + 1
  })
  return true
}

function remove(call: Call): true {
  const { state } = call
  const id = Number(call.param('categoryId'))
  const category = categoryOf(call, id)
  if (id === 1 || state.groups.some((group) => group.rootCategoryId === id))
    throw refuse(400, 'Cannot delete category with id %1', [String(id)])
  const gone = [...state.categories.values()]
    .filter((each) => pathOf(state, each).includes(category.id))
    .map((each) => each.id)
  for (const each of gone) state.categories.delete(each)
  for (const product of state.products) for (const each of gone) product.categories.delete(each)
  return true
}

function tree(call: Call): JsonObject {
  const { rootCategoryId, depth } = call.query
  const id = rootCategoryId === undefined ? rootOf(call) : Number(rootCategoryId)
  const levels = depth === undefined ? Number.POSITIVE_INFINITY : Number(depth)
  return treeView(call.state, categoryOf(call, id), call.storeId, levels)
}

function search(call: Call): JsonObject {
  const { state, storeId } = call
  const value = (code: string) => (category: Category) => categoryValue(category, code, storeId) ?? null
  return searchTable(state.categories.values(), criteria(call), {
    columns: {
      entity_id: (category) => category.id,
      parent_id: (category) => category.parentId,
      position: (category) => category.position,
      level: (category) => pathOf(state, category).length - 1,
      path: (category) => pathOf(state, category).join('/'),
      name: value('name'),
      is_active: value('is_active'),
      include_in_menu: value('include_in_menu'),
      url_key: value('url_key'),
    },
    show: (category) => categoryView(state, category, storeId),
  })
}

const ONE = '/V1/categories/:categoryId'

export const categoryRoutes: Route[] = [
  { method: 'GET', template: '/V1/categories', resource: CATEGORY_RIGHT, answer: tree },
  {
    method: 'POST',
    template: '/V1/categories',
    resource: CATEGORY_RIGHT,
    takes: [['category', categoryReader]],
    answer: create,
  },
  { method: 'GET', template: '/V1/categories/list', resource: CATEGORY_RIGHT, answer: search },
  {
    method: 'GET',
    template: ONE,
    resource: CATEGORY_RIGHT,
    answer: (call) =>
      categoryView(call.state, categoryOf(call, Number(call.param('categoryId'))), call.storeId),
  },
  {
    method: 'PUT',
    template: '/V1/categories/:id',
    resource: CATEGORY_RIGHT,
    takes: [['category', categoryReader]],
    answer: change,
  },
  { method: 'PUT', template: `${ONE}/move`, resource: CATEGORY_RIGHT, answer: move },
  { method: 'DELETE', template: ONE, resource: CATEGORY_RIGHT, answer: remove },
]
