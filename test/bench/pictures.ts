import type { Group } from './group.ts'
import { HOUR_MS, openSimulation } from './simulation.ts'
import { onlineItems } from './till.ts'

const ITEMS = 1_000

/** Every picture is taken out at the till and put in once more: other records, other files, the same bytes. */
export const pictures: Group = {
  rows: ['images-again-uploads'],
  async measure(say) {
    say(`The pictures of ${ITEMS} items are put in once more`)
    const simulation = await openSimulation({ items: ITEMS, latencyMs: 10, till: { registers: 100 } })
    const { till, web, ask } = simulation
    const galleries = () => onlineItems(till).map(({ sku }) => web.shop.product(sku)?.pictures ?? [])
    try {
      await ask('setRules', { rules: { ...(await ask('rules', {})), pictures: true } })
      await simulation.firstRead()
      await simulation.go()
      await simulation.pass(HOUR_MS)
      const before = galleries()
      web.requests.clear()
      till.requests.clear()
      const images = onlineItems(till).flatMap(({ itemID }) => [
        ...till.state.images.having('itemID', itemID),
      ])
      for (const { imageID, filename } of images)
        till.till.replaceImage(imageID, filename, till.till.lookOfImage(imageID))
      await simulation.pass(3 * HOUR_MS)
      const fetched = till.requests.all().filter(({ route }) => route === 'GET picture').length
      if (images.length === 0 || before.flat().length < images.length)
        throw new Error('The pictures did not go to the shop')
      if (fetched < images.length)
        throw new Error(`Only ${fetched} of ${images.length} pictures were looked at again`)
      if (JSON.stringify(galleries()) !== JSON.stringify(before))
        throw new Error('The pictures are others now')
      const uploads = web.requests
        .all()
        .filter(({ method, path }) => method === 'POST' && path.includes('/media'))
      say(`  ${images.length} pictures: ${uploads.length} uploads`)
      return { 'images-again-uploads': uploads.length }
    } finally {
      await simulation.close()
    }
  },
}
