import { type LightspeedError, lightspeedFailure } from '../lightspeed/errors.ts'
import type { MagentoError } from '../magento/error.ts'
import { magentoFailure } from '../magento/failure.ts'
import type { Stop } from './work.ts'

/** How a run ends that Lightspeed does not let go on. */
export function stopForLightspeed(error: LightspeedError): Stop {
  if (error.kind === 'cancelled') return { kind: 'cancelled' }
  return { kind: 'failed', reason: lightspeedFailure(error).message }
}

/** The same for Magento. */
export function stopForMagento(error: MagentoError): Stop {
  if (error.kind === 'cancelled') return { kind: 'cancelled' }
  return { kind: 'failed', reason: magentoFailure(error).message }
}
