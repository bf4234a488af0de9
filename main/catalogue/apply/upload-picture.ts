import type { Sku } from '../../../shared/ids.ts'
import { err, ok, type Result } from '../../../shared/result.ts'
import type { MagentoError } from '../../magento/error.ts'
import { addPicture, galleryOf } from '../../magento/gallery.ts'
import type { NoPicture } from '../pictures/pictures.ts'
import { type GalleryPlan, isMarked } from '../pictures/reconcile.ts'
import type { TillPicture } from '../pictures/till-picture.ts'
import { isPassing, pause } from './persist.ts'
import { type Sending, timed } from './sending.ts'
import { stillRunningMs } from './still-running.ts'

const MOST_ATTEMPTS = 4

export type Upload = {
  readonly sku: Sku
  readonly upload: GalleryPlan['uploads'][number]
  readonly picture: TillPicture
  /** Entries that the gallery had before. */
  readonly known: ReadonlySet<number>
}

/** Why a picture was not uploaded: the shop said so, or its bytes are gone from cache and till alike. */
export type NotUploaded =
  | { readonly by: 'shop'; readonly error: MagentoError }
  | { readonly by: 'till'; readonly error: NoPicture }

/**
 * One upload. It is never sent again blindly: after a lost answer its file is looked for, twice, as the shop may still
 * be at it.
 *
 * @returns the id of its entry
 */
export async function uploadPicture(
  sending: Sending,
  { sku, upload, picture, known }: Upload,
): Promise<Result<number, NotUploaded>> {
  const { magento, pictures, context } = sending
  for (let attempt = 1; ; attempt += 1) {
    const file = await pictures.fileOf(picture, context.signal)
    if (!file.ok) return err({ by: 'till', error: file.error })
    const { mime, ending, bytes } = file.value
    const entry = { ...upload.shown, name: `${upload.name}.${ending}`, mime, bytes }
    const made = await timed(sending, () => addPicture(magento, sku, entry))
    if (made.ok) return made
    const { error } = made
    if (isPassing(error)) sending.pace.bad()
    if (error.kind === 'answer-lost' || error.kind === 'internal-error') {
      const found = await look(sending, { sku, upload, known })
      if (!found.ok) return err({ by: 'shop', error: found.error })
      if (found.value !== null) return ok(found.value)
    }
    if (!isPassing(error) || attempt === MOST_ATTEMPTS) return err({ by: 'shop', error })
    await pause(sending, attempt, error)
  }
}

async function look(
  sending: Sending,
  { sku, upload, known }: Omit<Upload, 'picture'>,
): Promise<Result<number | null, MagentoError>> {
  for (let again = false; ; again = true) {
    const gallery = await galleryOf(sending.magento, sku)
    if (!gallery.ok) return gallery
    const entry = gallery.value.find(({ id, file }) => !known.has(id) && isMarked(file, upload.digest))
    if (entry !== undefined || again) return ok(entry?.id ?? null)
    await sending.clock.sleep(stillRunningMs(sending), sending.context.signal)
  }
}
