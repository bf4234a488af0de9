import { expect, test } from 'vitest'
import { withLevel } from '../../renderer/settings/price-level.ts'
import { sourceOf, withSource } from '../../renderer/settings/shop-sources.ts'
import { nightlyAt, presets, timingKey, timingOf } from '../../renderer/settings/timing.ts'
import { defaultMapping, Mapping } from '../../shared/mapping.ts'
import { Rules } from '../../shared/rules.ts'

const shops = [{ shopId: '1' }, { shopId: '2' }]
const rows = (...pairs: [string, string][]) =>
  Rules.shape.shopSources.parse(pairs.map(([shopId, source]) => ({ shopId, source })))

test('without a map every shop fills the one stock; taking one out keeps the other', () => {
  expect(sourceOf([], '1')).toBe('default')
  expect(withSource([], shops, '2', null)).toEqual(rows(['1', 'default']))
})

test('the last shop that counts cannot be taken out: no stock would be told at all', () => {
  const one = rows(['1', 'default'])
  expect(withSource(one, shops, '1', null)).toEqual(one)
})

test('a shop can fill another stock location', () => {
  expect(withSource([], shops, '2', 'bromont')).toEqual(rows(['1', 'default'], ['2', 'bromont']))
})

test('another price level changes the source of the price and nothing else', () => {
  const changed = withLevel(defaultMapping, 'price', '3')
  expect(changed.rules.find(({ target }) => target === 'price')).toMatchObject({
    source: { kind: 'price', useTypeId: '3' },
    policy: 'always',
  })
  expect(changed.rules.filter(({ target }) => target !== 'price')).toEqual(
    defaultMapping.rules.filter(({ target }) => target !== 'price'),
  )
  expect(() => Mapping.parse(changed)).not.toThrow()
})

test('a special price can be added and taken out again; a price cannot be taken out', () => {
  const added = withLevel(defaultMapping, 'special_price', '3')
  expect(added.rules).toHaveLength(defaultMapping.rules.length + 1)
  expect(withLevel(added, 'special_price', null)).toEqual(defaultMapping)
  expect(withLevel(defaultMapping, 'price', null)).toEqual(defaultMapping)
})

test('each preset is found again by its entry', () => {
  for (const job of ['stock', 'catalogue', 'fullRead'] as const) {
    for (const preset of presets(job)) expect(timingOf(timingKey(preset))).toEqual(preset)
  }
  expect(timingOf('own')).toBeNull()
})

test('a cron text of each night is shown as its time, any other as it is', () => {
  const now = new Date(2026, 10, 24, 14, 2)
  expect(nightlyAt('0 3 * * *', now)).toEqual(new Date(2026, 10, 24, 3, 0))
  expect(nightlyAt('*/10 8-18 * * 1-6', now)).toBeNull()
})
