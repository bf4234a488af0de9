import type { Mapping, MappingRule } from '../../../shared/mapping.ts'

/** The rules that are followed at all. */
export const followed = ({ rules }: Mapping): readonly MappingRule[] =>
  rules.filter(({ policy }) => policy !== 'never')

/** The fixed texts that a mapping writes into an attribute. */
export const fixedValues = (mapping: Mapping, target: string): readonly string[] =>
  followed(mapping).flatMap((rule) =>
    rule.target === target && rule.source.kind === 'fixed' ? [rule.source.value] : [],
  )

/** The price levels that a mapping reads, also where another gives nothing. */
export const usedPriceLevels = (mapping: Mapping): readonly string[] => [
  ...new Set(
    [...followed(mapping), ...mapping.tiers]
      .flatMap(({ source, steps }) => [
        source,
        ...steps.flatMap((step) => (step.kind === 'or' ? [step.source] : [])),
      ])
      .flatMap((source) => (source.kind === 'price' ? [source.useTypeId] : [])),
  ),
]
