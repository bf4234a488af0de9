import { QueryClient } from '@tanstack/react-query'
import type { Failure } from '../../shared/message.ts'

/** Carries a failure through the query cache, which knows thrown values only. */
export class Refusal extends Error {
  readonly failure: Failure

  constructor(failure: Failure) {
    super(failure.message.key)
    this.failure = failure
  }
}

declare module '@tanstack/react-query' {
  interface Register {
    defaultError: Refusal
  }
}

/** The core is on this computer and tells by itself what changed, so nothing is asked twice on a guess. */
export const createClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: { retry: false, staleTime: Number.POSITIVE_INFINITY, networkMode: 'always' },
      mutations: { retry: false, networkMode: 'always' },
    },
  })
