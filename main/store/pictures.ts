import { z } from 'zod'
import type { ItemId } from '../../shared/ids.ts'
import { atMostAPage, bit, flag, itemId, key, keys } from './columns.ts'
import type { Sqlite } from './sqlite.ts'

/** One version of a picture at the till: an image keeps its number when its file is another one. */
export type PictureKey = { readonly imageId: string; readonly publicId: string }

const imageId = z.number().transform(String)

/** An entry of a product's gallery that holds a picture of its item. */
const GalleryRow = z
  .object({
    item_id: itemId,
    entry_id: z.number(),
    image_id: imageId,
    public_id: z.string(),
    digest: z.string(),
    file: z.string(),
    own: flag,
  })
  .transform((row) => ({
    itemId: row.item_id,
    entryId: row.entry_id,
    imageId: row.image_id,
    publicId: row.public_id,
    /** SHA-256 of the bytes, in hexadecimal. */
    digest: row.digest,
    /** As the shop named it. */
    file: row.file,
    /** False: the merchant had put the same bytes there; it is shown as it is. */
    own: row.own,
  }))
export type GalleryRow = z.infer<typeof GalleryRow>

export type PicturesTable = ReturnType<typeof openPictures>

/** What is known of pictures: their digests, and which entries of galleries are ours. Never their bytes. */
export function openPictures(db: Sqlite) {
  const readDigest = db.query(
    'SELECT digest FROM pictures WHERE image_id = ? AND public_id = ?',
    z.object({ digest: z.string() }),
  )
  const keepDigest = db.command(
    'INSERT OR REPLACE INTO pictures (image_id, public_id, digest) VALUES (?, ?, ?)',
  )
  const readMany = db.query(
    `SELECT item_id, entry_id, image_id, public_id, digest, file, own FROM gallery
     WHERE item_id IN (SELECT value FROM json_each(?)) ORDER BY item_id, entry_id`,
    GalleryRow,
  )
  const upsert = db.command(
    `INSERT OR REPLACE INTO gallery (item_id, entry_id, image_id, public_id, digest, file, own)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  )
  const forget = db.command('DELETE FROM gallery WHERE item_id = ?')
  const passOn = db.command('UPDATE OR REPLACE gallery SET item_id = ? WHERE item_id = ?')
  const removeAll = db.command('DELETE FROM gallery')
  const store = (rows: readonly GalleryRow[]): void => {
    for (const row of rows)
      upsert(
        key(row.itemId),
        row.entryId,
        Number(row.imageId),
        row.publicId,
        row.digest,
        row.file,
        bit(row.own),
      )
  }
  return {
    /** Null before it was downloaded. */
    digestOf: ({ imageId, publicId }: PictureKey): string | null =>
      readDigest(Number(imageId), publicId)[0]?.digest ?? null,
    keepDigest({ imageId, publicId }: PictureKey, digest: string): void {
      keepDigest(Number(imageId), publicId, digest)
    },
    gallery: (itemIds: readonly ItemId[]): GalleryRow[] => readMany(keys(itemIds)),
    /** These entries are ours, and no other of the item's product. */
    settle(id: ItemId, rows: readonly GalleryRow[]): void {
      atMostAPage(rows)
      db.transaction(() => {
        forget(key(id))
        store(rows)
      })
    },
    /** Another product, or none any more. */
    passOn(from: ItemId, to: ItemId): void {
      passOn(key(to), key(from))
    },
    forget(id: ItemId): void {
      forget(key(id))
    },
    /** Another shop: what its galleries hold is not ours. */
    forgetAll: (): number => removeAll(),
  }
}
