import { eachMs, nothingMeasured } from '../../store/routes.ts'
import type { Sending } from './sending.ts'

/** How long a write whose answer was lost may still be running in the shop: longer where saves are known to take long. */
export function stillRunningMs({ ledger }: Sending): number {
  const each = eachMs(ledger.lists.saveTime.get()?.value ?? nothingMeasured) ?? 0
  return Math.max(10_000, 3 * each)
}
