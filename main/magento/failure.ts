import { type Failure, message } from '../../shared/message.ts'
import { assertNever } from '../../shared/result.ts'
import { certificateFault } from '../support/http.ts'
import type { AddressFault } from './address.ts'
import type { MagentoError } from './error.ts'

/** Why an address that was typed is not used. */
export const addressFailure = (fault: AddressFault): Failure => ({
  message: message(`magento.address.${fault}`),
})

/** The sentence for the merchant (`magento.<kind>` of the text catalogue) and what only *Details* shows. */
export function magentoFailure(error: MagentoError): Failure {
  const said = message(`magento.${error.kind}`)
  switch (error.kind) {
    case 'cancelled':
      return { message: said }
    case 'unreachable': {
      const fault = certificateFault(error.reason)
      return {
        message: fault === null ? said : message(`magento.certificate.${fault}`),
        details: `${error.call}: ${error.reason}`,
      }
    }
    case 'answer-lost':
      return { message: said, details: `${error.call}: ${error.reason}` }
    case 'refused-keys':
      return {
        message: message(`magento.refused-keys.${error.fault}`),
        details: `${error.call}: ${error.message}`,
      }
    case 'permission-missing':
      return {
        message: message('magento.permission-missing', { resources: error.resources.join(', ') }),
        details: error.call,
      }
    case 'rejected':
      return {
        message: message('magento.rejected', { said: error.message }),
        details: `${error.call}: ${error.status} ${error.message}`,
      }
    case 'url-key-taken':
    case 'busy':
    case 'internal-error':
      return { message: said, details: `${error.call}: ${error.message}` }
    case 'over-limit':
      return { message: message('magento.over-limit', { most: error.most }), details: error.call }
    case 'maintenance':
      return { message: said, details: error.call }
    case 'redirected':
      return error.to === null
        ? { message: message('magento.redirected-nowhere'), details: error.call }
        : { message: message('magento.redirected', { to: error.to }), details: error.call }
    case 'not-magento':
      return { message: said, details: `${error.call}: HTTP ${error.status}` }
    case 'unreadable':
      return { message: said, details: `${error.call}: ${error.issues.join('; ')}` }
    default:
      return assertNever(error, 'magentoFailure')
  }
}
