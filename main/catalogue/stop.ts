import type { Failure } from '../../shared/message.ts'
import { type LightspeedError, lightspeedFailure } from '../lightspeed/errors.ts'
import type { MagentoError } from '../magento/error.ts'
import { magentoFailure } from '../magento/failure.ts'
import type { Stop } from './work.ts'

/** How a run ends that Lightspeed does not let go on. */
export function stopForLightspeed(error: LightspeedError): Stop {
  if (error.kind === 'cancelled') return { kind: 'cancelled' }
  return failed(lightspeedFailure(error))
}

/** The same for Magento. */
export function stopForMagento(error: MagentoError): Stop {
  if (error.kind === 'cancelled') return { kind: 'cancelled' }
  return failed(magentoFailure(error))
}

/** The service's own words stay with the run: they are what *Details* shows. */
export const failed = ({ message, details }: Failure): Stop => ({
  kind: 'failed',
  reason: message,
  ...(details === undefined ? {} : { details }),
})
