import type { Mapping, MappingRule } from '../../../shared/mapping.ts'

/** The rules that are followed at all. */
export const followed = ({ rules }: Mapping): readonly MappingRule[] =>
  rules.filter(({ policy }) => policy !== 'never')

/** The fixed texts that a mapping writes into an attribute. */
export const fixedValues = (mapping: Mapping, target: string): readonly string[] =>
  followed(mapping).flatMap((rule) =>
    rule.target === target && rule.source.kind === 'fixed' ? [rule.source.value] : [],
  )

/** The price levels that a mapping reads. */
export const usedPriceLevels = (mapping: Mapping): readonly string[] => [
  ...new Set(followed(mapping).flatMap(({ source }) => (source.kind === 'price' ? [source.useTypeId] : []))),
]
