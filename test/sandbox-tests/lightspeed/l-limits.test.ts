import { describe, expect, test } from 'vitest'
import { generateShop } from '../../sandbox/generator/generate.ts'
import type { Options } from '../../sandbox/lightspeed/options.ts'
import { openSandbox, path } from './connected.ts'

const shop = generateShop({ items: 20, seed: 7 })

const open = (options: Partial<Options> = {}) => {
  const opened = openSandbox({ load: shop, options })
  const { access_token } = opened.connect()
  const ask = (url = path('Shop')) => opened.get(access_token, url)
  const headers = (url?: string) => ask(url).headers
  const level = () => Number(opened.lightspeed.bucket.level().toFixed(3))
  return { ...opened, ask, headers, level, bucket: opened.lightspeed.bucket }
}

describe('L13 the bucket', () => {
  test('L13 its level is a float that drains all the time; the first overflow passes, then 429 until there is room', () => {
    const { ask, headers, clock, bucket } = open()
    headers(path('Item', { load_relations: '["ItemShops"]' }))
    clock.advance(123)
    expect(headers()['X-Ls-Api-Bucket-Level']).toBe('2.277/90')
    bucket.pour(87)
    expect([ask(path('Item', { count: '1' })).status, ask().status]).toEqual([200, 429])
    clock.advance(Number(headers()['Retry-After']) * 1000)
    expect(ask().status).toBe(200)
  })

  test('L13 a bucket that others filled is full for minutes, and Retry-After says so', () => {
    const { ask, clock, bucket } = open()
    bucket.pour(270)
    const blocked = ask()
    expect([
      blocked.status,
      blocked.headers['X-LS-API-RateLimit-Type'],
      blocked.headers['Retry-After'],
    ]).toEqual([429, 'api-leaky-bucket', '181'])
    clock.advance(181_000)
    expect(ask().status).toBe(200)
  })

  test('L13 the burst limiter has fixed windows of a second and its own 429', () => {
    const { ask, clock } = open()
    clock.advance(900)
    const first = Array.from({ length: 21 }, () => ask())
    expect(first.map(({ status }) => status)).toEqual([...Array(20).fill(200), 429])
    expect(first[20]?.headers).toMatchObject({
      'X-LS-API-RateLimit-Type': 'api-burst-limiter',
      'Retry-After': '1',
      'X-LS-API-Burst-Level': '20/20',
    })
    expect(JSON.parse(first[20]?.body ?? '').message).toContain('burst')
    clock.advance(100)
    expect(ask().status).toBe(200)
  })

  test('L13 several burst windows: each must have room', () => {
    const { ask, clock } = open({
      registers: 10,
      burstWindows: [
        { seconds: 1, requests: 3 },
        { seconds: 10, requests: 5 },
      ],
    })
    const second = () => Array.from({ length: 4 }, () => ask())
    expect(second().map(({ status }) => status)).toEqual([200, 200, 200, 429])
    clock.advance(1000)
    const next = second()
    expect(next.map(({ status }) => status)).toEqual([200, 200, 429, 429])
    expect(next[3]?.headers['Retry-After']).toBe('9')
  })

  test.each([
    [true, '1'],
    [false, '0'],
  ])('L13 whether a refused request costs is a switch (%s)', (refusedRequestsCost, cost) => {
    const { ask } = open({ refusedRequestsCost })
    const refused = ask(path('Item', { sort: 'upc' }))
    expect([refused.status, refused.headers['x-ls-api-request-cost']]).toEqual([400, cost])
  })

  test('L13 another installation with our client id empties it, until it stops', () => {
    const { ask, clock, level, bucket } = open()
    bucket.otherInstallation(3)
    clock.advance(10_000)
    expect(level()).toBeCloseTo(20, 0)
    clock.advance(120_000)
    expect(level()).toBeGreaterThan(88)
    const statuses = Array.from({ length: 60 }, () => {
      clock.advance(250)
      return ask().status
    })
    expect(new Set(statuses)).toEqual(new Set([200, 429]))
    bucket.otherInstallation(0)
    clock.advance(95_000)
    expect(level()).toBe(0)
  })

  test('L13 the other installation takes its share of the burst window too', () => {
    const { ask, clock, bucket } = open()
    bucket.otherInstallation(15)
    clock.advance(990)
    const statuses = Array.from({ length: 8 }, () => ask().status)
    expect(statuses).toEqual([200, 200, 200, 200, 200, 200, 429, 429])
  })
})

describe('L14 how wide it is', () => {
  test.each([
    [1, '1/90', '1', '1/20'],
    [2, '1/100', '1.5', '1/22'],
    [6, '1/140', '3.5', '1/31'],
  ])('L14 with %i registers', (registers, level, drip, burst) => {
    expect(open({ registers }).headers()).toMatchObject({
      'X-Ls-Api-Bucket-Level': level,
      'X-Ls-Api-Drip-Rate': drip,
      'X-LS-API-Burst-Level': burst,
    })
  })

  test.each<[Options['rateLimits'], string, string]>([
    ['old-quiet', '1/180', '3'],
    ['old-busy', '1/60', '1'],
  ])('L14 under the old rules reading costs 1, whatever is asked for (%s)', (rateLimits, level, drip) => {
    const url = path('Item', { load_relations: '["ItemShops","Category"]' })
    expect(open({ rateLimits }).headers(url)).toMatchObject({
      'X-Ls-Api-Bucket-Level': level,
      'X-Ls-Api-Drip-Rate': drip,
      'x-ls-api-request-cost': '1',
    })
  })
})
