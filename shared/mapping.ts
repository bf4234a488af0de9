import { z } from 'zod'

/** Raised whenever the shape of the document changes; a newer one is refused in plain words. */
export const MAPPING_VERSION = 2

/**
 * Where a value comes from.
 *
 * `field`: a path into the raw Lightspeed item with its relations, `Manufacturer.name`, `ItemECommerce.longDescription`;
 * of several records the first that has something there. `DefaultVendor` and `Vendors` lead to vendors.
 * `list`: every text that such a path leads to, each once, for an attribute that holds several options:
 * `TagRelations.TagRelation.Tag.name`, `Vendors.name`.
 * `price`: a price level by `useTypeID` (1 Default, 2 MSRP, 3 Online; names can be changed by the merchant).
 * `custom-field`: the value of a Lightspeed custom field, by its id.
 * `fixed`: the text itself.
 */
export const Source = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('field'), path: z.string().min(1) }),
  z.object({ kind: z.literal('list'), path: z.string().min(1) }),
  z.object({ kind: z.literal('price'), useTypeId: z.string().min(1) }),
  z.object({ kind: z.literal('custom-field'), customFieldId: z.string().min(1) }),
  z.object({ kind: z.literal('fixed'), value: z.string() }),
])
export type Source = z.infer<typeof Source>

/** What is done to a value on its way, in order. Each is a small pure function. */
export const Step = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('trim') }),
  /** The first source that is not empty: used when the value so far is empty. */
  z.object({ kind: z.literal('or'), source: Source }),
  /** Cut to a number of characters. */
  z.object({ kind: z.literal('limit'), characters: z.number().int().positive() }),
  /** Several texts as one line, for an attribute that holds a text. */
  z.object({ kind: z.literal('join'), between: z.string().max(20) }),
  /** A decimal number, rounded half up; what is no number, and zero when `zeroIsEmpty`, becomes empty. */
  z.object({ kind: z.literal('number'), decimals: z.number().int().min(0).max(6), zeroIsEmpty: z.boolean() }),
])
export type Step = z.infer<typeof Step>

/** When a value is written: always, only into an empty one in Magento, only on create, or never. */
export const Policy = z.enum(['always', 'when-empty', 'on-create', 'never'])
export type Policy = z.infer<typeof Policy>

/** One rule: what fills one Magento attribute. `target` is an attribute code (`name`, `price`, `description`, …). */
export const MappingRule = z.object({
  target: z.string().regex(/^[a-z][a-z0-9_]*$/),
  source: Source,
  steps: z.array(Step),
  policy: Policy,
})
export type MappingRule = z.infer<typeof MappingRule>

/**
 * What fills a price for many pieces, or for a group of customers. `group` as Magento calls it (`Wholesale`,
 * `ALL GROUPS`); from `quantity` pieces on.
 */
export const TierRule = z.object({
  group: z.string().min(1).max(32),
  quantity: z.number().positive(),
  source: Source,
  steps: z.array(Step),
})
export type TierRule = z.infer<typeof TierRule>

export const Mapping = z.object({
  /** A document of version 1 says the same in this one. */
  version: z.preprocess((version) => (version === 1 ? MAPPING_VERSION : version), z.literal(MAPPING_VERSION)),
  rules: z.array(MappingRule),
  tiers: z.array(TierRule).default([]),
})
export type Mapping = z.infer<typeof Mapping>

const rule = (
  target: string,
  source: Source,
  steps: Step[] = [],
  policy: Policy = 'always',
): MappingRule => ({
  target,
  source,
  steps,
  policy,
})

/** What ships: a sound start for a shop that never opens the mapping. */
export const defaultMapping: Mapping = {
  version: MAPPING_VERSION,
  tiers: [],
  rules: [
    rule('name', { kind: 'field', path: 'description' }, [
      { kind: 'trim' },
      { kind: 'limit', characters: 255 },
    ]),
    rule(
      'description',
      { kind: 'field', path: 'ItemECommerce.longDescription' },
      [{ kind: 'trim' }],
      'always',
    ),
    rule(
      'short_description',
      { kind: 'field', path: 'ItemECommerce.shortDescription' },
      [{ kind: 'trim' }],
      'always',
    ),
    rule('weight', { kind: 'field', path: 'ItemECommerce.weight' }, [
      { kind: 'number', decimals: 4, zeroIsEmpty: true },
    ]),
    rule('tax_class_id', { kind: 'fixed', value: '2' }, [], 'on-create'),
    rule('attribute_set_id', { kind: 'fixed', value: '4' }, [], 'on-create'),
    rule('visibility', { kind: 'fixed', value: '4' }),
    rule('price', { kind: 'price', useTypeId: '1' }, [{ kind: 'number', decimals: 4, zeroIsEmpty: true }]),
  ],
}
