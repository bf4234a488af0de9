import { expect, test } from 'vitest'
import type { Raw } from '../../main/lightspeed/pages.ts'
import { categories } from '../../main/lightspeed/resource/categories.ts'
import { employees } from '../../main/lightspeed/resource/employees.ts'
import { changedItemShops } from '../../main/lightspeed/resource/item-shops.ts'
import { changedItems, itemsById } from '../../main/lightspeed/resource/items.ts'
import { manufacturers } from '../../main/lightspeed/resource/manufacturers.ts'
import { priceLevels } from '../../main/lightspeed/resource/price-levels.ts'
import { registers } from '../../main/lightspeed/resource/registers.ts'
import { shops } from '../../main/lightspeed/resource/shops.ts'
import { tags } from '../../main/lightspeed/resource/tags.ts'
import { taxCategories, taxClasses } from '../../main/lightspeed/resource/taxes.ts'
import { vendors } from '../../main/lightspeed/resource/vendors.ts'
import { systemClock } from '../../main/support/clock.ts'
import { axiosHttp, type Http } from '../../main/support/http.ts'
import { ItemId } from '../../shared/ids.ts'
import { generateShop } from '../sandbox/generator/generate.ts'
import { serve } from '../sandbox/http.ts'
import { createLightspeed } from '../sandbox/lightspeed/lightspeed.ts'
import type { Options } from '../sandbox/lightspeed/options.ts'
import { collected, connected, inProcess, lightspeedOver, never } from './harness.ts'
import { simulatedClock } from './simulated-clock.ts'

async function till({
  items = 250,
  options = {},
  wrap = (http) => http,
}: {
  items?: number
  options?: Partial<Options>
  wrap?: (http: Http) => Http
} = {}) {
  const clock = simulatedClock()
  const sandbox = createLightspeed({ clock, options })
  sandbox.load(generateShop({ items, seed: 3 }))
  const { lightspeed, log } = lightspeedOver({ clock, http: wrap(inProcess(sandbox.handle, clock)) })
  await clock.during(connected(lightspeed, sandbox.approve))
  sandbox.requests.clear()
  const api = lightspeed.api({ priority: 'catalogue', signal: never })
  const asked = (): string[] => sandbox.requests.all().map(({ route, status }) => `${route} ${status}`)
  return { clock, sandbox, lightspeed, log, api, asked }
}

test('over a real wire every list comes whole, page by page', async () => {
  const sandbox = createLightspeed({ clock: systemClock, options: { registers: 40 } })
  sandbox.load(generateShop({ items: 250, seed: 3 }))
  const served = await serve(sandbox.handle)
  try {
    const { lightspeed } = lightspeedOver({
      clock: systemClock,
      http: axiosHttp,
      addresses: { lightspeedAuth: served.url, lightspeedApi: served.url },
    })
    await connected(lightspeed, sandbox.approve)
    const api = lightspeed.api({ priority: 'user', signal: never })
    const { state } = sandbox
    const read = {
      items: await collected(changedItems(api, null)),
      itemShops: await collected(changedItemShops(api, null)),
      shops: await collected(shops(api)),
      priceLevels: await collected(priceLevels(api)),
      categories: await collected(categories(api)),
      manufacturers: await collected(manufacturers(api)),
      vendors: await collected(vendors(api)),
      tags: await collected(tags(api)),
      taxClasses: await collected(taxClasses(api)),
      taxCategories: await collected(taxCategories(api)),
      registers: await collected(registers(api)),
      employees: await collected(employees(api)),
    }
    const summary = Object.entries(read).map(([name, { rows, error }]) => [
      name,
      rows.filter((row) => row.kind === 'read').length,
      rows.flatMap((row) => (row.kind === 'unreadable' ? row.issues : [])),
      error,
    ])
    const active = (
      table: { ordered(key: string): readonly { archived?: boolean }[] },
      key: string,
    ): number => table.ordered(key).filter((row) => row.archived !== true).length
    expect(summary).toEqual([
      ['items', 250, [], null],
      ['itemShops', state.itemShops.ordered('itemShopID').length, [], null],
      ['shops', active(state.shops, 'shopID'), [], null],
      ['priceLevels', active(state.priceLevels, 'priceLevelID'), [], null],
      ['categories', state.categories.ordered('categoryID').length, [], null],
      ['manufacturers', state.manufacturers.ordered('manufacturerID').length, [], null],
      ['vendors', state.vendors.ordered('vendorID').length, [], null],
      ['tags', state.tags.ordered('tagID').length, [], null],
      ['taxClasses', state.taxClasses.ordered('taxClassID').length, [], null],
      ['taxCategories', state.taxCategories.ordered('taxCategoryID').length, [], null],
      ['registers', active(state.registers, 'registerID'), [], null],
      ['employees', active(state.employees, 'employeeID'), [], null],
    ])
    expect(api.usage().rateLimited).toBe(0)
  } finally {
    await served.close()
  }
})

test('a full read brings every item once, archived ones too, with its stock, its prices and the raw record', async () => {
  const { clock, sandbox, api } = await till()
  sandbox.till.archive(5)
  const { rows } = await clock.during(collected(changedItems(api, null)))
  expect(new Set(rows.map(({ kind }) => kind))).toEqual(new Set(['read']))
  expect(rows.map((row) => (row.kind === 'read' ? row.record.itemID : null))).toEqual(
    sandbox.state.items.ordered('itemID').map(({ itemID }) => String(itemID)),
  )
  const first = rows[0]
  const kept = sandbox.state.items.get(1)
  if (first?.kind !== 'read' || kept === undefined) throw new Error('no item')
  expect(first.record.description).toBe(kept.description)
  expect(first.record.Prices.map(({ useTypeID, amount }) => [useTypeID, amount])).toEqual(
    kept.prices.map(({ useTypeID, amount }) => [String(useTypeID), String(amount)]),
  )
  expect(new Map(first.record.ItemShops.map(({ shopID, qoh }) => [shopID, qoh]))).toEqual(
    new Map(sandbox.state.itemShops.having('itemID', 1).map(({ shopID, qoh }) => [String(shopID), qoh])),
  )
  expect(first.raw).toMatchObject({ itemID: '1', archived: expect.stringMatching(/^(true|false)$/) })
  expect(rows.find(({ id }) => id === '5')).toMatchObject({ record: { archived: true } })
})

test('after a change at the till only the changed item is read, and after a sale only its stock', async () => {
  const { clock, sandbox, api } = await till()
  await clock.pass(600_000)
  const since = new Date(clock.now()).toISOString()
  await clock.pass(5000)
  sandbox.till.rename(7, 'Trail Tee')
  sandbox.till.archive(9)
  sandbox.till.sell(11, 1)
  const items = await clock.during(collected(changedItems(api, since)))
  expect(
    items.rows.map((row) => row.kind === 'read' && [row.id, row.record.description, row.record.archived]),
  ).toEqual([
    ['7', 'Trail Tee', false],
    ['9', sandbox.state.items.get(9)?.description, true],
  ])
  const stock = await clock.during(collected(changedItemShops(api, since)))
  const moved = stock.rows.flatMap((row) => (row.kind === 'read' ? [row.record] : []))
  expect(moved.filter(({ itemID }) => itemID === '11').map(({ shopID }) => shopID)).toEqual(
    expect.arrayContaining(['0', '1']),
  )
})

test('each page tells the time of the server, which is where the next read begins', async () => {
  const { clock, api } = await till()
  const dates: (string | null)[] = []
  const work = (async () => {
    for await (const page of changedItems(api, null)) if (page.ok) dates.push(page.value.serverDate)
  })()
  await clock.during(work)
  expect(dates).toEqual(['2026-01-31T08:00:00.000Z', '2026-01-31T08:00:00.000Z', '2026-01-31T08:00:00.000Z'])
})

test('a hundred and fifty chosen items are asked for in two requests', async () => {
  const { clock, sandbox, api, asked } = await till()
  const ids = Array.from({ length: 150 }, (_, at) => ItemId.parse(String(at + 1)))
  const { rows, error } = await clock.during(collected(itemsById(api, ids)))
  expect(error).toBeNull()
  expect(rows.map(({ id }) => id)).toEqual(ids)
  expect(asked()).toEqual(['GET Item 200', 'GET Item 200'])
  expect(sandbox.requests.all().every(({ path }) => path.length < 2000)).toBe(true)
})

test.each([
  ['a lost answer', { loseAnswer: true, times: 2 }, 3],
  ['a gateway error with a page of HTML', { status: 502, times: 3 }, 4],
  ['HTML instead of records', { status: 200, body: '<html>Just a moment…</html>', times: 1 }, 2],
  ['a body that breaks off', { status: 200, body: '{"@attributes":{"next":"","prev', times: 1 }, 2],
  [
    'a moment of overload',
    { status: 400, body: '{"httpCode":"400","message":"Please try again later."}', times: 2 },
    3,
  ],
])('%s delays a read and does not end it', async (_title, fault, requests) => {
  const { clock, sandbox, api, asked, log } = await till({ items: 50 })
  sandbox.faults.add({ route: 'GET Shop', ...fault })
  const { rows, error } = await clock.during(collected(shops(api)))
  expect(error).toBeNull()
  expect(rows.length).toBeGreaterThan(0)
  expect(asked()).toHaveLength(requests)
  expect(log.lines.filter((line) => line.startsWith('warn lightspeed read repeated'))).toHaveLength(
    requests - 1,
  )
})

test.each([
  ['Lightspeed stays down', { status: 503, times: 99 }, { kind: 'unreachable', reason: '503' }],
  ['no answer arrives', { dropped: true, times: 99 }, { kind: 'answer-lost', reason: 'ECONNRESET' }],
  ['a right is missing', { status: 403 }, { kind: 'rejected', status: 403 }],
  [
    'it answers with HTML for good',
    { status: 200, body: '<html>', times: 99 },
    { kind: 'unreachable', reason: 'another answers: 200' },
  ],
  [
    'it answers with a list of something else',
    { status: 200, body: '{"error":"?"}' },
    { kind: 'unreadable' },
  ],
  ['it answers with a number', { status: 200, body: '42' }, { kind: 'unreadable' }],
  [
    'it redirects',
    { status: 302, headers: { Location: 'https://elsewhere.test/' } },
    { kind: 'unreachable', reason: 'another answers: 302' },
  ],
])('when %s, the read ends with an error that says so', async (_title, fault, error) => {
  const { clock, sandbox, api } = await till({ items: 50 })
  sandbox.faults.add({ route: 'GET Shop', ...fault })
  const result = await clock.during(collected(shops(api)))
  expect(result.error).toMatchObject(error)
})

test('a full bucket is waited for, and the run is told how long', async () => {
  const { clock, sandbox, lightspeed } = await till({ items: 50 })
  const told: (string | null)[] = []
  const api = lightspeed.api({ priority: 'catalogue', signal: never, onWait: (until) => told.push(until) })
  await clock.during(collected(shops(api)))
  sandbox.bucket.pour(100)
  const { error } = await clock.during(collected(shops(api)))
  expect(error).toBeNull()
  expect(api.usage()).toMatchObject({ requests: 3, rateLimited: 1, waitedMs: expect.any(Number) })
  expect(told[0]).toMatch(/^2026-01-31T08:00:\d\d\.\d{3}Z$/)
  expect(told.at(-1)).toBeNull()
})

test('a run that is cancelled while it waits ends at once', async () => {
  const { clock, sandbox, lightspeed } = await till({ items: 50 })
  const cancelling = new AbortController()
  const api = lightspeed.api({
    priority: 'catalogue',
    signal: cancelling.signal,
    onWait: (until) => {
      if (until !== null) cancelling.abort()
    },
  })
  sandbox.bucket.pour(400)
  const from = clock.now()
  const { error } = await clock.during(collected(shops(api)))
  expect(error).toEqual({ kind: 'cancelled' })
  expect(clock.now() - from).toBeLessThan(1000)
})

test('one record that cannot be read is named, and the rest of its page arrives', async () => {
  const { clock, sandbox, api } = await till({ items: 50 })
  const rows = [
    { itemShopID: '1', itemID: '1', shopID: '1', qoh: '3', timeStamp: '2026-01-30T11:02:33+00:00' },
    { itemShopID: '2', itemID: '1', shopID: '2', qoh: '', timeStamp: '2026-01-30T11:02:33+00:00' },
    { itemShopID: '3', itemID: '1', shopID: 'both', qoh: '3', timeStamp: '2026-01-30T11:02:33+00:00' },
    { itemShopID: 'x', itemID: '1' },
    'nonsense',
  ]
  const body = JSON.stringify({ '@attributes': { next: '', previous: '' }, ItemShop: rows })
  sandbox.faults.add({ route: 'GET ItemShop', status: 200, body })
  const { rows: read, error } = await clock.during(collected(changedItemShops(api, null)))
  expect(error).toBeNull()
  expect(read.map((row) => [row.kind, row.id])).toEqual([
    ['read', '1'],
    ['read', '2'],
    ['unreadable', '3'],
    ['unreadable', null],
    ['unreadable', null],
  ])
  expect(read[1]).toMatchObject({ record: { qoh: null } })
  expect(read[2]).toMatchObject({ raw: rows[2], issues: [expect.stringMatching(/^shopID: /)] })
})

test('records that are known just so are handed on as they came, and counted once', async () => {
  const { clock, api } = await till({ items: 50 })
  const knownOnes = (records: readonly Raw[]) =>
    new Map(records.filter(({ itemID }) => Number(itemID) <= 40).map((raw) => [raw, 'whole'] as const))
  const pagesRead = await clock.during(
    (async () => {
      const found: [number, string[]][] = []
      for await (const page of changedItems(api, null, knownOnes)) {
        if (!page.ok) throw new Error(JSON.stringify(page.error))
        found.push([page.value.rows.length, [...page.value.same.keys()].map(({ itemID }) => String(itemID))])
      }
      return found
    })(),
  )
  expect(pagesRead).toEqual([[10, Array.from({ length: 40 }, (_, at) => String(at + 1))]])
})

test('a list of one and an empty list are lists', async () => {
  const { clock, sandbox, api } = await till({ items: 50 })
  const attributes = { next: '', previous: '' }
  const one = { '@attributes': attributes, Tag: { tagID: '4', name: 'webstore' } }
  sandbox.faults.add({ route: 'GET Tag', status: 200, body: JSON.stringify(one) })
  sandbox.faults.add({ route: 'GET Tag', status: 200, body: JSON.stringify({ '@attributes': attributes }) })
  const first = await clock.during(collected(tags(api)))
  expect(first.rows).toMatchObject([{ kind: 'read', record: { tagID: '4', name: 'webstore' } }])
  expect(await clock.during(collected(tags(api)))).toEqual({ rows: [], error: null })
})

test.each([
  ['another host', 'https://elsewhere.test/API/V3/Account/314551/Tag.json?sort=tagID'],
  ['plain http', 'http://lightspeed.test/API/V3/Account/314551/Tag.json?sort=tagID'],
  ['a path alone', '/API/V3/Account/314551/Tag.json?sort=tagID'],
])('a next page at %s is asked for at the known address, as the token goes with it', async (_title, next) => {
  const hosts: string[] = []
  const { clock, sandbox, api, asked } = await till({
    items: 50,
    wrap: (http) => (request, signal) => {
      hosts.push(new URL(request.url).origin)
      return http(request, signal)
    },
  })
  const page = { '@attributes': { next, previous: '' }, Tag: { tagID: '4', name: 'webstore' } }
  sandbox.faults.add({ route: 'GET Tag', status: 200, body: JSON.stringify(page) })
  const { error } = await clock.during(collected(tags(api)))
  expect(error).toBeNull()
  expect(asked()).toEqual(['GET Tag 200', 'GET Tag 200'])
  expect(new Set(hosts)).toEqual(new Set(['https://lightspeed.test']))
})

test.each(['https://lightspeed.test/auth/oauth/token', 'after=WzFd', 'https://'])(
  'a next page at %s is none, and the list ends with an error',
  async (next) => {
    const { clock, sandbox, api, asked } = await till({ items: 50 })
    const page = { '@attributes': { next, previous: '' }, Tag: { tagID: '4', name: 'webstore' } }
    sandbox.faults.add({ route: 'GET Tag', status: 200, body: JSON.stringify(page) })
    const { rows, error } = await clock.during(collected(tags(api)))
    expect(rows).toHaveLength(1)
    expect(error).toMatchObject({ kind: 'unreadable' })
    expect(asked()).toEqual(['GET Tag 200'])
  },
)

test('a list whose next page is the same page ends with an error instead of never', async () => {
  const { clock, sandbox, api } = await till({ items: 50 })
  const next = 'https://lightspeed.test/API/V3/Account/314551/Tag.json?after=WzFd'
  const page = { '@attributes': { next, previous: '' }, Tag: { tagID: '4', name: 'webstore' } }
  sandbox.faults.add({ route: 'GET Tag', status: 200, body: JSON.stringify(page), times: 99 })
  const { rows, error } = await clock.during(collected(tags(api)))
  expect(rows).toHaveLength(2)
  expect(error).toMatchObject({ kind: 'unreadable' })
})

test('a relation that Lightspeed refuses by name is left out from then on', async () => {
  const { clock, sandbox, lightspeed, log, api, asked } = await till({ items: 50 })
  const refusal = JSON.stringify({
    httpCode: '400',
    message: 'CustomFieldValues.value is not a relation that can be loaded.',
  })
  sandbox.faults.add({ route: 'GET Item', status: 400, body: refusal })
  const { rows, error } = await clock.during(collected(changedItems(api, null)))
  expect([rows.length, error]).toEqual([50, null])
  const later = lightspeed.api({ priority: 'catalogue', signal: never })
  await clock.during(collected(changedItems(later, null)))
  expect(asked()).toEqual(['GET Item 400', 'GET Item 200', 'GET Item 200'])
  const relations = sandbox.requests
    .all()
    .map(({ path }) => /"CustomFieldValues(\.value)?"/g[Symbol.match](decodeURIComponent(path)))
  expect(relations).toEqual([
    ['"CustomFieldValues"', '"CustomFieldValues.value"'],
    ['"CustomFieldValues"'],
    ['"CustomFieldValues"'],
  ])
  expect(log.lines).toContain(
    'warn lightspeed relation refused {"resource":"Item","relation":"CustomFieldValues.value"}',
  )
})

test('the budget is known after the first answer, drains by itself, and whoever listens is told', async () => {
  const { clock, lightspeed, api } = await till({ items: 50 })
  let told = 0
  const stop = lightspeed.listen(() => {
    told += 1
  })
  await clock.during(collected(shops(api)))
  expect(told).toBe(1)
  stop()
  const budget = lightspeed.budget()
  expect(budget).toMatchObject({ size: 90, dripPerSecond: 1, waitsUntil: null })
  await clock.pass(2000)
  expect(lightspeed.budget()?.level).toBeCloseTo(Math.max(0, (budget?.level ?? 0) - 2), 6)
})
