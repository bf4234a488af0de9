import type { HttpFailure } from '../support/http.ts'

/** What came of sending a request, as far as it decides about sending it again. */
export type Attempt = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** 1 for the first. */
  readonly number: number
  /** The token was refreshed for this request already. */
  readonly refreshed: boolean
  readonly came:
    | {
        readonly kind: 'answer'
        readonly status: number
        /** The body is JSON. */
        readonly readable: boolean
        readonly message: string
      }
    | HttpFailure
}

export type Next =
  | { readonly kind: 'take' }
  | { readonly kind: 'repeat'; readonly afterMs: number }
  | { readonly kind: 'refresh-token' }
  /** Perhaps done: whoever asked has to look before it is sent again. */
  | { readonly kind: 'look-up-first' }
  | { readonly kind: 'give-up' }

const MOST_ATTEMPTS = 5

/**
 * May this request be sent again?
 *
 * Reading is harmless, so a read is repeated whatever happened, a few times with longer and longer pauses. Anything else
 * is repeated only if surely nothing was done. A full bucket (429) never comes here: the gates wait it out.
 */
export function nextAttempt({ method, number, refreshed, came }: Attempt): Next {
  const again: Next =
    number < MOST_ATTEMPTS ? { kind: 'repeat', afterMs: 1000 * 2 ** (number - 1) } : { kind: 'give-up' }
  const perhapsDone: Next = method === 'GET' ? again : { kind: 'look-up-first' }
  switch (came.kind) {
    case 'cancelled':
      return { kind: 'give-up' }
    case 'unreachable':
      return again
    case 'lost':
      return perhapsDone
    case 'answer':
      // A proxy's page instead of JSON, with whatever status, tells nothing about what was done.
      if (came.status === 200) return came.readable ? { kind: 'take' } : perhapsDone
      // The token died before its time; refreshing twice for one request would never end.
      if (came.status === 401) return refreshed ? { kind: 'give-up' } : { kind: 'refresh-token' }
      // Seen on busy accounts, and gone a moment later.
      if (came.status === 400 && /please try again later/i.test(came.message)) return perhapsDone
      return came.status >= 500 && came.status !== 501 ? perhapsDone : { kind: 'give-up' }
  }
}
