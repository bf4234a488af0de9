import { parseDecimal } from '../decimal.ts'
import { isPrice } from './price.ts'
import type { Projected } from './projected.ts'
import type { Split } from './split.ts'

/** Prices for many pieces or groups of customers. One that is 0 at the till is none, and is taken away again. */
export function projectTiers(filled: ReadonlyMap<string, string>): Projected<Split> {
  const given = [...filled].flatMap(([key, text]) =>
    isPrice(text) ? [[key, parseDecimal(text) ?? ''] as const] : [],
  )
  return {
    ok: true,
    value: {
      kept: Object.fromEntries(given),
      onCreate: {},
      whenEmpty: new Set(),
      clearable: new Set(filled.keys()),
    },
  }
}
