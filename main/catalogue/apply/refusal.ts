import type { RefusedRow } from '../../magento/batch.ts'
import type { MagentoError } from '../../magento/error.ts'
import { stopForMagento } from '../stop.ts'
import type { Stop } from '../work.ts'
import { type Refusal, refuse } from './acknowledge.ts'
import type { Group } from './groups.ts'
import type { Sending } from './sending.ts'
import { isAboutItem } from './strain.ts'

/** What the merchant is told when the shop refuses one product: its own words, the call under *Details*. */
export function refusalOf(error: MagentoError): Refusal {
  const reason = 'message' in error ? error.message : error.kind
  const details = 'call' in error ? `${error.call}: ${reason}` : reason
  return error.kind === 'url-key-taken'
    ? { kind: 'url-key-taken', params: {}, details, passing: false }
    : { kind: 'refused-by-shop', params: { reason }, details, passing: error.kind === 'internal-error' }
}

/** One product could not be sent: a problem on it, or the end of the run where it is not about this one. */
export function refuseOrStop(sending: Sending, group: Group, error: MagentoError): Stop | null {
  if (!isAboutItem(sending, error, group.itemId)) return stopForMagento(error)
  refuse(sending, group, refusalOf(error))
  return null
}

/** A row of a batch that the shop refused. */
export const rowRefusal = ({ message, passing }: Omit<RefusedRow<unknown>, 'row'>): Refusal => ({
  kind: 'refused-by-shop',
  params: { reason: message },
  details: message,
  passing: passing === true,
})
