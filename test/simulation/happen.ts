import { assertNever } from '../../shared/result.ts'
import type { Fault } from '../sandbox/fault.ts'
import { pictureFile } from '../sandbox/lightspeed/picture-file.ts'
import type { Computer } from './computer.ts'
import { editKey } from './oracle.ts'
import { type PictureDeeds, picturesOf, sistersOf } from './pictures.ts'
import { inTheTree, OWN_PICKS, put } from './places.ts'
import { DAY_MINUTES, type Event, MINUTE_MS } from './story.ts'
import type { Time, Waiting } from './time.ts'
import type { World } from './world.ts'

/** Where things happen. */
export type Scene = {
  readonly time: Time
  readonly computer: Computer
  readonly world: World
  readonly edits: Map<string, { value: string; at: number }>
  readonly pictures: PictureDeeds
  /** Products that the merchant put into a category of her own. */
  readonly picked: Set<string>
  /** Items that came later, by their name in the story. */
  readonly names: Map<string, number>
  readonly pouredAt: number[]
  compare(lookedAt: number): void
}

const nature: Waiting = { name: 'nature' }

/** Makes one event happen. What it is about may not be there any more: then nothing happens. */
export function happen(scene: Scene, event: Event): void {
  const id = 'item' in event ? (scene.names.get(event.item) ?? Number(event.item)) : 0
  const isKnown = event.kind === 'new' || scene.world.till.state.items.get(id) !== undefined
  if (!('item' in event)) onTheWay(scene, event)
  else if (isKnown) inTheShop(scene, event, id)
}

type InTheShop = Extract<Event, { item: string }>
type OnTheWay = Exclude<Event, InTheShop>

function inTheShop(scene: Scene, event: InTheShop, id: number): void {
  const { till } = scene.world.till
  switch (event.kind) {
    case 'sell':
      till.sell(id, event.units, event.shop)
      break
    case 'receive':
      till.receive(id, event.units, event.shop)
      break
    case 'count':
      till.setQoh(id, event.units, event.shop)
      break
    case 'price':
      till.setPrice(id, event.amount)
      break
    case 'rename':
      till.rename(id, event.name)
      break
    case 'describe':
      setDescription(scene.world, id, event.text)
      break
    case 'vary':
      vary(scene.world, id, event.place, event.value)
      break
    case 'rename-matrix':
      renameMatrix(scene.world, id, event.name)
      break
    case 'archive':
    case 'unarchive':
    case 'publish':
    case 'unpublish':
      till[event.kind](id)
      break
    case 'new':
      scene.names.set(event.item, addItem(scene.world, event))
      break
    case 'picture':
      till.addImage(id, event.file, event.look)
      break
    case 'picture-replaced':
    case 'picture-gone':
    case 'picture-first':
      changePicture(scene, event, id)
      break
    case 'picture-by-hand':
      addPictureByHand(scene, id, event.look)
      break
    case 'put':
      put(scene.world, id, event.category)
      break
    case 'tag':
    case 'untag':
      till[event.kind](id, event.tag)
      break
    case 'pick':
      pick(scene, id)
      break
    case 'edit':
      edit(scene, id, event.code, event.value)
      break
    default:
      assertNever(event, 'inTheShop')
  }
}

type PictureEvent = Extract<Event, { place: number }>

/** What only leaves or moves is seen at night; whoever compares before must know. */
function changePicture({ world, time, pictures }: Scene, event: PictureEvent, id: number): void {
  const { till, state } = world.till
  const images = picturesOf(state, id)
  const image = images[event.place % Math.max(1, images.length)]
  if (image === undefined) return
  if (event.kind === 'picture-replaced') {
    till.replaceImage(image.imageID, event.file, event.look)
    return
  }
  const item = state.items.get(id)
  const touched = [id, ...(item === undefined ? [] : sistersOf(state, item)).map(({ itemID }) => itemID)]
  for (const one of touched) pictures.changedAt.set(one, time.now())
  if (event.kind === 'picture-gone') till.removeImage(image.imageID)
  else till.orderImages([image, ...images.filter((one) => one !== image)].map(({ imageID }) => imageID))
}

function addPictureByHand({ world, pictures }: Scene, id: number, look: string): void {
  const { shop } = world.web
  const sku = skuOf(world, id)
  const product = shop.product(sku)
  if (product === undefined) return
  const content = Buffer.from(pictureFile(look, 'png')).toString('base64')
  shop.edit(sku, {
    media_gallery_entries: [
      ...product.pictures.map((one) => ({ id: one.id, media_type: 'image', label: one.label })),
      {
        media_type: 'image',
        position: 50,
        types: [],
        content: { base64_encoded_data: content, type: 'image/png', name: `${look}.png` },
      },
    ],
  })
  pictures.byHand.push({ sku, content })
}

function skuOf({ till }: World, id: number): string {
  const item = till.state.items.get(id)
  return item?.customSku.trim() || item?.systemSku || ''
}

function onTheWay({ time, computer, world, pouredAt, compare }: Scene, event: OnTheWay): void {
  const after = (minutes: number, act: () => void): void =>
    void time.at(nature, time.now() + minutes * MINUTE_MS, act)
  switch (event.kind) {
    case 'fault':
      trouble(world[event.service === 'magento' ? 'web' : 'till'].faults, event.fault, (end) =>
        after(event.minutes, end),
      )
      break
    case 'offline':
      computer.network.setOffline(true)
      after(event.minutes, () => computer.network.setOffline(false))
      break
    case 'maintenance':
      world.web.shop.settings.maintenance = true
      after(event.minutes, () => {
        world.web.shop.settings.maintenance = false
      })
      break
    case 'rename-all':
      renameAll(world, event.word)
      break
    case 'rename-category':
    case 'add-category':
    case 'move-category':
    case 'delete-category':
      inTheTree(world, event)
      break
    case 'queue-stops':
      world.web.consumer.stop()
      after(event.minutes, world.web.consumer.start)
      break
    case 'queue-late':
      world.web.consumer.late(event.by * MINUTE_MS)
      after(event.minutes, () => world.web.consumer.late(0))
      break
    case 'queue-loses':
      world.web.consumer.lose(event.count)
      break
    case 'pour':
      pouredAt.push(time.now())
      world.till.bucket.pour(event.units)
      break
    case 'sleep':
      computer.sleep(event.minutes)
      after(event.minutes, () => {
        if (event.told) void computer.core()?.ask('wake', {})
      })
      break
    case 'crash':
      computer.powerGoesAfter(event.steps, event.minutes)
      break
    case 'restart':
      void computer.quit(event.minutes)
      break
    case 'clock':
      computer.setClock(event.by)
      after(event.minutes, () => computer.setClock(-event.by))
      break
    case 'check':
      compare(lastLook(time.now()))
      break
    default:
      assertNever(event, 'onTheWay')
  }
}

/** The night's comparison begins at four; one that was missed is made up for. */
const lastLook = (now: number): number => now - (now % DAY_MS) + 4 * 60 * MINUTE_MS

const DAY_MS = DAY_MINUTES * MINUTE_MS

const MARK = ' – '

function renameAll({ till }: World, word: string): void {
  for (const { itemID, description } of till.state.items.ordered('itemID'))
    till.till.rename(itemID, `${description.split(MARK)[0]}${MARK}${word}`)
}

function setDescription({ till }: World, id: number, longDescription: string): void {
  const before = till.state.items.get(id)?.eCommerce
  const nothing = { shortDescription: '', weight: 0, width: 0, height: 0, length: 0, listOnStore: true }
  till.till.edit(id, { eCommerce: { ...nothing, ...before, longDescription } })
}

/** Only where the variants of its matrix differ in that at all. */
function vary({ till }: World, id: number, place: 'attribute1' | 'attribute2', value: string): void {
  const { attributes } = till.state.items.get(id) ?? {}
  if (attributes !== undefined && attributes[place] !== '')
    till.till.edit(id, { attributes: { ...attributes, [place]: value } })
}

function renameMatrix({ till }: World, id: number, description: string): void {
  const matrixId = till.state.items.get(id)?.itemMatrixID ?? 0
  if (matrixId > 0) till.till.editMatrix(matrixId, { description })
}

function addItem({ till }: World, event: Extract<Event, { kind: 'new' }>): number {
  return till.till.addItem({
    description: event.name,
    customSku: event.sku,
    systemSku: `21000099${till.state.items.nextId()}`,
    publishToEcom: true,
    prices: [{ useTypeID: 1, amount: event.amount }],
    stock: { 1: event.units },
  })
}

/** The merchant changes a product of this item, if the shop has it. */
function edit({ time, world, edits }: Scene, id: number, code: string, value: string): void {
  const sku = skuOf(world, id)
  const { shop } = world.web
  if (shop.product(sku) === undefined) return
  const own = new Set(['name', 'price', 'status'])
  const number = code === 'name' ? value : Number(value)
  shop.edit(
    sku,
    own.has(code) ? { [code]: number } : { custom_attributes: [{ attribute_code: code, value }] },
  )
  edits.set(editKey(sku, code), { value, at: time.now() })
}

/** The merchant puts a product of this item into a category of her own, if the shop has it. */
function pick({ world, picked }: Scene, id: number): void {
  const item = world.till.state.items.get(id)
  const sku = item?.customSku.trim() || item?.systemSku || ''
  const { shop } = world.web
  if (shop.product(sku) === undefined || !world.places) return
  shop.categories.put(sku, shop.categories.id(OWN_PICKS))
  picked.add(sku)
}

/** The sandbox ends all its troubles at once; those that last are planned again. */
const lasting = new WeakMap<World['till']['faults'], Set<Fault>>()

function trouble(faults: World['till']['faults'], fault: Fault, after: (act: () => void) => void): void {
  const all = lasting.get(faults) ?? new Set()
  lasting.set(faults, all.add(fault))
  faults.add(fault)
  after(() => {
    all.delete(fault)
    faults.clear()
    for (const other of all) faults.add(other)
  })
}
