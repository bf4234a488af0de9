import type { MagentoError } from '../../magento/error.ts'
import type { Refusal } from './acknowledge.ts'

/** What the merchant is told when the shop refuses one product: its own words, the call under *Details*. */
export function refusalOf(error: MagentoError): Refusal {
  const reason = 'message' in error ? error.message : error.kind
  const details = 'call' in error ? `${error.call}: ${reason}` : reason
  return error.kind === 'url-key-taken'
    ? { kind: 'url-key-taken', params: {}, details }
    : { kind: 'refused-by-shop', params: { reason }, details }
}

/** A row of a batch that the shop refused. */
export const rowRefusal = (reason: string): Refusal => ({
  kind: 'refused-by-shop',
  params: { reason },
  details: reason,
})
