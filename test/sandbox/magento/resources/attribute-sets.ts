import type { AttributeSet } from '../state/model.ts'
import { PRODUCT_ENTITY } from '../state/model.ts'
import { assignedRank, sortedMembers } from '../state/sets.ts'
import { int, object, text } from '../web/input.ts'
import type { Json, JsonObject } from '../web/json.ts'
import { noEntity, refuse } from '../web/refusal.ts'
import { searchTable } from '../web/table.ts'
import { attributeOf } from './attribute-options.ts'
import { reducedAttributeView } from './attribute-view.ts'
import { deleteProduct } from './product-delete.ts'
import type { Call, Route } from './route.ts'
import { criteria, need } from './route.ts'

const RIGHT = 'Magento_Catalog::sets'

const setReader = object('\\Magento\\Eav\\Api\\Data\\AttributeSetInterface', {
  attribute_set_id: int,
  attribute_set_name: text,
  sort_order: int,
  entity_type_id: int,
})

const groupReader = object('\\Magento\\Eav\\Api\\Data\\AttributeGroupInterface', {
  attribute_group_id: text,
  attribute_group_name: text,
  attribute_set_id: int,
})

const setView = (set: AttributeSet): JsonObject => ({
  attribute_set_id: set.id,
  attribute_set_name: set.name,
  sort_order: set.sortOrder,
  entity_type_id: set.entityTypeId,
})

const DEFAULT_SET = 4

const noGroup = (id: number) =>
  refuse(404, 'The group with the "%1" ID doesn\'t exist. Verify the ID and try again.', [id])

function setOf(call: Call, id: number): AttributeSet {
  const set = call.state.sets.get(id)
  if (set === undefined || set.entityTypeId !== PRODUCT_ENTITY) throw noEntity('id', id)
  return set
}

function create(call: Call): Json {
  const input = need(call, 'attributeSet', setReader)
  const skeleton = setOf(call, need(call, 'skeletonId', int))
  const name = input.attribute_set_name ?? ''
  const isTaken = [...call.state.sets.values()].some(
    (each) => each.entityTypeId === PRODUCT_ENTITY && each.name === name,
  )
  if (isTaken)
    throw refuse(400, `A "${name}" attribute set name already exists. Create a new name and try again.`)
  const set: AttributeSet = {
    id: call.state.next.set++,
    name,
    sortOrder: input.sort_order ?? 0,
    entityTypeId: PRODUCT_ENTITY,
    groups: skeleton.groups.map((group) => ({ id: call.state.next.group++, name: group.name })),
    members: new Map(skeleton.members),
    cached: undefined,
  }
  call.state.next.entityAttribute += set.members.size
  call.state.sets.set(set.id, set)
  return setView(set)
}

/** Puts an attribute into a set; doing it again is accepted. What products see of it waits for the eav cache. */
function assign(call: Call): Json {
  const setId = need(call, 'attributeSetId', int)
  const groupId = need(call, 'attributeGroupId', int)
  const code = need(call, 'attributeCode', text)
  const sortOrder = need(call, 'sortOrder', int)
  const set = call.state.sets.get(setId)
  if (set === undefined || set.entityTypeId !== PRODUCT_ENTITY)
    throw refuse(
      404,
      'The AttributeSet with a "%1" ID doesn\'t exist. Verify the attributeSet and try again.',
      [setId],
    )
  const known = [...call.state.sets.values()].some((each) => each.groups.some(({ id }) => id === groupId))
  if (!known) throw noGroup(groupId)
  if (!set.groups.some(({ id }) => id === groupId))
    throw refuse(400, "The attribute group doesn't belong to the attribute set.")
  const attribute = attributeOf(call, code)
  set.members.set(attribute.code, assignedRank(set, sortOrder))
  return String(call.state.next.entityAttribute++)
}

function unassign(call: Call): true {
  const set = setOf(call, Number(call.param('attributeSetId')))
  const attribute = attributeOf(call)
  if (!attribute.isUserDefined) throw refuse(400, "The system attribute can't be deleted.")
  set.members.delete(attribute.code)
  return true
}

function listGroups(call: Call): Json {
  const rows = [...call.state.sets.values()].flatMap((set) =>
    set.groups.map((group) => ({ ...group, setId: set.id })),
  )
  return searchTable(rows, criteria(call), {
    columns: {
      attribute_set_id: (group) => group.setId,
      attribute_group_id: (group) => group.id,
      attribute_group_name: (group) => group.name,
    },
    show: (group) => ({
      attribute_group_id: String(group.id),
      attribute_group_name: group.name,
      attribute_set_id: group.setId,
    }),
  })
}

function createGroup(call: Call): Json {
  const input = need(call, 'group', groupReader)
  const set = setOf(call, input.attribute_set_id ?? 0)
  const group = { id: call.state.next.group++, name: input.attribute_group_name ?? '' }
  set.groups.push(group)
  return {
    attribute_group_id: String(group.id),
    attribute_group_name: group.name,
    attribute_set_id: set.id,
  }
}

function changeGroup(call: Call): Json {
  const input = need(call, 'group', groupReader)
  const set = setOf(call, Number(call.param('attributeSetId')))
  const id = Number(input.attribute_group_id ?? 0)
  const group = set.groups.find((each) => each.id === id)
  if (group === undefined) throw noGroup(id)
  group.name = input.attribute_group_name ?? group.name
  return { attribute_group_id: String(id), attribute_group_name: group.name, attribute_set_id: set.id }
}

function removeGroup(call: Call): true {
  const id = Number(call.param('groupId'))
  const set = [...call.state.sets.values()].find((each) => each.groups.some((group) => group.id === id))
  if (set === undefined) throw noGroup(id)
  if (set.id === DEFAULT_SET)
    throw refuse(400, "The attribute group that contains system attributes can't be deleted.")
  set.groups = set.groups.filter((group) => group.id !== id)
  return true
}

function change(call: Call): Json {
  const input = need(call, 'attributeSet', setReader)
  const set = setOf(call, Number(call.param('attributeSetId')))
  set.name = input.attribute_set_name ?? set.name
  set.sortOrder = input.sort_order ?? set.sortOrder
  return setView(set)
}

/** A set takes its products with it. */
function remove(call: Call): true {
  const { state } = call
  const set = setOf(call, Number(call.param('attributeSetId')))
  if (set.id === DEFAULT_SET) throw refuse(400, "The default attribute set can't be deleted.")
  for (const product of state.products.filter(({ setId }) => setId === set.id)) deleteProduct(state, product)
  state.sets.delete(set.id)
  return true
}

function listSets(call: Call, only: (set: AttributeSet) => boolean): Json {
  return searchTable([...call.state.sets.values()].filter(only), criteria(call), {
    columns: {
      attribute_set_id: (set) => set.id,
      attribute_set_name: (set) => set.name,
      sort_order: (set) => set.sortOrder,
      entity_type_id: (set) => set.entityTypeId,
    },
    show: setView,
  })
}

function attributesOf(call: Call): Json {
  const set = setOf(call, Number(call.param('attributeSetId')))
  return sortedMembers(set).flatMap((code) => {
    const attribute = call.state.attributes.get(code)
    return attribute === undefined ? [] : [reducedAttributeView(call.state, attribute, call.storeId)]
  })
}

const SETS = '/V1/products/attribute-sets'

export const attributeSetRoutes: Route[] = [
  {
    method: 'GET',
    template: `${SETS}/sets/list`,
    resource: RIGHT,
    answer: (call) => listSets(call, (set) => set.entityTypeId === PRODUCT_ENTITY),
  },
  {
    method: 'GET',
    template: '/V1/eav/attribute-sets/list',
    resource: RIGHT,
    answer: (call) => listSets(call, () => true),
  },
  { method: 'POST', template: SETS, resource: RIGHT, answer: create },
  {
    method: 'GET',
    template: `${SETS}/:attributeSetId`,
    resource: RIGHT,
    answer: (call) => setView(setOf(call, Number(call.param('attributeSetId')))),
  },
  { method: 'GET', template: `${SETS}/:attributeSetId/attributes`, resource: RIGHT, answer: attributesOf },
  { method: 'POST', template: `${SETS}/attributes`, resource: RIGHT, answer: assign },
  {
    method: 'DELETE',
    template: `${SETS}/:attributeSetId/attributes/:attributeCode`,
    resource: RIGHT,
    answer: unassign,
  },
  { method: 'GET', template: `${SETS}/groups/list`, resource: RIGHT, answer: listGroups },
  { method: 'POST', template: `${SETS}/groups`, resource: RIGHT, answer: createGroup },
  { method: 'PUT', template: `${SETS}/:attributeSetId`, resource: RIGHT, answer: change },
  { method: 'DELETE', template: `${SETS}/:attributeSetId`, resource: RIGHT, answer: remove },
  { method: 'PUT', template: `${SETS}/:attributeSetId/groups`, resource: RIGHT, answer: changeGroup },
  { method: 'DELETE', template: `${SETS}/groups/:groupId`, resource: RIGHT, answer: removeGroup },
]
