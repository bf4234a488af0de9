import type { GalleryEntry, Shown } from '../../magento/gallery.ts'
import type { GalleryRow } from '../../store/pictures.ts'
import type { PlannedPicture } from '../projection/images.ts'

/** A picture as the product should show it, and what its bytes are. */
export type Wanted = PlannedPicture & { readonly digest: string; readonly position: number }

/** What is to be done so that a gallery shows the wanted pictures beside the merchant's own. */
export type GalleryPlan = {
  /** Entries that hold a wanted picture already. */
  readonly kept: readonly (Wanted & { readonly entry: GalleryEntry; readonly isOurs: boolean })[]
  readonly uploads: readonly (Wanted & { readonly shown: Shown; readonly name: string })[]
  readonly changes: readonly GalleryEntry[]
  readonly removals: readonly GalleryEntry[]
}

/** Roles that the first picture plays, unless one that the merchant added plays them. */
export const roles = ['image', 'small_image', 'thumbnail']

/**
 * Compares a gallery with what is wanted. Entries are ours when the ledger says so or their file bears our mark; any
 * other is the merchant's and stays as it is, with its roles.
 *
 * An entry with the right bytes is taken whatever image at the till they came from: nothing is uploaded twice.
 *
 * @param slug what a new file's name begins with
 */
export function reconcile(
  wanted: readonly Wanted[],
  entries: readonly GalleryEntry[],
  rows: readonly GalleryRow[],
  slug: string,
): GalleryPlan {
  const own = entries.flatMap((entry) => ownOf(entry, rows))
  const free = rolesLeft(entries, own)
  const open = [...own]
  const take = (wish: Wanted, isIt: (one: Own) => boolean): Own | null => {
    const at = open.findIndex((one) => wish.digest.startsWith(one.digest) && isIt(one))
    return at < 0 ? null : (open.splice(at, 1)[0] ?? null)
  }
  const exact = wanted.map((wish) => take(wish, ({ imageId }) => imageId === wish.imageId))
  const places = wanted.map((wish, at) => {
    const taken = exact[at] ?? take(wish, () => true)
    const entry = taken?.entry ?? null
    const isOurs = taken?.isOurs ?? true
    const types = typesOf(entry, at === 0 ? free : [])
    const shown = { label: wish.label, position: wish.position, disabled: entry?.disabled ?? false, types }
    const twins = wanted.slice(0, at).filter(({ digest }) => digest === wish.digest).length
    return { wish, entry, isOurs, shown, name: markedName(slug, wish.digest, twins) }
  })
  return {
    kept: places.flatMap(({ wish, entry, isOurs }) => (entry === null ? [] : [{ ...wish, entry, isOurs }])),
    uploads: places.flatMap(({ wish, entry, shown, name }) =>
      entry === null ? [{ ...wish, shown, name }] : [],
    ),
    changes: places.flatMap(({ entry, isOurs, shown }) =>
      entry === null || !isOurs || isShown(entry, shown) ? [] : [{ ...entry, ...shown }],
    ),
    removals: open.flatMap(({ entry, isOurs }) => (isOurs ? [entry] : [])),
  }
}

type Own = {
  readonly entry: GalleryEntry
  readonly imageId: string | null
  readonly digest: string
  /** False: the merchant's, with the bytes of the till. It is neither changed nor removed. */
  readonly isOurs: boolean
}

function ownOf(entry: GalleryEntry, rows: readonly GalleryRow[]): readonly Own[] {
  const row = rows.find(({ entryId, file }) => entryId === entry.id && file === entry.file)
  if (row !== undefined) return [{ entry, imageId: row.imageId, digest: row.digest, isOurs: row.own }]
  const mark = markOf(entry.file)
  return mark === null ? [] : [{ entry, imageId: null, digest: mark, isOurs: true }]
}

const rolesLeft = (entries: readonly GalleryEntry[], own: readonly Own[]): readonly string[] => {
  const foreign = entries.filter((entry) => !own.some((one) => one.isOurs && one.entry === entry))
  return roles.filter((role) => !foreign.some(({ types }) => types.includes(role)))
}

/** Other roles, such as the swatch's, stay as the merchant has given them. */
const typesOf = (entry: GalleryEntry | null, own: readonly string[]): string[] => [
  ...own,
  ...(entry?.types ?? []).filter((type) => !roles.includes(type)),
]

const isShown = (entry: GalleryEntry, shown: Shown): boolean =>
  entry.label === shown.label &&
  entry.position === shown.position &&
  entry.types.toSorted().join() === shown.types.toSorted().join()

/** So many characters of a digest tell one picture of a product from another. */
const MARK = 12

/**
 * A file's name with the mark by which it is known again, should the answer to its upload or the ledger be lost.
 *
 * A second picture of the same bytes has a name of its own: of two that want one name Magento gives the roles of the
 * first to the second (recorded 2.4.7). At most 90 characters, which 2.4.6 takes.
 */
export function markedName(slug: string, digest: string, twins: number): string {
  const start = slug.slice(0, 60).replace(/-$/, '')
  return [
    ...(start === '' ? [] : [start]),
    ...(twins === 0 ? [] : [twins + 1]),
    `tb${digest.slice(0, MARK)}`,
  ].join('-')
}

/** The beginning of the digest in the name of one of our files; null for any other. */
const markOf = (file: string): string | null =>
  /(?:^|[/-])tb([0-9a-f]{12})(?:_\d+)*\.\w+$/.exec(file)?.[1] ?? null

/** Whether a file bears the mark of these bytes. */
export const isMarked = (file: string, digest: string): boolean => markOf(file) === digest.slice(0, MARK)

/** Whether a file bears the mark of any of our uploads. */
export const isOurFile = (file: string): boolean => markOf(file) !== null
