import type { FacetValue, FacetWrite } from '../../../shared/facet.ts'
import type { Fingerprint } from '../../../shared/ids.ts'
import { parseDecimal } from '../decimal.ts'
import type { Split } from '../projection/split.ts'

/** What the ledger holds of one facet of one product. */
export type Held = {
  /** Of the projected value that the shop last acknowledged. */
  readonly fingerprint: Fingerprint | null
  /** What the shop holds of ours. */
  readonly value: FacetValue | null
  /** Of a projected value that the shop refused: not sent again before it changes. */
  readonly refused: Fingerprint | null
  /** What the shop held when it was last looked at. */
  readonly readValue: FacetValue | null
  /** Null: nobody knows what the shop holds; it is read before it is written, so that what is right stays. */
  readonly acknowledgedAt: string | null
  /** `value` is what the shop holds once options that it names are renamed, which is done before anything is sent. */
  readonly renamed?: true
}

export const nothingHeld: Held = {
  fingerprint: null,
  value: null,
  refused: null,
  readValue: null,
  acknowledgedAt: null,
}

/** Nothing to do for a value: it is acknowledged, or was refused and is unchanged since. */
export const isSettled = (held: Held, becomes: Fingerprint, force: boolean): boolean =>
  !force && (held.fingerprint === becomes || held.refused === becomes)

/** Of what the shop holds, the values that a write is about. */
export function picked(present: FacetValue | null, write: FacetWrite): FacetValue | null {
  if (present === null) return null
  return Object.fromEntries(Object.entries(present).filter(([code]) => code in write))
}

/**
 * What is to be written so that the shop holds the projected values; null when it does already.
 *
 * `when-empty` values are left out where the shop holds something else; what we had filled and Lightspeed no longer
 * gives is emptied.
 *
 * @param acknowledged what an earlier write of ours left there
 * @param seen what the shop holds now; null when it was not looked at
 */
export function writeOf(
  split: Split,
  acknowledged: FacetValue | null,
  seen: FacetValue | null,
  force: boolean,
): FacetWrite | null {
  const filled = Object.entries(split.kept).filter(
    ([code, value]) => !split.whenEmpty.has(code) || isFree(seen?.[code] ?? '', value),
  )
  const emptied = Object.keys(acknowledged ?? {}).filter(
    (code) => !(code in split.kept) && (split.clearable === 'every' || split.clearable.has(code)),
  )
  const write: FacetWrite = Object.fromEntries([...filled, ...emptied.map((code) => [code, null] as const)])
  if (Object.keys(write).length === 0) return null
  return !force && seen !== null && holds(seen, write) ? null : write
}

const isFree = (present: string, value: string): boolean => present === '' || sameValue(present, value)

/** Whether the shop holds all that a write would set. */
export function holds(present: FacetValue, write: FacetWrite): boolean {
  return Object.entries(write).every(([code, value]) => sameValue(present[code] ?? '', value ?? ''))
}

/** The same value for the shop: `4.990000` is `4.99`, line ends and blanks around do not matter. */
export function sameValue(a: string, b: string): boolean {
  if (a === b) return true
  const [left, right] = [parseDecimal(a), parseDecimal(b)]
  if (left !== null || right !== null) return left === right
  return plain(a) === plain(b)
}

const plain = (text: string): string => text.replaceAll('\r\n', '\n').trim()
