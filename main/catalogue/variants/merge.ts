import type { Configurable, ConfigurableOption } from '../../magento/configurable-record.ts'

/** What a matrix wants its product to offer. */
export type Offer = {
  readonly options: readonly {
    readonly attributeId: number
    readonly code: string
    readonly label: string
    /** The label of an option that a variant has. */
    readonly value: string
  }[]
  /** Products of all its variants, also of those that are not to be offered. */
  readonly ours: readonly number[]
  /** Products that are to be offered. */
  readonly links: readonly number[]
}

/**
 * What the shop offers, changed as little as can be.
 *
 * An option that is there keeps its label and its place, or else Magento would make it anew and take every variant away
 * (recorded 2.4.7). Variants and options that somebody added by hand stay.
 */
export function merged(
  present: Configurable,
  { options, ours, links, ids }: Offer & { readonly ids: ReadonlyMap<string, number> },
): Configurable {
  const own = new Set(ours)
  const strangers = present.links.filter((id) => !own.has(id))
  const kept = present.options.filter(
    ({ attributeId, values }) =>
      values.length > 0 || options.some((option) => option.attributeId === attributeId),
  )
  const free = Math.max(-1, ...kept.map(({ position }) => position)) + 1
  const missing = options.filter(
    ({ attributeId }) => !kept.some((option) => option.attributeId === attributeId),
  )
  const valuesOf = (attributeId: number): readonly number[] => {
    const code = options.find((option) => option.attributeId === attributeId)?.code ?? ''
    const id = ids.get(code)
    return id === undefined ? [] : [id]
  }
  return {
    links: [...strangers, ...links],
    options: [
      ...kept.map(
        (option): ConfigurableOption => ({
          ...option,
          values: option.values.length > 0 ? option.values : valuesOf(option.attributeId),
        }),
      ),
      ...missing.map(
        ({ attributeId, label }, at): ConfigurableOption => ({
          attributeId,
          label,
          position: free + at,
          values: valuesOf(attributeId),
        }),
      ),
    ],
  }
}
