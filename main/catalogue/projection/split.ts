import type { FacetName, FacetValue } from '../../../shared/facet.ts'
import type { Filled } from '../mapping/fill.ts'

/** The mapped values of one facet, by when they may be written. Empty ones are left out. */
export type Split = {
  /** What Magento should go on holding: policies `always` and `when-empty`. */
  readonly kept: FacetValue
  /** What only a new product gets. */
  readonly onCreate: FacetValue
  /** Codes of `kept` that are written only where Magento holds nothing. */
  readonly whenEmpty: ReadonlySet<string>
  /** Codes that an empty value empties again, if we had filled them. */
  readonly clearable: ReadonlySet<string> | 'every'
}

/** A facet that the merchant's rules do not fill: nothing is sent, and what the shop holds stays. */
export const notOurs: { readonly ok: true; readonly value: Split } = {
  ok: true,
  value: { kept: {}, onCreate: {}, whenEmpty: new Set(), clearable: new Set() },
}

const priceCodes = new Set(['price', 'special_price', 'special_from_date', 'special_to_date'])

/** Which facet a mapped attribute belongs to. */
export function facetOf(code: string): 'details' | 'status' | 'price' {
  if (priceCodes.has(code)) return 'price'
  return code === 'status' || code === 'visibility' ? 'status' : 'details'
}

/** Codes that a product cannot be without: an empty value never empties them. */
const needed = new Set(['name', 'price', 'status', 'visibility', 'attribute_set_id', 'tax_class_id'])

export function split(filled: ReadonlyMap<string, Filled>, facet: FacetName): Split {
  const own = [...filled].filter(([code, { policy }]) => facetOf(code) === facet && policy !== 'never')
  const given = own.filter(([, { value }]) => value !== '')
  const values = (wanted: (one: Filled) => boolean): FacetValue =>
    Object.fromEntries(given.filter(([, one]) => wanted(one)).map(([code, { value }]) => [code, value]))
  return {
    kept: values(({ policy }) => policy !== 'on-create'),
    onCreate: values(({ policy }) => policy === 'on-create'),
    whenEmpty: codes(own, ({ policy }) => policy === 'when-empty'),
    clearable: codes(
      own.filter(([code]) => !needed.has(code)),
      ({ policy }) => policy === 'always',
    ),
  }
}

function codes(
  entries: readonly (readonly [string, Filled])[],
  wanted: (one: Filled) => boolean,
): Set<string> {
  return new Set(entries.filter(([, one]) => wanted(one)).map(([code]) => code))
}
