import type { Settings } from '../../shared/settings.ts'
import { useAsk } from '../ask/use-ask.ts'
import { useTell } from '../ask/use-tell.ts'

/** This computer's settings. A change takes effect at once; nothing needs a restart. */
export function useSettings() {
  const asked = useAsk('settings', {})
  const { tell, failure, pending } = useTell('setSettings', ['settings', 'about', 'status'])
  return {
    asked,
    failure,
    pending,
    change: (part: Partial<Settings>, done: () => void = () => {}) => {
      if (asked.data !== undefined) tell({ settings: { ...asked.data, ...part } }, done)
    },
  }
}
