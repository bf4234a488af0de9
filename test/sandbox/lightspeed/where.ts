import type { Entity } from './entity.ts'
import { type Condition, conditionTest, isRange, kindOf, parseCondition } from './filters.ts'
import type { Options } from './options.ts'
import { decode, type Parameter } from './query.ts'
import { Refusal } from './refusal.ts'
import type { Wanted } from './relations.ts'
import type { State } from './state.ts'
import type { Row } from './tree.ts'

/** Parameters that are not fields. */
const reserved = new Set([
  'limit',
  'after',
  'before',
  'sort',
  'count',
  'load_relations',
  'archived',
  'or',
  'offset',
])

export type Where<R extends Row> = {
  keep(row: R): boolean
  /** Conditions on the record's own fields that every row must meet: what an index may use. */
  conditions: ReadonlyMap<string, Condition>
  /** Drips for `or`. */
  cost: number
}

type Test<R extends Row> = (row: R) => boolean

/** Reads every filter of a query. https://developers.lightspeedhq.com/retail/introduction/parameters/ */
export function parseWhere<R extends Row>(
  entity: Entity<R>,
  query: readonly Parameter[],
  wanted: Wanted,
  state: State,
  options: Options,
): Where<R> {
  const conditions = new Map<string, Condition>()
  const tests: Test<R>[] = []
  let cost = 0
  for (const { name, value, raw } of query) {
    if (name === 'or') {
      const clauses = orClauses(raw)
      const alternatives = clauses.flatMap(
        (clause) => clauseTest(entity, clause, wanted, state, options) ?? [],
      )
      if (alternatives.length > 0) tests.push((row) => alternatives.some((test) => test(row)))
      cost += orCost(clauses)
    }
    if (reserved.has(name)) continue
    const condition = parseCondition(name, value)
    const test = clauseTest(entity, { field: name, condition }, wanted, state, options)
    if (test === undefined) continue
    tests.push(test)
    if (kindOf(entity.fields, name) !== undefined) conditions.set(name, condition)
  }
  return { keep: (row) => tests.every((test) => test(row)), conditions, cost }
}

type Clause = { field: string; condition: Condition }

/** `or=description%3Dfoo|upc%3D123`: raw pipes divide, and what is inside is encoded once more. */
function orClauses(raw: string): Clause[] {
  return raw.split('|').map((part) => {
    const clause = decode(part)
    const at = clause.indexOf('=')
    const field = at < 0 ? clause : clause.slice(0, at)
    return { field, condition: parseCondition(field, at < 0 ? '' : decode(clause.slice(at + 1))) }
  })
}

const entityOf = (field: string): string => (field.includes('.') ? (field.split('.')[0] ?? '') : '')

/**
 * One field: nothing. One kind of record and at most one range: 1 each. Otherwise 10 for each kind of record and 1 for
 * each further clause on it. https://developers.lightspeedhq.com/retail/introduction/ratelimits/
 */
function orCost(clauses: readonly Clause[]): number {
  if (new Set(clauses.map(({ field }) => field)).size <= 1) return 0
  const entities = new Set(clauses.map(({ field }) => entityOf(field))).size
  const rangesUsed = clauses.filter(({ condition }) => isRange(condition)).length
  if (entities === 1 && rangesUsed <= 1) return clauses.length
  return 10 * entities + (clauses.length - entities)
}

/** The test for one clause; undefined for a field that the record does not have. */
function clauseTest<R extends Row>(
  entity: Entity<R>,
  { field, condition }: Clause,
  wanted: Wanted,
  state: State,
  options: Options,
): Test<R> | undefined {
  if (field === 'itemCode' && entity.name === 'Item') return itemCodeTest(condition, options)
  const kind = kindOf(entity.fields, field)
  if (kind !== undefined) return conditionTest(field, kind, condition, options)
  const [relation = '', inner = '', ...deeper] = field.split('.')
  const related = entity.relations[relation]?.related
  const innerKind = related && kindOf(related.fields, inner)
  if (related !== undefined && innerKind !== undefined && deeper.length === 0) {
    if (!wanted.has(relation)) throw new Refusal(400, `${field}: the relation ${relation} must be loaded.`)
    const test = conditionTest(inner, innerKind, condition, options)
    return (row) => related.rows(row, state).some(test)
  }
  if (options.unknownFilter === 'refused')
    throw new Refusal(400, `${field} is not a field of ${entity.name}.`)
  return undefined
}

/** `itemCode` is an item's id, UPC or EAN. https://developers.lightspeedhq.com/retail/endpoints/Item/ */
function itemCodeTest(condition: Condition, options: Options): (row: Row) => boolean {
  if (condition.operator !== '=' && condition.operator !== 'IN')
    throw new Refusal(400, 'itemCode: only = and IN are supported.')
  const tests = [
    conditionTest('itemID', 'number', condition, options),
    conditionTest('upc', 'text', condition, options),
    conditionTest('ean', 'text', condition, options),
  ]
  return (row) => tests.some((test) => test(row))
}
