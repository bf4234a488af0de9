import { createHash, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { Instant } from '../../../shared/ids.ts'
import type { Random } from '../../support/random.ts'

/** A key as it is kept: what it is called, what it opens, and a hash of it, from which nobody gets it back. */
export const KeyRecord = z.object({
  name: z.string().min(1),
  accountId: z.string().min(1),
  /** SHA-256, hexadecimal; enough, as a key is 256 bits of chance and no password. */
  hash: z.string().length(64),
  addedAt: Instant,
})
export type KeyRecord = z.infer<typeof KeyRecord>

/** The mark at its beginning tells what it is, to people and to the log's redaction. */
const MARK = 'tbk_'
const KEY_BYTES = 32

export const newKey = (random: Random): string =>
  MARK + Buffer.from(random.bytes(KEY_BYTES)).toString('base64url')

export const hashOf = (key: string): string => createHash('sha256').update(key).digest('hex')

/** Compares with every key, in a time that tells nothing. */
export function findKey(keys: readonly KeyRecord[], key: string): KeyRecord | null {
  const hash = Buffer.from(hashOf(key), 'hex')
  const found = keys.filter((each) => timingSafeEqual(Buffer.from(each.hash, 'hex'), hash))
  return found[0] ?? null
}
