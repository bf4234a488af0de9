import { keepPreviousData, type QueryClient, useQuery } from '@tanstack/react-query'
import type { CallKey, Input, Output } from '../../shared/contract.ts'
import { ask } from '../ipc.ts'
import { Refusal } from './client.ts'

/** One question to the core as the query cache knows it. */
export const question = <K extends CallKey>(key: K, input: Input<K>) => ({
  queryKey: [key, input] as const,
  queryFn: async (): Promise<Output<K>> => {
    const answer = await ask(key, input)
    if (!answer.ok) throw new Refusal(answer.error)
    return answer.value
  },
})

type Options = {
  /** False: not asked yet. */
  readonly enabled?: boolean
  /** While the next answer is on its way the last one stays, so that a table does not flash. */
  readonly keep?: boolean
}

/** Asks the core and keeps the answer until an event says that it is old. */
export const useAsk = <K extends CallKey>(
  key: K,
  input: Input<K>,
  { enabled = true, keep = false }: Options = {},
) => useQuery({ ...question(key, input), enabled, ...(keep ? { placeholderData: keepPreviousData } : {}) })

/** Says that the answers of these calls may be old. */
export const forget = (client: QueryClient, keys: readonly CallKey[]): void => {
  for (const key of keys) void client.invalidateQueries({ queryKey: [key] })
}
