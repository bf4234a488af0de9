import { createHash } from 'node:crypto'
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import type { Clock } from '../support/clock.ts'

/** Downloaded pictures as files, so that each is downloaded once. */
export type PictureCache = {
  /** Null where it is not there, or no longer what it was. */
  read(digest: string): Uint8Array | null
  /** @returns the SHA-256 of the bytes, by which they are found again */
  keep(bytes: Uint8Array): string
}

/** The pictures of a small shop, or those of a large one that were used last. */
const MOST_BYTES = 500 * 1024 * 1024

const digestOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/**
 * Opens the cache in a folder of its own. Once it is full, what was not used for longest goes, until a tenth is free.
 *
 * It may be deleted at any time: what is missing or damaged is downloaded again. A full disk only means that. A picture
 * of the usual size holds the thread for less than a millisecond.
 */
export function openPictureCache(folder: string, clock: Clock, mostBytes = MOST_BYTES): PictureCache {
  /** Bytes in the folder; null before it was looked at. */
  let held: number | null = null
  const fileOf = (digest: string): string => join(folder, digest)
  const used = (file: string): void => {
    const now = new Date(clock.now())
    utimesSync(file, now, now)
  }
  return {
    read(digest) {
      try {
        const bytes = readFileSync(fileOf(digest))
        if (digestOf(bytes) !== digest) return null
        used(fileOf(digest))
        return bytes
      } catch {
        return null
      }
    },
    keep(bytes) {
      const digest = digestOf(bytes)
      try {
        mkdirSync(folder, { recursive: true, mode: 0o700 })
        // a half-written file never has the right name
        writeFileSync(`${fileOf(digest)}.new`, bytes, { mode: 0o600 })
        renameSync(`${fileOf(digest)}.new`, fileOf(digest))
        used(fileOf(digest))
        held = held === null ? sizeOf(listed(folder)) : held + bytes.byteLength
        if (held > mostBytes) held = shrink(folder, mostBytes * 0.9)
      } catch {
        held = null
      }
      return digest
    },
  }
}

type Kept = { readonly file: string; readonly bytes: number; readonly usedAt: number }

const listed = (folder: string): readonly Kept[] =>
  readdirSync(folder).map((name) => {
    const file = join(folder, name)
    const { size, mtimeMs } = statSync(file)
    return { file, bytes: size, usedAt: mtimeMs }
  })

const sizeOf = (files: readonly Kept[]): number => files.reduce((sum, { bytes }) => sum + bytes, 0)

/** @returns bytes that are left */
function shrink(folder: string, to: number): number {
  const files = listed(folder)
  let left = sizeOf(files)
  for (const { file, bytes } of files.toSorted((a, b) => a.usedAt - b.usedAt)) {
    if (left <= to) break
    rmSync(file, { force: true })
    left -= bytes
  }
  return left
}
