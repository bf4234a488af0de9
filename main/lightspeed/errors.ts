import { type Failure, type Message, message } from '../../shared/message.ts'
import { assertNever } from '../../shared/result.ts'
import { certificateFault } from '../support/http.ts'
import type { TokenServiceError } from './token-service/error.ts'

/** What was asked for, without anything that could hold a secret. */
export type RequestSummary = {
  readonly method: string
  /** Path and query, without the host. */
  readonly path: string
}

/**
 * Why Lightspeed gave nothing. A full bucket is not among them: the client waits.
 */
export type LightspeedError =
  /** No tokens are kept: nothing has been connected, or it was disconnected. */
  | { readonly kind: 'not-connected' }
  /** The tokens are refused for good: the merchant has to reconnect. */
  | { readonly kind: 'token-refused' }
  /** The token service gave none. */
  | TokenServiceError
  /** The kept tokens cannot be opened or stored. */
  | { readonly kind: 'vault-locked'; readonly why: Message }
  /** By the caller's signal. */
  | { readonly kind: 'cancelled' }
  /** Surely not done, and repeating did not help: no network, refused, TLS, or Lightspeed is down. */
  | { readonly kind: 'unreachable'; readonly request: RequestSummary; readonly reason: string }
  /** Perhaps done; a read was repeated a few times, anything else must be looked up first. */
  | { readonly kind: 'answer-lost'; readonly request: RequestSummary; readonly reason: string }
  /** Lightspeed said no, in its own words. 403 means that the employee lacks a right. */
  | {
      readonly kind: 'rejected'
      readonly request: RequestSummary
      readonly status: number
      readonly message: string
    }
  /** The answer is not what the schema describes. */
  | { readonly kind: 'unreadable'; readonly request: RequestSummary; readonly issues: readonly string[] }

/** The sentence for the merchant (`lightspeed.<kind>` of the text catalogue) and what only *Details* shows. */
export function lightspeedFailure(error: LightspeedError): Failure {
  const said = message(`lightspeed.${error.kind}`)
  switch (error.kind) {
    case 'not-connected':
    case 'token-refused':
    case 'cancelled':
      return { message: said }
    case 'token-service':
      return {
        message: message(`lightspeed.token-service.${error.why}`),
        ...(error.reason === '' ? {} : { details: error.reason }),
      }
    case 'vault-locked':
      return { message: error.why }
    case 'unreachable':
      return { message: unreachable(error.reason), details: `${named(error.request)}: ${error.reason}` }
    case 'answer-lost':
      return { message: said, details: `${named(error.request)}: ${error.reason}` }
    case 'rejected':
      return {
        message: message(error.status === 403 ? 'lightspeed.forbidden' : 'lightspeed.rejected'),
        details: `${named(error.request)}: ${error.status} ${error.message}`,
      }
    case 'unreadable':
      return { message: said, details: `${named(error.request)}: ${error.issues.join('; ')}` }
    default:
      return assertNever(error, 'lightspeedFailure')
  }
}

/** The reason where something else answers in Lightspeed's place: a hotel's network before one signs in, a proxy. */
export const ANOTHER_ANSWERS = 'another answers'

function unreachable(reason: string): Message {
  if (reason.startsWith(ANOTHER_ANSWERS)) return message('lightspeed.another-answers')
  const fault = certificateFault(reason)
  return message(fault === null ? 'lightspeed.unreachable' : `lightspeed.certificate.${fault}`)
}

const named = (request: RequestSummary): string => `${request.method} ${request.path}`
