import type { PictureFault } from '../pictures/file.ts'
import type { NoPicture } from '../pictures/pictures.ts'
import type { Wanted } from '../pictures/reconcile.ts'
import { pictureName, type TillPicture } from '../pictures/till-picture.ts'
import { readPictureText } from '../projection/images.ts'
import type { Stop } from '../work.ts'
import type { Group } from './groups.ts'
import type { Sending } from './sending.ts'

/** What is known of the pictures that a product should show. */
export type Gathered = {
  /** Those that are there and that the shop can take. */
  readonly wanted: readonly Wanted[]
  /** What is wrong with others, and what they are called; null where all is well. */
  readonly fault: { readonly kind: PictureFault | 'picture-away'; readonly names: string } | null
  /** The till has other pictures by now, or cannot be asked: the item stays due. */
  readonly left: boolean
}

/** So many in a row that cannot be fetched mean that the file server is away: no more are asked for in this run. */
const MOST_AWAY = 5

/** Pictures of one item after another, downloaded where their bytes were never seen. */
export function gatherer({ pictures, context }: Sending) {
  let away = 0
  return async function gather(group: Group, atTill: readonly TillPicture[]): Promise<Gathered | Stop> {
    const wanted: Wanted[] = []
    const faults: { kind: PictureFault | 'picture-away'; name: string }[] = []
    for (const { position, planned } of plannedOf(group)) {
      const picture = atTill.find(
        ({ imageId, publicId }) => imageId === planned.imageId && publicId === planned.publicId,
      )
      if (picture === undefined || away >= MOST_AWAY) return { wanted, fault: null, left: true }
      const digest = await pictures.digestOf(picture, context.signal)
      away = !digest.ok && digest.error === 'away' ? away + 1 : 0
      if (digest.ok) wanted.push({ ...planned, digest: digest.value, position })
      else if (digest.error === 'cancelled') return { kind: 'cancelled' }
      else faults.push({ kind: faultOf(digest.error), name: pictureName(picture) })
    }
    const [first] = faults
    if (first === undefined) return { wanted, fault: null, left: false }
    const names = faults.flatMap(({ kind, name }) => (kind === first.kind ? [name] : []))
    return { wanted, fault: { kind: first.kind, names: names.join(', ') }, left: false }
  }
}

const faultOf = (none: Exclude<NoPicture, 'cancelled'>): PictureFault | 'picture-away' =>
  none === 'away' ? 'picture-away' : none

/** From first to last; what is emptied is none. */
const plannedOf = ({ changes }: Group) =>
  changes
    .flatMap(({ value }) => Object.entries(value))
    .flatMap(([place, text]) => {
      const planned = text === null ? null : readPictureText(text)
      return planned === null ? [] : [{ position: Number(place), planned }]
    })
    .toSorted((a, b) => a.position - b.position)
