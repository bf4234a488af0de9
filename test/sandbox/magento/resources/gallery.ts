import type { Picture, PictureView, Product, State } from '../state/model.ts'
import { ADMIN_STORE } from '../state/model.ts'
import { appliesTo } from '../state/sets.ts'
import { traitsOf } from '../state/traits.ts'
import { storesOfWebsite, valueIn, writeValue } from '../state/values.ts'
import { anything, bool, int, list, object, text } from '../web/input.ts'
import type { ContentInput, ImageFile } from './image-file.ts'
import { contentReader, freeName, readImage } from './image-file.ts'

export const NO_ROLE = 'no_selection'

export const entryReader = object(
  '\\Magento\\Catalog\\Api\\Data\\ProductAttributeMediaGalleryEntryInterface',
  {
    id: int,
    media_type: text,
    label: text,
    position: int,
    disabled: bool,
    types: list(text),
    file: text,
    content: contentReader,
    extension_attributes: anything,
  },
)

export type EntryInput = ReturnType<typeof entryReader.read>

/** The roles that a product's pictures can play, each the code of a `media_image` attribute. */
export function rolesFor(state: State, product: Product): string[] {
  return ['image', 'small_image', 'thumbnail', 'swatch_image'].filter((code) => {
    const attribute = state.attributes.get(code)
    return attribute !== undefined && appliesTo(attribute, product.typeId)
  })
}

/** The roles that a picture plays in a store view. */
export function rolesOf(state: State, product: Product, file: string, storeId: number): string[] {
  return rolesFor(state, product).filter((role) => roleFile(state, product, role, storeId) === file)
}

function roleFile(state: State, product: Product, role: string, storeId: number): string | undefined {
  const attribute = state.attributes.get(role)
  const file = attribute === undefined ? undefined : valueIn(state, product, attribute, storeId)
  return file === undefined ? undefined : String(file)
}

/** A picture that asks for roles; the label of one that was there before goes with them. */
export type Claim = { file: string; roles: readonly string[]; label?: string | null }

/** Gives out every role of a scope: to the last picture that claims it, or to none. */
export function giveRoles(state: State, product: Product, storeId: number, claims: readonly Claim[]): void {
  for (const role of rolesFor(state, product)) {
    const owner = claims.filter(({ roles }) => roles.includes(role)).at(-1)
    const write = (code: string, value: string | undefined): void => {
      const attribute = state.attributes.get(code)
      if (attribute !== undefined) writeValue(state, product, attribute, storeId, value)
    }
    write(role, owner?.file ?? NO_ROLE)
    write(`${role}_label`, owner?.label ?? undefined)
  }
}

/** What each picture of a product claims as things are. */
export function claimsOf(state: State, product: Product, storeId: number): Claim[] {
  return product.gallery.map((picture) => ({
    file: picture.file,
    roles: rolesOf(state, product, picture.file, storeId),
    label: shownView(picture, storeId).label,
  }))
}

/** Puts a new picture last; its label belongs to the scope in which it came. */
export function addPicture(
  state: State,
  product: Product,
  entry: EntryInput,
  content: ContentInput,
  storeId: number,
): { picture: Picture; wanted: string } {
  const image = readImage(content)
  const file = freeName(state, image.wanted, new Set(product.gallery.map((each) => each.file)))
  const view = viewOf(entry)
  const views = new Map<number, PictureView>([[ADMIN_STORE, view]])
  if (storeId !== ADMIN_STORE) {
    views.set(ADMIN_STORE, { label: null, position: view.position, disabled: false })
    views.set(storeId, view)
  }
  const picture = pictureOf(state.next.picture++, entry, image, file, views)
  product.gallery = [...product.gallery, picture]
  return { picture, wanted: image.wanted }
}

function pictureOf(
  id: number,
  entry: EntryInput,
  { mime, content }: ImageFile,
  file: string,
  views: Map<number, PictureView>,
): Picture {
  return { id, mediaType: entry.media_type ?? 'image', file, mime, content, views }
}

/** Changes a picture in a scope; with content its file is another one, under the same id. */
export function changePicture(
  state: State,
  product: Product,
  former: Picture,
  entry: EntryInput,
  storeId: number,
): Picture {
  const views = new Map(former.views).set(storeId, viewOf(entry, shownView(former, storeId)))
  let picture: Picture = { ...former, views }
  if (entry.content !== undefined && entry.content !== null) {
    const image = readImage(entry.content)
    const file = freeName(state, image.wanted, new Set(product.gallery.map((each) => each.file)))
    picture = pictureOf(former.id, entry, image, file, views)
  }
  product.gallery = product.gallery.map((each) => (each === former ? picture : each))
  return picture
}

const LABEL_LENGTH = 255

function viewOf(entry: EntryInput, former?: PictureView): PictureView {
  const label = entry.label === undefined ? (former?.label ?? null) : entry.label
  return {
    label: label === null || label === '' ? null : label.slice(0, LABEL_LENGTH),
    position: entry.position ?? former?.position ?? 0,
    disabled: entry.disabled ?? former?.disabled ?? false,
  }
}

export function shownView(picture: Picture, storeId: number): PictureView {
  return (
    picture.views.get(storeId) ??
    picture.views.get(ADMIN_STORE) ?? { label: null, position: 0, disabled: false }
  )
}

/** Whether a picture may go: since 2.4.6 not while it plays a role in another scope. */
export function mayGo(state: State, product: Product, { file }: Picture, storeId: number): boolean {
  if (!traitsOf(state).keepsForeignRoles) return true
  const views = product.websiteIds.flatMap((id) => storesOfWebsite(state, id)).map(({ id }) => id)
  return ![ADMIN_STORE, ...views]
    .filter((id) => id !== storeId)
    .some((id) => ownRoles(product, id).includes(file))
}

/** Files that a scope itself names for a role. */
function ownRoles(product: Product, storeId: number): string[] {
  const values = storeId === ADMIN_STORE ? product.values : product.overrides.get(storeId)
  return ['image', 'small_image', 'thumbnail', 'swatch_image'].map((role) => String(values?.[role] ?? ''))
}

/** Writes to disk what a save has made of a product's pictures. */
export function keepFiles(state: State, former: readonly Picture[], now: readonly Picture[]): void {
  for (const { file } of former) state.files.delete(file)
  for (const { file } of now) state.files.add(file)
}
