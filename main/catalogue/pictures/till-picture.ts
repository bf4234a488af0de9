import type { ItemId } from '../../../shared/ids.ts'
import type { Family, Variant } from '../../store/families.ts'
import { isRecord, members, type RawRecord } from '../mapping/read.ts'

/** A picture of an item at the till. */
export type TillPicture = {
  readonly imageId: string
  /** Names the file; another file has another one. */
  readonly publicId: string
  readonly filename: string
  /** What the merchant wrote under it; empty where nothing. */
  readonly label: string
  readonly baseUrl: string
}

/** More pictures than these of one item stay at the till. */
export const MOST_PICTURES = 100

const textOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : ''

/**
 * The pictures in an item's relation `Images`, first to last. Source: https://developers.lightspeedhq.com/retail/endpoints/Image/
 *
 * They ride on the item as a relation, so the mirror has them already.
 */
export function picturesOf(images: unknown): readonly TillPicture[] {
  return members(images, 'Image')
    .filter(isRecord)
    .map((image) => ({ ...pictureOf(image), order: Number(textOf(image.ordering)) || 0 }))
    .filter(({ imageId }) => /^\d{1,15}$/.test(imageId))
    .toSorted((a, b) => a.order - b.order || Number(a.imageId) - Number(b.imageId))
    .slice(0, MOST_PICTURES)
    .map(({ order: _, ...picture }) => picture)
}

const pictureOf = (image: RawRecord): TillPicture => ({
  imageId: textOf(image.imageID),
  publicId: textOf(image.publicID),
  filename: textOf(image.filename),
  label: textOf(image.description).replace(/\s+/g, ' ').trim().slice(0, 255),
  baseUrl: textOf(image.baseImageURL),
})

/** What the merchant knows a picture by. */
export const pictureName = ({
  label,
  filename,
  imageId,
}: Pick<TillPicture, 'label' | 'filename' | 'imageId'>): string => label || filename || `#${imageId}`

/**
 * Where the file is; null where the till gives no address.
 *
 * The ending says what type is wanted; of another type than PNG a JPEG is asked for.
 */
export function pictureAddress({ baseUrl, publicId, filename }: TillPicture): string | null {
  if (publicId === '' || !/^https?:\/\//.test(baseUrl)) return null
  const ending = filename.toLowerCase().endsWith('.png') ? 'png' : 'jpg'
  const path = publicId.split('/').map(encodeURIComponent).join('/')
  return `${baseUrl.replace(/\/$/, '')}/${path}.${ending}`
}

/** An item of the mirror, as far as its pictures go. */
export type Pictured = {
  readonly itemId: ItemId
  readonly raw: unknown
  readonly family: Pick<Family, 'names' | 'variants'> | null
}

/** What varies by its look. */
const COLOUR = /colou?r|couleur/i

/**
 * What an item's product shows: its own pictures; a variant that has none, those of a sister of its colour, as the till
 * has one picture for a colour and not for each size.
 */
export function picturesFor({ itemId, raw, family }: Pictured): readonly TillPicture[] {
  const own = picturesOf(isRecord(raw) ? raw.Images : null)
  const axis = family?.names.findIndex((name) => COLOUR.test(name)) ?? -1
  const colourOf = ({ values }: Pick<Variant, 'values'>): string => (values[axis] ?? '').trim().toLowerCase()
  const self = family?.variants.find((variant) => variant.itemId === itemId)
  if (own.length > 0 || family === null || self === undefined || axis < 0 || colourOf(self) === '') return own
  const sisters = family.variants.filter((one) => !one.archived && colourOf(one) === colourOf(self))
  return sisters.map(({ images }) => picturesOf(images)).find((pictures) => pictures.length > 0) ?? own
}
