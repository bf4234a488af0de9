import type { RelationShape, Version } from './entity.ts'
import type { Options } from './options.ts'
import { Refusal } from './refusal.ts'

/** Relations asked for, and what lies below each of them. */
export type Wanted = ReadonlyMap<string, ReadonlySet<string>>

type Shapes = Readonly<Record<string, RelationShape>>

/**
 * Reads `load_relations`: `all`, or a JSON array of names with dots for nesting.
 * https://developers.lightspeedhq.com/retail/introduction/relations/
 */
export function parseRelations(
  text: string | undefined,
  shapes: Shapes,
  version: Version,
  options: Options,
): Wanted {
  if (text === undefined || text === '') return new Map()
  if (text === 'all') return everything(shapes, version)
  const wanted = new Map<string, Set<string>>()
  for (const path of namesIn(text)) {
    const [name = '', below, ...deeper] = path.split('.')
    const shape = shapes[name]
    const known = shape && (below === undefined || shape.nested?.[below]) && deeper.length === 0
    if (!known) {
      if (options.unknownRelation === 'ignored') continue
      throw new Refusal(400, `${path} is not a relation that can be loaded.`)
    }
    const nested = wanted.get(name) ?? new Set()
    wanted.set(name, nested)
    if (below !== undefined) nested.add(below)
  }
  // The service answers relations in its own order, whatever the order they were asked in.
  return new Map(Object.keys(shapes).flatMap((name) => entry(name, wanted.get(name))))
}

function entry(name: string, nested: Set<string> | undefined): [string, Set<string>][] {
  return nested === undefined ? [] : [[name, nested]]
}

function namesIn(text: string): string[] {
  const list = readJson(text)
  if (!Array.isArray(list)) throw new Refusal(400, 'load_relations must be a JSON array of relation names.')
  return list.map(String)
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function everything(shapes: Shapes, version: Version): Wanted {
  const inAll = (shape: RelationShape): boolean => shape.inAll === undefined || shape.inAll === version
  return new Map(
    Object.entries(shapes)
      .filter(([, shape]) => inAll(shape))
      .map(([name, shape]) => [name, new Set(Object.keys(shape.nested ?? {}))]),
  )
}

/**
 * Drips for the relations of a request: 0.1 for one record, 0.2 for many, doubled on lists and below a relation to many.
 * https://developers.lightspeedhq.com/retail/introduction/ratelimits/
 */
export function relationsCost(wanted: Wanted, shapes: Shapes, list: boolean): number {
  const tenths = (shape: RelationShape, doubled: boolean): number => (shape.many ? 2 : 1) * (doubled ? 2 : 1)
  let sum = 0
  for (const [name, nested] of wanted) {
    const shape = shapes[name]
    if (shape === undefined) continue
    sum += tenths(shape, list)
    for (const below of nested) {
      const shapeBelow = shape.nested?.[below]
      if (shapeBelow !== undefined) sum += tenths(shapeBelow, list || shape.many)
    }
  }
  return sum / 10
}
