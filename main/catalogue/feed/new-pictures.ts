import { ItemId, isMatrixId, matrixItemId } from '../../../shared/ids.ts'
import { type Image, newestImages } from '../../lightspeed/resource/images.ts'
import { stopForLightspeed } from '../stop.ts'
import type { Stage, Stop, Work } from '../work.ts'
import { readChosen } from './items.ts'
import { readChosenMatrices } from './matrices.ts'

const EVERY_MS = 3_600_000

/**
 * Reads items anew that got a picture at the till, once an hour: a new picture need not move the item's time stamp.
 *
 * Pictures ride on the items as a relation (0.4 units for 100 items), so they are in the mirror already; what this
 * costs is a unit an hour, and the items that have a new one. What only left or moved comes with the nightly full read,
 * or with the item's next change.
 */
export async function readNewPictures(work: Work): Stage {
  const { ledger, clock, policy } = work
  if (!policy.rules.pictures) return null
  const known = ledger.lists.newestImage.get()
  const ageMs = known === null ? null : clock.now() - Date.parse(known.readAt)
  if (ageMs !== null && ageMs >= 0 && ageMs < EVERY_MS) return null
  const found = await newerThan(work, known?.value ?? null)
  if ('kind' in found) return found
  const stop = await readAnew(work, found.itemIds)
  if (stop === null) ledger.lists.newestImage.store(found.newest)
  return stop
}

async function readAnew(work: Work, itemIds: readonly ItemId[]): Stage {
  const items = itemIds.filter((itemId) => !isMatrixId(itemId))
  return (await readChosen(work, items)) ?? (await readChosenMatrices(work, itemIds.filter(isMatrixId)))
}

type Found = { readonly newest: number; readonly itemIds: readonly ItemId[] }

/** The first time only the newest number is noted: the pictures of before ride on the items that are read next. */
async function newerThan({ lightspeed, log }: Work, known: number | null): Promise<Found | Stop> {
  const itemIds = new Set<ItemId>()
  let newest = known ?? 0
  for await (const page of newestImages(lightspeed)) {
    if (!page.ok) {
      if (page.error.kind !== 'rejected') return stopForLightspeed(page.error)
      log.warn('list not read', { list: 'Image', error: page.error.kind })
      break
    }
    const images = page.value.rows.flatMap((row) => (row.kind === 'read' ? [row.record] : []))
    newest = Math.max(newest, ...images.map(({ imageID }) => Number(imageID)))
    if (known === null) break
    const fresh = images.filter(({ imageID }) => Number(imageID) > known)
    for (const image of fresh) for (const itemId of ownerOf(image)) itemIds.add(itemId)
    if (fresh.length < images.length || images.length === 0) break
  }
  return { newest, itemIds: [...itemIds] }
}

const ownerOf = ({ itemID, itemMatrixID }: Image): readonly ItemId[] => [
  ...(itemID === null ? [] : [ItemId.parse(itemID)]),
  ...(itemMatrixID === null ? [] : [matrixItemId(itemMatrixID)]),
]
