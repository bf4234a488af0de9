import type { Mapping, MappingRule } from '../../shared/mapping.ts'

type Target = 'price' | 'special_price'

/** The price level that fills one of the two prices; null where none does. */
export function levelOf({ rules }: Mapping, target: Target): string | null {
  const source = rules.find((rule) => rule.target === target)?.source
  return source?.kind === 'price' ? source.useTypeId : null
}

/** The mapping with another level for one of the two prices; null takes the rule out. */
export function withLevel(mapping: Mapping, target: Target, useTypeId: string | null): Mapping {
  const others = mapping.rules.filter((rule) => rule.target !== target)
  if (useTypeId === null) return target === 'price' ? mapping : { ...mapping, rules: others }
  const kept = mapping.rules.find((rule) => rule.target === target)
  const rule: MappingRule = {
    target,
    steps: kept?.steps ?? [{ kind: 'number', decimals: 4, zeroIsEmpty: true }],
    policy: kept?.policy ?? 'always',
    source: { kind: 'price', useTypeId },
  }
  return { ...mapping, rules: [...others, rule] }
}
