import type { RunningSandbox } from '../../test/sandbox/start.ts'

/** Changes a few items that are online, as people at the till would, and says each in a sentence. */
export async function busyHour({ lightspeed, magento, control }: RunningSandbox): Promise<string[]> {
  const inStock = (sku: string): boolean => magento.shop.sourceItems(sku).some((row) => row.quantity > 1)
  const online = lightspeed.state.items
    .ordered('itemID')
    .filter((item) => item.customSku !== '' && inStock(item.customSku))
  const [sold, received, dearer, renamed, archived] = online
  if (!sold || !received || !dearer || !renamed || !archived) throw new Error('Too few items are online')

  const till = async (verb: string, body: Record<string, unknown>): Promise<void> => {
    const answer = await fetch(`${control.url}/till/${verb}`, { method: 'POST', body: JSON.stringify(body) })
    if (!answer.ok) throw new Error(`The till refused to ${verb}: ${await answer.text()}`)
  }
  const price = (dearer.prices[0]?.amount ?? 0) + 2
  await till('sell', { itemID: sold.itemID, quantity: 1 })
  await till('receive', { itemID: received.itemID, quantity: 12 })
  await till('setPrice', { itemID: dearer.itemID, amount: price })
  await till('rename', { itemID: renamed.itemID, name: `${renamed.description} (new)` })
  await till('archive', { itemID: archived.itemID })
  return [
    `one “${sold.description}” is sold`,
    `12 of “${received.description}” arrive`,
    `“${dearer.description}” now costs ${price.toFixed(2)}`,
    `“${renamed.description}” gets a new name`,
    `“${archived.description}” is archived`,
  ]
}
