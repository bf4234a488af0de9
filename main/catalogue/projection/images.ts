import type { Rules } from '../../../shared/rules.ts'
import {
  MOST_PICTURES,
  type Pictured,
  pictureName,
  picturesFor,
  type TillPicture,
} from '../pictures/till-picture.ts'
import type { Projected } from './projected.ts'
import { notOurs, type Split } from './split.ts'

/** What a plan says of one picture: which one, and what is written under it. Its bytes are not needed for that. */
export type PlannedPicture = Pick<TillPicture, 'imageId' | 'publicId' | 'label'>

/** Every place that a picture can have: 1 is the first. */
const places: ReadonlySet<string> = new Set(Array.from({ length: MOST_PICTURES }, (_, at) => String(at + 1)))

/** Place → picture, in the till's terms. Once the rule is taken back, what the shop has stays as it is. */
export function projectImages(item: Pictured, { pictures }: Pick<Rules, 'pictures'>): Projected<Split> {
  if (!pictures) return notOurs
  const kept = Object.fromEntries(picturesFor(item).map((one, at) => [String(at + 1), pictureText(one)]))
  return { ok: true, value: { kept, onCreate: {}, whenEmpty: new Set(), clearable: places } }
}

/** `68 dsxabc12 front` */
export const pictureText = ({ imageId, publicId, label }: PlannedPicture): string =>
  [imageId, encodeURIComponent(publicId), label].join(' ').trimEnd()

/** What `pictureText` wrote; null for anything else. */
export function readPictureText(text: string): PlannedPicture | null {
  const [, imageId, publicId = '', label = ''] = /^(\d+)(?: (\S*))?(?: (.*))?$/s.exec(text) ?? []
  return imageId === undefined ? null : { imageId, publicId: decodeURIComponent(publicId), label }
}

/** A picture as people call it: by its label, or by its file where the till still has it. */
export function toldPicture(text: string, atTill: readonly TillPicture[] = []): string {
  const planned = readPictureText(text)
  if (planned === null) return text
  const { filename = '' } = atTill.find(({ imageId }) => imageId === planned.imageId) ?? {}
  return pictureName({ ...planned, filename })
}
