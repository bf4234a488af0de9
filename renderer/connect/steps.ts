import type { Status } from '../../shared/status.ts'

/** The steps of setting up, in their order. */
export const steps = ['till', 'shop', 'stock', 'online', 'go'] as const
export type Step = (typeof steps)[number]

export type StepProps = { readonly next: () => void; readonly back: () => void }

/** Where the merchant left off. */
export function firstOpen({ setUp, running, jobs }: Pick<Status, 'setUp' | 'running' | 'jobs'>): Step {
  if (setUp === 'lightspeed') return 'till'
  if (setUp === 'magento') return 'shop'
  return running.length > 0 || jobs.some(({ last }) => last !== null) ? 'go' : 'stock'
}
