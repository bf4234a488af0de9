import type { MagentoError } from '../../magento/error.ts'
import { stopForMagento } from '../stop.ts'
import type { Stop } from '../work.ts'

/** Why a category is not as it should be: the run cannot go on, or just this one was refused, or all of them are. */
export type Fault =
  | { readonly kind: 'stop'; readonly stop: Stop }
  | { readonly kind: 'refused'; readonly reason: string; readonly details: string | null }
  | { readonly kind: 'forbidden'; readonly resources: string }

export function faultOf(error: MagentoError): Fault {
  switch (error.kind) {
    case 'rejected':
    case 'url-key-taken':
    case 'internal-error':
      return { kind: 'refused', reason: error.message, details: `${error.call}: ${error.message}` }
    case 'permission-missing':
      return { kind: 'forbidden', resources: error.resources.join(', ') }
    default:
      return { kind: 'stop', stop: stopForMagento(error) }
  }
}
