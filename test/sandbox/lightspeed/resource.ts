import { type Entity, recordTree, type Version } from './entity.ts'
import { image, inventory, inventoryLog, item, itemMatrix, itemShop } from './items.ts'
import { type ListRequest, type Prepared, prepareList } from './list.ts'
import {
  category,
  employee,
  itemAttributeSet,
  manufacturer,
  priceLevel,
  register,
  shop,
  tag,
  taxCategory,
  taxClass,
  vendor,
} from './lists.ts'
import type { Options } from './options.ts'
import { type Parameter, parameterOf } from './query.ts'
import { Refusal } from './refusal.ts'
import { parseRelations, relationsCost } from './relations.ts'
import type { State } from './state.ts'
import type { Row } from './tree.ts'

/** One kind of record with its type forgotten: what the router needs. */
export type Resource = {
  name: string
  scopes: readonly string[]
  has(id: number, state: State): boolean
  /** Versions that know it; all of them unless said. */
  only?: Version | undefined
  list(request: ListRequest, state: State, options: Options): Prepared
  one(
    id: number,
    request: { version: Version; query: readonly Parameter[] },
    state: State,
    options: Options,
  ): Prepared
}

function resourceOf<R extends Row>(entity: Entity<R>, only?: Version): Resource {
  return {
    name: entity.name,
    scopes: entity.scopes,
    has: (id, state) => entity.table(state).get(id) !== undefined,
    only,
    list: (request, state, options) => prepareList(entity, request, state, options),
    one: (id, { version, query }, state, options) => {
      const relations = parameterOf(query, 'load_relations')
      const wanted = parseRelations(relations, entity.relations, version, options)
      return {
        cost: 1 + relationsCost(wanted, entity.relations, false),
        answer: () => {
          const row = entity.table(state).get(id)
          if (row === undefined) throw notFound(entity.name, id)
          return { '@attributes': { count: '1' }, [entity.name]: recordTree(entity, row, state, wanted) }
        },
      }
    },
  }
}

export const notFound = (name: string, id: number): Refusal =>
  new Refusal(404, `Object of type '${name}' not found with primary ID '${id}'.`)

/** Every kind of record that the sandbox models. */
export const resources: readonly Resource[] = [
  resourceOf(item),
  resourceOf(itemShop),
  resourceOf(itemMatrix),
  resourceOf(image),
  resourceOf(inventory, 'old'),
  resourceOf(inventoryLog),
  resourceOf(shop),
  resourceOf(register),
  resourceOf(employee),
  resourceOf(priceLevel),
  resourceOf(category),
  resourceOf(manufacturer),
  resourceOf(vendor),
  resourceOf(tag),
  resourceOf(taxCategory),
  resourceOf(taxClass),
  resourceOf(itemAttributeSet),
]
