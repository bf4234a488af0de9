import { describe, expect, test } from 'vitest'
import type { Facts, ShopFacts } from '../../main/core/check-up/facts.ts'
import { judge } from '../../main/core/check-up/judge.ts'
import type { Finding } from '../../shared/check-up.ts'
import { defaultMapping, type Mapping } from '../../shared/mapping.ts'
import { message } from '../../shared/message.ts'
import { err, ok } from '../../shared/result.ts'
import { defaultRules } from '../../shared/rules.ts'

const shop: ShopFacts = {
  connected: {
    id: 'a1b2c3d4',
    url: 'https://shop.test',
    version: '2.4',
    edition: 'Community',
    multiSource: true,
    websites: [],
    storeViews: [],
    currency: 'CAD',
    permissions: [{ name: 'products', given: true, needed: true }],
    warnings: [],
  },
  limits: { rows: 500, pageSize: 100 },
  slashesArrive: true,
  sources: [{ code: 'default', name: 'Default', enabled: true }],
  taxClasses: [{ id: '2', name: 'Taxable' }],
  attributeSets: [{ id: 4, name: 'Default' }],
  textAttributes: [{ code: 'ean', label: 'EAN' }],
  overrides: { rows: [], products: 40, allProducts: 40, views: 2, allViews: 2 },
  consumers: { state: 'run', lagMs: 40_000 },
  attributes: new Map([['4', defaultMapping.rules.map(({ target }) => target)]]),
}

const facts: Facts = {
  till: ok({
    connected: { accountId: '1', name: 'Riverside', shops: [], permissions: [] },
    priceLevels: [{ useTypeId: '1', name: 'Default' }],
  }),
  shop: ok(shop),
  rules: defaultRules,
  mapping: defaultMapping,
  ahead: { till: 200, shop: -400 },
  doubles: { till: [], shop: [], barcode: [] },
  saveTime: null,
  route: null,
  toCreate: 10,
}

const told = (over: Partial<Facts>, verdict: Finding['verdict'] = 'mend') =>
  judge({ ...facts, ...over })
    .filter((finding) => finding.verdict === verdict)
    .map(({ what, cure, names }) => ({ what, cure: cure?.key, names }))
const inShop = (over: Partial<ShopFacts>) => ({ shop: ok({ ...shop, ...over }) })

test('nothing is to mend where all is as it should be, and each check says so', () => {
  expect(told({})).toEqual([])
  expect(told({}, 'good').length).toBeGreaterThan(9)
})

test('what is to mend comes first, what is right last', () => {
  const verdicts = judge({ ...facts, ...inShop({ taxClasses: [] }) }).map(({ verdict }) => verdict)
  expect(verdicts.toSorted((a, b) => 'mkg'.indexOf(a[0] ?? '') - 'mkg'.indexOf(b[0] ?? ''))).toEqual(verdicts)
  expect(verdicts[0]).toBe('mend')
})

test('a side that does not answer is told with its reason, and the other is checked all the same', () => {
  const why = message('magento.unreachable')
  const found = told({
    shop: err(why),
    doubles: { till: [{ sku: 'A', names: ['x', 'y'] }], shop: [], barcode: [] },
  })
  expect(found).toEqual([
    { what: why, cure: 'checkUp.connection.cure', names: [] },
    {
      what: message('checkUp.till-doubles.found', { count: 1 }),
      cure: 'checkUp.till-doubles.cure',
      names: ['A: x, y'],
    },
  ])
})

test('a missing right is named: a needed one is to mend, another good to know', () => {
  const rights = (needed: boolean) =>
    inShop({ connected: { ...shop.connected, permissions: [{ name: 'taxes', given: false, needed }] } })
  const missing = {
    what: message('checkUp.rights.missing', { right: 'taxes' }),
    cure: 'checkUp.rights.shopCure',
    names: [],
  }
  expect(told(rights(true))).toEqual([missing])
  expect(told(rights(false))).toEqual([])
  expect(told(rights(false), 'know')).toContainEqual(missing)
})

describe('the clock', () => {
  test('an hour ahead or behind is to mend; a few minutes, or a service without a time, are not', () => {
    const hour = 3_600_000
    const said = (till: number | null, ms: number | null) =>
      told({ ahead: { till, shop: ms } }).map(({ what }) => what)
    expect(said(0, hour)).toEqual([message('checkUp.clock.ahead', { seconds: 3600 })])
    expect(said(-hour, null)).toEqual([message('checkUp.clock.behind', { seconds: 3600 })])
    expect(said(-120_000, 120_000)).toEqual([])
    expect(said(null, null)).toEqual([])
  })
})

test('tax class, attribute set, attribute and price level that the mapping names and a side lacks are each told by name', () => {
  const mapping: Mapping = {
    ...defaultMapping,
    rules: defaultMapping.rules.map((rule) =>
      rule.target === 'price' ? { ...rule, source: { kind: 'price', useTypeId: '9' } } : rule,
    ),
  }
  const lacking = inShop({
    taxClasses: [],
    attributeSets: [],
    attributes: new Map([['4', ['name', 'price']]]),
  })
  expect(told({ ...lacking, mapping }).map(({ what, names }) => [what.key, names])).toEqual([
    ['checkUp.tax-class.missing', ['2']],
    ['checkUp.attribute-set.missing', ['4']],
    [
      'checkUp.attributes.missing',
      ['description', 'short_description', 'weight', 'tax_class_id', 'visibility'],
    ],
    ['checkUp.price-level.missing', ['9']],
  ])
})

test('lists that could not be read are not judged', () => {
  expect(
    told(inShop({ taxClasses: null, attributeSets: null, sources: null, attributes: new Map() })),
  ).toEqual([])
})

test('what connecting warns of has a cure', () => {
  const warnings = ['currencies', 'shared-source', 'reservations'].map((name) =>
    message(`magento.warning.${name}`, { currencies: 'CAD, USD', sources: 'default', module: 'X' }),
  )
  expect(told(inShop({ connected: { ...shop.connected, warnings } })).map(({ cure }) => cure)).toEqual([
    'checkUp.currency.cure',
    'checkUp.sources.sharedCure',
    'checkUp.reservations.cure',
  ])
})

test('a web server that stops slashes and a shop with input limits are good to know, not to mend', () => {
  const found = inShop({ slashesArrive: false, limits: { rows: 20, pageSize: 100 } })
  expect(told(found)).toEqual([])
  expect(told(found, 'know').map(({ what }) => what)).toContainEqual(
    message('checkUp.limits.small', { rows: 20 }),
  )
})

test('a shop that gives short pages is told as such', () => {
  expect(
    told(inShop({ limits: { rows: 500, pageSize: 50 } }), 'know').map(({ what }) => what),
  ).toContainEqual(message('checkUp.limits.smallPages', { pageSize: 50 }))
})

test('store views that hide what is sent are told by product, view and attribute, and how far was looked', () => {
  const row = (view: string, attribute: string) => ({
    sku: 'BELL-1',
    name: 'Brass bell',
    view,
    attribute,
    own: 'Cloche',
    inAll: 'Brass bell',
  })
  const rows = [row('fr', 'name'), row('de', 'name'), row('de', 'status')]
  const all = { products: 40, allProducts: 40, views: 2, allViews: 2 }
  const names = ['BELL-1 (fr): name', 'BELL-1 (de): name, status']
  const params = { count: 1, products: 40, views: 2 }
  expect(told(inShop({ overrides: { rows, ...all } }))).toEqual([])
  expect(told(inShop({ overrides: { rows, ...all } }), 'know')).toContainEqual({
    what: message('checkUp.overrides.found', params),
    cure: 'checkUp.overrides.cure',
    names,
  })
  const part = { ...all, allProducts: 12_000 }
  expect(told(inShop({ overrides: { rows, ...part } }), 'know')).toContainEqual({
    what: message('checkUp.overrides.foundSoFar', params),
    cure: 'checkUp.overrides.cure',
    names,
  })
  expect(told(inShop({ overrides: { rows: [], ...part } }), 'good')).toContainEqual({
    what: message('checkUp.overrides.goodSoFar', { products: 40, views: 2 }),
    cure: undefined,
    names: [],
  })
})

test('the first sync is estimated from what saves really took, and not before', () => {
  const speed = (saveTime: Facts['saveTime'], toCreate: number | null) =>
    told({ saveTime, toCreate }, 'know').map(({ what }) => what)
  expect(speed(null, 10)).toEqual([message('checkUp.speed.unknown')])
  expect(speed({ saves: 4, ms: 1000 }, 100)).toEqual([
    message('checkUp.speed.first', { ms: 250, count: 100, seconds: 25 }),
  ])
  expect(speed({ saves: 4, ms: 1000 }, 0)).toEqual([message('checkUp.speed.known', { ms: 250 })])
})

test('consumers that stand still are to mend, with the command that starts them; an answer that is still to come is told', () => {
  const found = told(inShop({ consumers: { state: 'silent' } }))
  expect(found.map(({ what, cure }) => [what.key, cure])).toEqual([
    ['checkUp.consumers.silent', 'checkUp.consumers.cure'],
  ])
  const asked = told(inShop({ consumers: null }), 'know').map(({ what }) => what.key)
  expect(asked).toContain('checkUp.consumers.asked')
})

test('the route that products take is told with its reason', () => {
  const route = { route: 'bulk', why: 'faster' } as const
  expect(told({ route }, 'know').map(({ what }) => what.key)).toContain('route.faster')
})
