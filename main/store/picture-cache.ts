import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Clock } from '../support/clock.ts'

/** Downloaded pictures as files, so that each is downloaded once. */
export type PictureCache = {
  /** Null where it is not there, or no longer what it was. */
  read(digest: string): Promise<Uint8Array | null>
  /** @returns the SHA-256 of the bytes, by which they are found again */
  keep(bytes: Uint8Array): Promise<string>
}

export const digestOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** Pictures of a small shop, or those of a large one that were used last. */
const MOST_BYTES = 500 * 1024 * 1024

/**
 * Opens the cache in a folder of its own. Once it is full, what was not used for longest goes, until a tenth is free.
 *
 * It may be deleted at any time: what is missing or damaged is downloaded again. A full disk only means that.
 */
export function openPictureCache(folder: string, clock: Clock, mostBytes = MOST_BYTES): PictureCache {
  /** Null before the folder was looked at. */
  let held: number | null = null
  const fileOf = (digest: string): string => join(folder, digest)

  async function read(digest: string): Promise<Uint8Array | null> {
    try {
      const bytes = await readFile(fileOf(digest))
      if (digestOf(bytes) === digest) {
        const now = new Date(clock.now())
        await utimes(fileOf(digest), now, now)
        return bytes
      }
      await rm(fileOf(digest), { force: true })
      return null
    } catch {
      return null
    }
  }

  async function keep(bytes: Uint8Array): Promise<string> {
    const digest = digestOf(bytes)
    try {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      // a half-written file never has the right name
      await writeFile(`${fileOf(digest)}.new`, bytes, { mode: 0o600 })
      const now = new Date(clock.now())
      await utimes(`${fileOf(digest)}.new`, now, now)
      await rename(`${fileOf(digest)}.new`, fileOf(digest))
      held = (held ?? (await sizeOf(folder))) + bytes.byteLength
      if (held > mostBytes) held = await shrink(folder, mostBytes * 0.9)
    } catch {
      held = null
    }
    return digest
  }

  return { read, keep }
}

type Kept = { readonly file: string; readonly bytes: number; readonly usedAt: number }

async function listed(folder: string): Promise<readonly Kept[]> {
  const names = await readdir(folder)
  return Promise.all(
    names.map(async (name) => {
      const { size, mtimeMs } = await stat(join(folder, name))
      return { file: join(folder, name), bytes: size, usedAt: mtimeMs }
    }),
  )
}

const total = (files: readonly Kept[]): number => files.reduce((sum, { bytes }) => sum + bytes, 0)

const sizeOf = async (folder: string): Promise<number> => total(await listed(folder))

/** @returns bytes that are left */
async function shrink(folder: string, to: number): Promise<number> {
  const files = await listed(folder)
  let left = total(files)
  for (const { file, bytes } of files.toSorted((a, b) => a.usedAt - b.usedAt)) {
    if (left <= to) break
    await rm(file, { force: true })
    left -= bytes
  }
  return left
}
