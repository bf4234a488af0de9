import { createHash } from 'node:crypto'
import type { FacetName, FacetValue } from '../../../shared/facet.ts'
import { Fingerprint } from '../../../shared/ids.ts'

/** Raising one is a deliberate re-send of that facet of every product. */
const versions: Readonly<Record<FacetName, number>> = {
  details: 1,
  status: 1,
  price: 1,
  tiers: 1,
  placement: 1,
  images: 1,
  variants: 1,
  stock: 1,
}

/**
 * SHA-256 of a projected value. It names facet and version, and lengths are part of what is hashed, so that no two
 * values share a byte stream.
 */
export function fingerprint(facet: FacetName, value: FacetValue): Fingerprint {
  const hash = createHash('sha256')
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  for (const part of [`tillbridge/${facet}/${versions[facet]}`, ...entries.flat()]) {
    hash.update(`${Buffer.byteLength(part)}:${part}`)
  }
  return Fingerprint.parse(hash.digest('hex'))
}
