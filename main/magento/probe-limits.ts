import type { Magento } from './magento.ts'

const row = { sku: 'tillbridge-looks-at-limits', price: -1, store_id: 0 }

/** One more than Magento's own input limit lets through where it is switched on and nobody has raised it. */
const ROWS = 21

/**
 * Learns whether this shop limits its input, before it matters: a page of ours that holds nothing, and a few prices, each
 * for a product that no shop has and below zero.
 *
 * A shop with input limits refuses at the door and names its limit, any other names each row as faulty; nothing is
 * written (recorded 2.4.7). A limit that somebody has raised is learnt from the first batch that meets it.
 */
export async function probeLimits(magento: Magento): Promise<void> {
  await magento.request({
    method: 'GET',
    path: 'products',
    scope: 'all',
    query: [
      ['searchCriteria[filterGroups][0][filters][0][field]', 'entity_id'],
      ['searchCriteria[filterGroups][0][filters][0][value]', '0'],
      ['searchCriteria[filterGroups][0][filters][0][conditionType]', 'eq'],
      ['searchCriteria[pageSize]', String(magento.limits().pageSize)],
    ],
    effect: 'read',
  })
  await magento.request({
    method: 'POST',
    path: 'products/base-prices',
    scope: 'all',
    body: { prices: Array.from({ length: ROWS }, () => row) },
    effect: 'read',
  })
}
