import { z } from 'zod'
import { readTime } from './filters.ts'
import { Refusal } from './refusal.ts'
import type { Fields, Kind, Row } from './tree.ts'

/** A JSON object that a client sent. */
export type Input = { readonly [key: string]: unknown }

const InputShape = z.record(z.string(), z.unknown())

export function readInput(body: string): Input {
  try {
    return InputShape.parse(JSON.parse(body))
  } catch (cause) {
    if (cause instanceof SyntaxError || cause instanceof z.ZodError)
      throw new Refusal(400, 'The body could not be read as JSON.')
    throw cause
  }
}

/** The columns among these that were sent; numbers and flags may come as strings, an empty one or null clears. */
export function columnsIn<R extends Row>(
  fields: Fields,
  writable: readonly string[],
  input: Input,
): Partial<R> {
  const sent = writable.filter((name) => name in input)
  const columns = sent.map((name) => [name, stored(fields[name] ?? 'text', input[name])])
  return Object.fromEntries(columns) as Partial<R>
}

function stored(kind: Kind, value: unknown): unknown {
  switch (kind) {
    case 'number':
      return Number(value) || 0
    case 'flag':
      return value === true || value === 'true'
    case 'time':
      return readTime(String(value))
    case 'text':
    case 'tree':
      return value === null ? '' : String(value)
  }
}

/**
 * The members of a collection, however it was wrapped: `{"Prices":{"ItemPrice":[…]}}`, one member alone, or
 * `{"Prices":[{"ItemPrice":{…}}]}`.
 */
export function membersIn(input: Input, container: string, member: string): Input[] {
  return list(input[container])
    .flatMap((wrapper) => list(wrapper[member]))
    .map((each) => InputShape.parse(each))
}

const list = (value: unknown): Input[] =>
  (Array.isArray(value) ? value : [value]).filter((each): each is Input => InputShape.safeParse(each).success)

/** Half a unit for each record inside the one that is written. */
export function nestedCost(input: Input): number {
  const nested = Object.values(input).flatMap((container) =>
    list(container).flatMap((wrapper) => Object.values(wrapper).flatMap(list)),
  )
  return nested.length / 2
}
