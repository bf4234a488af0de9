import type { Mapping, MappingRule, Policy, Source } from '../../../shared/mapping.ts'
import { type Message, message } from '../../../shared/message.ts'
import type { TillLists } from '../../store/till-lists.ts'
import { type RawRecord, readSource } from './read.ts'
import { applyStep } from './steps.ts'

/** What a rule gave for one item. An empty value means: nothing at the till, so nothing is sent. */
export type Filled = {
  readonly value: string
  readonly policy: Policy
  /** The source that gave the value, or that was asked last. */
  readonly source: Source
}

/** Every rule of the mapping, applied to one raw item. Of two rules for one target the later holds. */
export function fill(mapping: Mapping, raw: RawRecord, lists: TillLists): ReadonlyMap<string, Filled> {
  return new Map(mapping.rules.map((rule) => [rule.target, fillOne(rule, raw, lists)]))
}

/** The prices for many pieces or groups of customers, by what the shop tells them apart by. */
export function fillTiers({ tiers }: Mapping, raw: RawRecord, lists: TillLists): ReadonlyMap<string, string> {
  return new Map(
    tiers.map((tier) => [
      tierKey(tier.group, tier.quantity),
      fillOne({ ...tier, policy: 'always' }, raw, lists).value,
    ]),
  )
}

/** Magento tells groups apart without regard to case (recorded 2.4.7). */
export const tierKey = (group: string, quantity: number): string => `${group.toLowerCase()}/${quantity}`

function fillOne(
  rule: Pick<MappingRule, 'source' | 'steps' | 'policy'>,
  raw: RawRecord,
  lists: TillLists,
): Filled {
  const read = (source: Source) => readSource(raw, source, lists)
  const start = { text: read(rule.source), source: rule.source }
  const { text, source } = rule.steps.reduce((carried, step) => applyStep(carried, step, read), start)
  return { value: storable(text), policy: rule.policy, source }
}

/**
 * The text without what Magento cannot keep: characters of four bytes come back as `????` (recorded Magento 2.4.7),
 * control characters other than tab and line ends are no text, and neither are halves of characters.
 */
function storable(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
  return text.replace(/[\u{10000}-\u{10ffff}\ud800-\udfff]|[\0-\u{8}\u{b}\u{c}\u{e}-\u{1f}\u{7f}]/gu, '')
}

/** Where a value comes from, for explain. */
export function sourceMessage(source: Source): Message {
  switch (source.kind) {
    case 'field':
      return message('from.field', { path: source.path })
    case 'list':
      return message('from.field', { path: source.path })
    case 'price':
      return message('from.price', { useTypeId: source.useTypeId })
    case 'custom-field':
      return message('from.custom-field', { customFieldId: source.customFieldId })
    case 'fixed':
      return message('from.fixed')
  }
}
