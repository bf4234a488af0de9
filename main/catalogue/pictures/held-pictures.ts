import type { FacetValue } from '../../../shared/facet.ts'
import type { GalleryEntry } from '../../magento/gallery.ts'
import type { GalleryRow } from '../../store/pictures.ts'
import { pictureText } from '../projection/images.ts'
import { roles } from './reconcile.ts'

/**
 * What a gallery holds of ours, told as the projection tells it: place → picture.
 *
 * Null where the merchant has put one of them there: how it is shown is hers to say.
 *
 * The first one says nothing while a role is played by nobody, or by another of ours: then it is not as it was sent.
 */
export function heldPictures(
  entries: readonly GalleryEntry[],
  rows: readonly GalleryRow[],
): FacetValue | null {
  if (rows.some(({ own }) => !own)) return null
  const own = entries
    .flatMap((entry) => {
      const row = rows.find(({ entryId, file }) => entryId === entry.id && file === entry.file)
      return row === undefined ? [] : [{ entry, row }]
    })
    .toSorted((a, b) => a.entry.position - b.entry.position)
  const [first] = own
  const foreign = entries.filter((entry) => !own.some((one) => one.entry === entry))
  const lacks = roles.some((role) => ![first?.entry, ...foreign].some((entry) => entry?.types.includes(role)))
  return Object.fromEntries(
    own.map((one) => {
      const { imageId, publicId } = one.row
      const text = pictureText({ imageId, publicId, label: one.entry.label })
      return [String(one.entry.position), one === first && lacks ? '' : text]
    }),
  )
}
