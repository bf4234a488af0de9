import { z } from 'zod'
import type { Sku } from '../../shared/ids.ts'
import { ok, type Result } from '../../shared/result.ts'
import type { MagentoError } from './error.ts'
import type { Magento } from './magento.ts'
import { parse } from './parse.ts'
import { encode } from './signature.ts'

/**
 * One entry of a product's gallery in scope `all`.
 *
 * `types` are the roles that it plays: `image`, `small_image`, `thumbnail`, `swatch_image`.
 */
export const GalleryEntry = z
  .object({
    id: z.coerce.number().int(),
    media_type: z.string(),
    label: z.string().nullish(),
    position: z.coerce.number().nullish(),
    disabled: z.boolean().nullish(),
    types: z.array(z.string()).nullish(),
    file: z.string(),
  })
  .transform(({ media_type, label, position, disabled, types, ...rest }) => ({
    ...rest,
    mediaType: media_type,
    /** Empty where there is none. */
    label: label ?? '',
    position: position ?? 0,
    disabled: disabled ?? false,
    types: types ?? [],
  }))
export type GalleryEntry = z.infer<typeof GalleryEntry>

/** What a write says of a picture. */
export type Shown = Pick<GalleryEntry, 'label' | 'position' | 'disabled' | 'types'>

export type NewPicture = Shown & {
  /** Letters, digits, `-`, `_` and an ending; Magento adds a number where another file has it. */
  readonly name: string
  readonly mime: string
  readonly bytes: Uint8Array
}

const pathOf = (sku: Sku): string => `products/${encode(sku)}/media`

/** Without `fields` the answer carries the bytes of every file (recorded 2.4.7). */
const FIELDS = 'id,media_type,label,position,disabled,types,file'

/** The pictures of one product, for versions whose lists do not tell them. */
export async function galleryOf(
  magento: Magento,
  sku: Sku,
): Promise<Result<readonly GalleryEntry[], MagentoError>> {
  const path = pathOf(sku)
  const query = [['fields', FIELDS]] as const
  const answer = await magento.request({ method: 'GET', path, scope: 'all', query, effect: 'read' })
  return answer.ok ? parse('GET /V1/products/:sku/media', z.array(GalleryEntry), answer.value) : answer
}

/** The bytes of a product's pictures, by entry; empty where this version does not tell them (it does since 2.4.7). */
export async function galleryBytes(
  magento: Magento,
  sku: Sku,
): Promise<Result<ReadonlyMap<number, Uint8Array>, MagentoError>> {
  const query = [['fields', 'id,content[base64_encoded_data]']] as const
  const answer = await magento.request({
    method: 'GET',
    path: pathOf(sku),
    scope: 'all',
    query,
    effect: 'read',
  })
  const entries = answer.ok ? parse('GET /V1/products/:sku/media', z.array(EntryBytes), answer.value) : answer
  if (!entries.ok) return entries
  return ok(
    new Map(
      entries.value.flatMap(({ id, content }) =>
        content == null ? [] : [[id, Buffer.from(content.base64_encoded_data, 'base64')] as const],
      ),
    ),
  )
}

const EntryBytes = z.object({
  id: z.coerce.number().int(),
  content: z.object({ base64_encoded_data: z.string() }).nullish(),
})

/**
 * Adds a picture. Never to be repeated blindly: the same bytes sent twice are two pictures (recorded 2.4.7).
 *
 * @returns the id of its entry
 */
export async function addPicture(
  magento: Magento,
  sku: Sku,
  picture: NewPicture,
): Promise<Result<number, MagentoError>> {
  const answer = await magento.request({
    method: 'POST',
    path: pathOf(sku),
    scope: 'all',
    body: { entry: newEntry(picture) },
    effect: 'write',
  })
  return answer.ok
    ? parse('POST /V1/products/:sku/media', z.coerce.number().int().positive(), answer.value)
    : answer
}

/** Writes label, place and roles of a picture. A role that it names is taken from the others (recorded 2.4.7). */
export async function changePicture(
  magento: Magento,
  sku: Sku,
  entry: GalleryEntry,
): Promise<Result<null, MagentoError>> {
  const answer = await magento.request({
    method: 'PUT',
    path: `${pathOf(sku)}/${entry.id}`,
    scope: 'all',
    body: { entry: oldEntry(entry) },
    effect: 'write',
  })
  return answer.ok ? ok(null) : answer
}

/** Takes a picture away; one that plays a role in another store view is refused since 2.4.6. */
export async function removePicture(
  magento: Magento,
  sku: Sku,
  id: number,
): Promise<Result<null, MagentoError>> {
  const answer = await magento.request({
    method: 'DELETE',
    path: `${pathOf(sku)}/${id}`,
    scope: 'all',
    effect: 'write',
  })
  return answer.ok ? ok(null) : answer
}

/**
 * Writes a whole gallery with its product, for an SKU that web servers do not pass through a path: entries that are left
 * out are removed, those without an id are added (recorded 2.4.7).
 */
export async function saveGallery(
  magento: Magento,
  sku: Sku,
  old: readonly GalleryEntry[],
  fresh: readonly NewPicture[],
): Promise<Result<null, MagentoError>> {
  const media_gallery_entries = [...old.map(oldEntry), ...fresh.map(newEntry)]
  const answer = await magento.request({
    method: 'POST',
    path: 'products',
    scope: 'all',
    body: { product: { sku, media_gallery_entries } },
    effect: 'write',
  })
  return answer.ok ? ok(null) : answer
}

const oldEntry = ({ mediaType, ...entry }: GalleryEntry): object => ({ ...entry, media_type: mediaType })

function newEntry({ name, mime, bytes, ...shown }: NewPicture): object {
  const base64 = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64')
  return { media_type: 'image', ...shown, content: { base64_encoded_data: base64, type: mime, name } }
}
