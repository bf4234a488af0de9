import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { CallKey, Input, Output } from '../../shared/contract.ts'
import type { Failure } from '../../shared/message.ts'
import { ask } from '../ipc.ts'
import { Refusal } from './client.ts'
import { forget } from './use-ask.ts'

export type Tell<K extends CallKey> = {
  readonly tell: (input: Input<K>, done?: (value: Output<K>) => void) => void
  readonly pending: boolean
  readonly failure: Failure | null
  readonly value: Output<K> | undefined
  readonly reset: () => void
}

/** Has the core do something. `changes` names the questions whose answers are old afterwards. */
export function useTell<K extends CallKey>(key: K, changes: readonly CallKey[] = ['status']): Tell<K> {
  const client = useQueryClient()
  const mutation = useMutation({
    mutationFn: async (input: Input<K>): Promise<Output<K>> => {
      const answer = await ask(key, input)
      if (!answer.ok) throw new Refusal(answer.error)
      return answer.value
    },
    onSettled: () => forget(client, changes),
  })
  return {
    tell: (input, done) => mutation.mutate(input, done === undefined ? {} : { onSuccess: done }),
    pending: mutation.isPending,
    failure: mutation.error?.failure ?? null,
    value: mutation.data,
    reset: mutation.reset,
  }
}
