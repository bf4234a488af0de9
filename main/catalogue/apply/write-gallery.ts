import type { Sku } from '../../../shared/ids.ts'
import { err, ok, type Result } from '../../../shared/result.ts'
import type { MagentoError } from '../../magento/error.ts'
import { galleriesOf } from '../../magento/galleries.ts'
import {
  addPicture,
  changePicture,
  type GalleryEntry,
  type NewPicture,
  removePicture,
  saveGallery,
} from '../../magento/gallery.ts'
import { isHarmlessInPath } from '../../magento/sku.ts'
import type { NoPicture } from '../pictures/pictures.ts'
import { type GalleryPlan, isMarked } from '../pictures/reconcile.ts'
import type { TillPicture } from '../pictures/till-picture.ts'
import { isPassing, pause, persist } from './persist.ts'
import { type Sending, timed } from './sending.ts'
import { stillRunningMs } from './still-running.ts'

const MOST_ATTEMPTS = 4

export type GalleryWrite = {
  readonly sku: Sku
  readonly plan: GalleryPlan
  /** The item's pictures at the till. */
  readonly pictures: readonly TillPicture[]
  /** What the gallery holds now. */
  readonly entries: readonly GalleryEntry[]
}

/** Why a gallery was not written: the shop said so, or the bytes are gone from cache and till alike. */
export type NotWritten =
  | { readonly by: 'shop'; readonly error: MagentoError }
  | { readonly by: 'till'; readonly error: NoPicture }

type Written = Promise<Result<null, NotWritten>>

const byShop = <T>(answer: Result<T, MagentoError>): Result<T, NotWritten> =>
  answer.ok ? answer : err({ by: 'shop', error: answer.error })

/**
 * Writes what differs, and nothing else.
 *
 * First what the product shows, then what it should not show any more: it is never without a picture in between. Each
 * call saves the whole product in the shop.
 */
export function writeGallery(sending: Sending, write: GalleryWrite): Written {
  return isHarmlessInPath(write.sku) ? writeEntries(sending, write) : writeWhole(sending, write)
}

async function writeEntries(sending: Sending, { sku, plan, pictures, entries }: GalleryWrite): Written {
  const { magento } = sending
  const known = new Set(entries.map(({ id }) => id))
  for (const upload of plan.uploads) {
    const added = await addOne(sending, sku, upload, pictures, known)
    if (!added.ok) return added
    known.add(added.value)
  }
  for (const call of [
    ...plan.changes.map((entry) => () => changePicture(magento, sku, entry)),
    ...plan.removals.map(
      ({ id }) =>
        () =>
          removePicture(magento, sku, id),
    ),
  ]) {
    const answer = await persist(sending, () => timed(sending, call))
    if (!answer.ok) return byShop(answer)
  }
  return ok(null)
}

/** Its answer being lost does not matter: what is read back afterwards tells, and files are known by their mark. */
async function writeWhole(sending: Sending, { sku, plan, pictures, entries }: GalleryWrite): Written {
  const fresh: NewPicture[] = []
  for (const upload of plan.uploads) {
    const one = await newPicture(sending, upload, pictures)
    if (!one.ok) return one
    fresh.push(one.value)
  }
  const changed = new Map(plan.changes.map((entry) => [entry.id, entry]))
  const removed = new Set(plan.removals.map(({ id }) => id))
  const old = entries.filter(({ id }) => !removed.has(id)).map((entry) => changed.get(entry.id) ?? entry)
  const answer = await timed(sending, () => saveGallery(sending.magento, sku, old, fresh))
  if (answer.ok || answer.error.kind !== 'answer-lost') return byShop(answer)
  await sending.clock.sleep(stillRunningMs(sending), sending.context.signal)
  return ok(null)
}

type Upload = GalleryPlan['uploads'][number]

/**
 * One upload. It is never sent again blindly: after a lost answer its file is looked for, twice, as the shop may still
 * be at it.
 *
 * @returns the id of its entry
 */
async function addOne(
  sending: Sending,
  sku: Sku,
  upload: Upload,
  pictures: readonly TillPicture[],
  known: ReadonlySet<number>,
): Promise<Result<number, NotWritten>> {
  for (let attempt = 1; ; attempt += 1) {
    const picture = await newPicture(sending, upload, pictures)
    if (!picture.ok) return picture
    const made = await oneLarge(sending, picture.value, () =>
      timed(sending, () => addPicture(sending.magento, sku, picture.value)),
    )
    if (made.ok) sending.pace.good()
    if (made.ok) return made
    const { error } = made
    if (isPassing(error)) sending.pace.bad()
    if (error.kind === 'answer-lost' || error.kind === 'internal-error') {
      const found = await look(sending, sku, upload.digest, known)
      if (!found.ok) return byShop(found)
      if (found.value !== null) return ok(found.value)
    }
    if (!isPassing(error) || attempt === MOST_ATTEMPTS) return byShop(made)
    await pause(sending, attempt, error)
  }
}

/** Bytes beyond which a picture is sent by itself: on its way it is in memory several times. */
const LARGE = 4 * 1024 * 1024

const oneLarge = <T>({ locks }: Sending, { bytes }: NewPicture, send: () => Promise<T>): Promise<T> =>
  bytes.length > LARGE ? locks.withKeys(['a large picture'], send) : send()

async function newPicture(
  sending: Sending,
  { imageId, shown, name }: Upload,
  pictures: readonly TillPicture[],
): Promise<Result<NewPicture, NotWritten>> {
  const picture = pictures.find((one) => one.imageId === imageId)
  if (picture === undefined) return err({ by: 'till', error: 'picture-missing' })
  const file = await sending.pictures.fileOf(picture, sending.context.signal)
  if (!file.ok) return err({ by: 'till', error: file.error })
  const { mime, ending, bytes } = file.value
  return ok({ ...shown, name: `${name}.${ending}`, mime, bytes })
}

async function look(
  sending: Sending,
  sku: Sku,
  digest: string,
  known: ReadonlySet<number>,
): Promise<Result<number | null, MagentoError>> {
  for (let again = false; ; again = true) {
    const galleries = await galleriesOf(sending.magento, [sku])
    if (!galleries.ok) return galleries
    const gallery = galleries.value.get(sku)
    const entries = gallery?.ok ? gallery.value : []
    const entry = entries.find(({ id, file }) => !known.has(id) && isMarked(file, digest))
    if (entry !== undefined || again) return ok(entry?.id ?? null)
    await sending.clock.sleep(stillRunningMs(sending), sending.context.signal)
  }
}
