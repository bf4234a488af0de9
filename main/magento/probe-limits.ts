import type { Magento } from './magento.ts'

const row = { sku: 'tillbridge-looks-at-limits', price: -1, store_id: 0 }

/**
 * Learns how many rows this shop takes in one call, before it matters.
 *
 * Sends as many prices as Tillbridge would, each for a product that no shop has and below zero: a shop with input limits
 * refuses at the door and names its limit, any other names each row as faulty; nothing is written (recorded 2.4.7).
 */
export async function probeLimits(magento: Magento): Promise<void> {
  const prices = Array.from({ length: magento.limits().rows }, () => row)
  await magento.request({
    method: 'POST',
    path: 'products/base-prices',
    scope: 'all',
    body: { prices },
    effect: 'read',
  })
}
