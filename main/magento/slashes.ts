import type { Magento } from './magento.ts'

/**
 * Whether an encoded slash in an address reaches Magento: many web servers refuse `%2F` or take it for a folder.
 *
 * Asks for a product that no shop has. Magento's own "no such product" says that it arrived; another answer than for a
 * plain SKU, that it did not. Null: nothing could be learnt.
 */
export async function slashesArrive(magento: Magento): Promise<boolean | null> {
  const ask = (sku: string) =>
    magento.request({ method: 'GET', path: `products/${sku}`, scope: null, effect: 'read' })
  const plain = await ask('tillbridge-looks-for-slashes')
  if (plain.ok || plain.error.kind !== 'rejected') return null
  const slash = await ask('tillbridge%2Flooks-for-slashes')
  if (slash.ok) return null
  if (slash.error.kind === 'not-magento' || slash.error.kind === 'redirected') return false
  return slash.error.kind === 'rejected' ? slash.error.message === plain.error.message : null
}
