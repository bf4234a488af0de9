import type { SandboxRequest } from '../types.ts'
import type { Version } from './entity.ts'
import type { Prepared } from './list.ts'
import type { Options } from './options.ts'
import { Refusal } from './refusal.ts'
import { notFound, type Resource } from './resource.ts'
import type { State } from './state.ts'
import type { Tree } from './tree.ts'
import { nestedCost, readInput } from './wire-input.ts'
import type { Writer } from './writers.ts'

type Answer = { [key: string]: Tree | undefined }

/** A POST, PUT or DELETE, read and priced: it answers 200 with the whole record, as a list of one would. */
export function prepareWrite(parts: {
  request: SandboxRequest
  version: Version
  id: number | undefined
  resource: Resource
  writer: Writer
  state: State
  options: Options
}): Prepared {
  const { request, version, id, resource, writer, state, options } = parts
  const { create, update, end } = writer
  const shown = (of: number, relations: string | undefined): Answer => {
    const query =
      relations === undefined ? [] : [{ name: 'load_relations', value: relations, raw: relations }]
    return resource.one(of, { version, query }, state, options).answer()
  }
  const base = writer.baseCost ?? 1

  if (request.method === 'POST' && id === undefined && create !== undefined) {
    const input = readInput(request.body)
    return { cost: base + nestedCost(input), answer: () => shown(create(input), writer.uninvited) }
  }
  if (id !== undefined && !resource.has(id, state)) throw notFound(resource.name, id)
  if (request.method === 'PUT' && id !== undefined && update !== undefined) {
    const input = readInput(request.body)
    return {
      cost: base + nestedCost(input),
      answer: () => {
        update(id, input)
        return without(shown(id, writer.uninvited), resource.name, writer.omits?.(input) ?? [])
      },
    }
  }
  if (request.method === 'DELETE' && id !== undefined && end !== undefined) {
    return {
      cost: 1,
      answer: () => {
        const before = shown(id, undefined)
        end.act(id)
        return end.deletes ? before : shown(id, undefined)
      },
    }
  }
  throw new Refusal(405, `${request.method} is not allowed here.`)
}

function without(answer: Answer, name: string, columns: readonly string[]): Answer {
  const record = answer[name]
  if (columns.length === 0 || typeof record !== 'object' || Array.isArray(record)) return answer
  const kept = Object.entries(record).filter(([column]) => !columns.includes(column))
  return { ...answer, [name]: Object.fromEntries(kept) }
}
