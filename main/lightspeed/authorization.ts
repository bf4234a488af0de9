import type { Failure } from '../../shared/message.ts'
import { message } from '../../shared/message.ts'
import { type LightspeedError, lightspeedFailure } from './errors.ts'

/** Why connecting did not work; each has its own sentence, `authorize.<kind>`. */
export type AuthorizationError =
  /** Nothing was begun, or it was ended by a later beginning. */
  | { readonly kind: 'not-begun' }
  /** What was pasted holds no code. */
  | { readonly kind: 'no-code' }
  /** The answer belongs to another beginning. */
  | { readonly kind: 'wrong-state' }
  /** The merchant, or the employee's rights, said no on Lightspeed's page. */
  | { readonly kind: 'access-denied'; readonly reason: string }
  /** The code is older than a minute, or was used before. */
  | { readonly kind: 'code-expired' }
  /** Lightspeed does not know the client id. */
  | { readonly kind: 'client-refused'; readonly reason: string }
  /** Nobody answered while the listener was open. */
  | { readonly kind: 'timed-out' }
  /** Connected, but account, shops or rights could not be read; or Lightspeed could not be reached. */
  | { readonly kind: 'failed'; readonly error: LightspeedError }

/** The sentence for the merchant, and what only *Details* shows. */
export function authorizationFailure(error: AuthorizationError): Failure {
  if (error.kind === 'failed') return lightspeedFailure(error.error)
  const said = message(`authorize.${error.kind}`)
  return 'reason' in error ? { message: said, details: error.reason } : { message: said }
}
