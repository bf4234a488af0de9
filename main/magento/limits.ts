import type { MagentoError } from './error.ts'

/** How much goes into one call. Starts at what every shop takes by default and only shrinks. */
export type Limits = {
  readonly rows: number
  readonly pageSize: number
}

/** 500 rows cost 0.009 of a product save each (recorded Magento 2.4.7); 100 full products are about 300 kB. */
export const defaultLimits: Limits = { rows: 500, pageSize: 100 }

/** What a shop with input limits tells when it refuses: `Maximum items of type … is 20` (recorded Magento 2.4.7). */
export function learnLimit(limits: Limits, error: MagentoError): Limits {
  if (error.kind !== 'over-limit') return limits
  const most = Math.max(1, error.most)
  return error.limit === 'rows'
    ? { ...limits, rows: Math.min(limits.rows, most) }
    : { ...limits, pageSize: Math.min(limits.pageSize, most) }
}
