import { z } from 'zod'
import { type ControlRoutes, route } from '../control.ts'
import type { LightspeedSandbox } from './lightspeed.ts'

const itemID = z.number().int()
const OneItem = z.object({ itemID })
const Units = z.object({ itemID, quantity: z.number(), shopID: z.number().optional() })
const Named = z.object({ itemID, name: z.string() })
const NewItem = z.object({
  description: z.string(),
  customSku: z.string().exactOptional(),
  publishToEcom: z.boolean().exactOptional(),
  price: z.number().optional(),
  /** Quantity on hand by shopID. */
  stock: z.record(z.string(), z.number()).exactOptional(),
})

/** The merchant's verbs at the till, and the click on Allow, over HTTP. */
export function tillRoutes({ till, approve, connections, bucket, state }: LightspeedSandbox): ControlRoutes {
  return {
    'POST /till/sell': route(Units, (its) => till.sell(its.itemID, its.quantity, its.shopID)),
    'POST /till/receive': route(Units, (its) => till.receive(its.itemID, its.quantity, its.shopID)),
    'POST /till/setQoh': route(Units, (its) => till.setQoh(its.itemID, its.quantity, its.shopID)),
    'POST /till/setPrice': route(
      z.object({ itemID, amount: z.number(), useTypeID: z.number().optional() }),
      (its) => till.setPrice(its.itemID, its.amount, its.useTypeID),
    ),
    'POST /till/rename': route(Named, (its) => till.rename(its.itemID, its.name)),
    'POST /till/setCustomSku': route(z.object({ itemID, customSku: z.string() }), (its) =>
      till.setCustomSku(its.itemID, its.customSku),
    ),
    'POST /till/tag': route(Named, (its) => till.tag(its.itemID, its.name)),
    'POST /till/untag': route(Named, (its) => till.untag(its.itemID, its.name)),
    'POST /till/addImage': route(Named, (its) => ({ imageID: till.addImage(its.itemID, its.name) })),
    'POST /till/replaceImage': route(z.object({ imageID: z.number().int(), name: z.string() }), (its) => ({
      imageID: till.replaceImage(its.imageID, its.name),
    })),
    'POST /till/labelImage': route(z.object({ imageID: z.number().int(), label: z.string() }), (its) =>
      till.labelImage(its.imageID, its.label),
    ),
    'POST /till/orderImages': route(z.object({ imageIDs: z.array(z.number().int()) }), (its) =>
      till.orderImages(its.imageIDs),
    ),
    'POST /till/removeImage': route(z.object({ imageID: z.number().int() }), (its) =>
      till.removeImage(its.imageID),
    ),
    'POST /till/merge': route(z.object({ losing: itemID, surviving: itemID }), (its) =>
      till.merge(its.losing, its.surviving),
    ),
    'POST /till/openShop': route(z.object({ name: z.string() }), ({ name }) => ({
      shopID: till.openShop(name),
    })),
    'POST /till/takeRight': route(z.object({ employeeID: z.number(), name: z.string() }), (its) =>
      till.takeRight(its.employeeID, its.name),
    ),
    'POST /till/lockEmployee': route(z.object({ employeeID: z.number() }), (its) =>
      till.lockEmployee(its.employeeID),
    ),
    'POST /till/archive': route(OneItem, (its) => till.archive(its.itemID)),
    'POST /till/unarchive': route(OneItem, (its) => till.unarchive(its.itemID)),
    'POST /till/publish': route(OneItem, (its) => till.publish(its.itemID)),
    'POST /till/unpublish': route(OneItem, (its) => till.unpublish(its.itemID)),
    'POST /till/addItem': route(NewItem, ({ price, ...columns }) => {
      const added = till.addItem(columns)
      if (price !== undefined) till.setPrice(added, price)
      return { itemID: added }
    }),
    'POST /till/item': route(OneItem, (its) => ({
      item: state.items.get(its.itemID),
      itemShops: state.itemShops.having('itemID', its.itemID),
    })),
    'POST /till/disconnect': () => connections.revokeAll(),
    'POST /till/expireAccess': () => connections.expireAccess(),
    'POST /till/pour': route(z.object({ units: z.number() }), ({ units }) => bucket.pour(units)),
    'POST /till/otherInstallation': route(z.object({ unitsPerSecond: z.number() }), ({ unitsPerSecond }) =>
      bucket.otherInstallation(unitsPerSecond),
    ),
    'POST /approve': route(z.object({ url: z.string() }), ({ url }) => ({ location: approve(url) })),
  }
}
