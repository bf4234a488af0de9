import { useAsk } from './use-ask.ts'

/** The web shop's currency, as far as it is known. */
export function useCurrency(): string | null {
  const connections = useAsk('connections', {})
  return connections.data?.magento?.currency ?? null
}
