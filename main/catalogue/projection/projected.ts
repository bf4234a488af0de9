import type { Message } from '../../../shared/message.ts'

/**
 * Why a facet of an item has nothing to send.
 *
 * `name-missing`, `price-missing`, `stock-missing`: the merchant can mend it, so it is a problem of that name.
 * `not-stocked`: an item without inventory, which has no stock and needs none. `not-known`: it depends on something that
 * the till has not told yet. `variant-…`: a matrix and its variants cannot be one product with choices.
 */
export type Reason = {
  readonly kind:
    | 'name-missing'
    | 'price-missing'
    | 'stock-missing'
    | 'not-stocked'
    | 'not-known'
    | 'variant-equal'
    | 'variant-value-missing'
    | 'variant-attribute-missing'
    | 'variant-attribute-unfit'
    | 'variant-attribute-set'
  readonly params: Message['params']
}

/** A facet as it should be, or the reason why there is none. */
export type Projected<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly reason: Reason }

export const missing = (kind: Reason['kind'], params: Reason['params'] = {}): Projected<never> => ({
  ok: false,
  reason: { kind, params },
})
