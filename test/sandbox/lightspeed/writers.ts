import { itemWriter } from './item-writer.ts'
import { listWriters } from './list-writers.ts'
import type { Options } from './options.ts'
import type { State } from './state.ts'
import type { Till } from './till.ts'
import type { Input } from './wire-input.ts'

/**
 * How one kind of record is written. A verb that is left out is not allowed; each throws a `Refusal` where the service
 * refuses.
 */
export type Writer = {
  /** @returns the new record's id */
  create?(input: Input): number
  update?(id: number, input: Input): void
  /** Ends a record: most are archived, some deleted, and then the answer shows what was. */
  end?: { deletes: boolean; act(id: number): void }
  /** Relations that come with the answer although nobody asked. */
  uninvited?: string
  /** Columns that an answer to this update lacks. */
  omits?(input: Input): readonly string[]
  /** What POST and PUT cost before what they hold; 1 unless said. */
  baseCost?: number
}

export type WriterParts = { state: State; till: Till; options: Options }

/** Writers by the name of the resource. */
export const createWriters = (parts: WriterParts): Readonly<Record<string, Writer>> => ({
  Item: itemWriter(parts),
  ...listWriters(parts),
})
