import { z } from 'zod'

/** What a configurable product offers to choose from. */
export type Configurable = {
  readonly options: readonly ConfigurableOption[]
  /** Ids of its variants. */
  readonly links: readonly number[]
}

export type ConfigurableOption = {
  readonly attributeId: number
  readonly label: string
  readonly position: number
  /** Option ids that its variants have; none before one is linked, whatever was sent (recorded 2.4.7). */
  readonly values: readonly number[]
}

const OptionRecord = z
  .object({
    attribute_id: z.coerce.number().int(),
    label: z.string().nullish(),
    position: z.number().nullish(),
    values: z.array(z.object({ value_index: z.number().int() })).nullish(),
  })
  .transform(
    ({ attribute_id, label, position, values }): ConfigurableOption => ({
      attributeId: attribute_id,
      label: label ?? '',
      position: position ?? 0,
      values: (values ?? []).map(({ value_index }) => value_index),
    }),
  )

/** What a configurable product tells beside its values, and no other product. */
export const configurableExtensions = {
  configurable_product_options: z.array(OptionRecord).nullish(),
  configurable_product_links: z.array(z.coerce.number().int()).nullish(),
}

type Extensions = {
  readonly configurable_product_options?: readonly ConfigurableOption[] | null | undefined
  readonly configurable_product_links?: readonly number[] | null | undefined
}

/** Null where the product is none, or where this version does not tell. */
export function configurableOf(extensions: Extensions | null | undefined): Configurable | null {
  const options = extensions?.configurable_product_options ?? null
  const links = extensions?.configurable_product_links ?? null
  return options === null && links === null ? null : { options: options ?? [], links: links ?? [] }
}

/** What a product offers, as a save takes it: options and links together, as either alone takes the other away. */
export const offerBody = ({ options, links }: Configurable): object => ({
  configurable_product_options: options.map(({ attributeId, label, position, values }) => ({
    attribute_id: String(attributeId),
    label,
    position,
    // the shop takes what the variants have; one is enough to be let in, and many are refused (20 in a list)
    values: values.slice(0, 1).map((value_index) => ({ value_index })),
  })),
  configurable_product_links: links,
})
