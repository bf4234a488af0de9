import type { RefusedRow } from '../../magento/batch.ts'
import type { MagentoError } from '../../magento/error.ts'
import type { Refusal } from './acknowledge.ts'

/** What the merchant is told when the shop refuses one product: its own words, the call under *Details*. */
export function refusalOf(error: MagentoError): Refusal {
  const reason = 'message' in error ? error.message : error.kind
  const details = 'call' in error ? `${error.call}: ${reason}` : reason
  return error.kind === 'url-key-taken'
    ? { kind: 'url-key-taken', params: {}, details, passing: false }
    : { kind: 'refused-by-shop', params: { reason }, details, passing: error.kind === 'internal-error' }
}

/** A row of a batch that the shop refused. */
export const rowRefusal = ({ message, passing }: Omit<RefusedRow<unknown>, 'row'>): Refusal => ({
  kind: 'refused-by-shop',
  params: { reason: message },
  details: message,
  passing: passing === true,
})
