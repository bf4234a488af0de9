import { type Failure, message } from '../../shared/message.ts'
import { assertNever } from '../../shared/result.ts'
import { type LightspeedError, lightspeedFailure } from './errors.ts'

/** Why connecting did not work; each has its own sentence, `authorize.<kind>`. */
export type AuthorizationError =
  /** Nothing was begun, or it has ended: connected, cancelled, or begun anew. */
  | { readonly kind: 'not-begun' }
  /** What was pasted holds no code. */
  | { readonly kind: 'no-code' }
  /** The answer belongs to another beginning. */
  | { readonly kind: 'wrong-state' }
  /** The merchant said no on Lightspeed's page, or may not say yes. */
  | { readonly kind: 'access-denied'; readonly reason: string }
  /** The code is older than a minute, or was used before. */
  | { readonly kind: 'code-expired'; readonly reason: string }
  /** Lightspeed does not know the client id. */
  | { readonly kind: 'client-refused'; readonly reason: string }
  /** Lightspeed could not be reached, or what it said afterwards could not be used. */
  | { readonly kind: 'failed'; readonly error: LightspeedError }

/** The sentence for the merchant, and what only *Details* shows. */
export function authorizationFailure(error: AuthorizationError): Failure {
  switch (error.kind) {
    case 'failed':
      return lightspeedFailure(error.error)
    case 'not-begun':
    case 'no-code':
    case 'wrong-state':
      return { message: message(`authorize.${error.kind}`) }
    case 'access-denied':
    case 'code-expired':
    case 'client-refused':
      return { message: message(`authorize.${error.kind}`), details: error.reason }
    default:
      return assertNever(error, 'authorizationFailure')
  }
}
