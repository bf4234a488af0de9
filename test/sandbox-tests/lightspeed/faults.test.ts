import { afterEach, describe, expect, test } from 'vitest'
import { generateShop } from '../../sandbox/generator/generate.ts'
import { serve } from '../../sandbox/http.ts'
import { openSandbox, path } from './connected.ts'

const shop = generateShop({ items: 3, seed: 7 })

const open = () => {
  const opened = openSandbox({ load: shop, options: { registers: 1000 } })
  const { access_token } = opened.connect()
  const { faults } = opened.lightspeed
  return { ...opened, faults, access: access_token, ask: (url: string) => opened.get(access_token, url) }
}

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

describe('how often a trouble happens', () => {
  const statuses = (probability: number, seed: number): string => {
    const { faults, ask } = open()
    faults.add({ route: 'GET Shop', status: 503, probability, seed })
    return Array.from({ length: 100 }, () => (ask(path('Shop')).status === 503 ? 'x' : '.')).join('')
  }

  test('by chance, the same for the same seed', () => {
    const seen = statuses(0.2, 1)
    expect(seen.replaceAll('.', '').length).toBeGreaterThan(10)
    expect(seen.replaceAll('.', '').length).toBeLessThan(30)
    expect(statuses(0.2, 1)).toBe(seen)
    expect(statuses(0.2, 2)).not.toBe(seen)
  })

  test('by count, and by chance for at most so many', () => {
    const { faults, ask } = open()
    faults.add({ route: 'GET Shop', status: 502, times: 2 })
    faults.add({ route: 'GET Shop', status: 503, probability: 1, times: 1 })
    faults.add({ route: 'GET Shop', status: 504, probability: 0 })
    expect(faults.left()).toBe(3)
    expect(Array.from({ length: 4 }, () => ask(path('Shop')).status)).toEqual([502, 502, 503, 200])
    expect(faults.left()).toBe(0)
  })

  test('on a route, on all routes of a kind, or on all', () => {
    const { faults, ask } = open()
    faults.add({ route: 'GET Item*', status: 500, probability: 1 })
    expect([path('Item'), path('ItemShop'), path('Shop')].map((url) => ask(url).status)).toEqual([
      500, 500, 200,
    ])
    faults.clear()
    faults.add({ route: '*', status: 500 })
    expect(ask(path('Shop')).status).toBe(500)
  })
})

describe('what comes instead of the answer', () => {
  test('a status before or after what was asked is done', () => {
    const { faults, send, connect, token } = open()
    const refresh = (refresh_token: string) => token({ grant_type: 'refresh_token', refresh_token }).status
    const revoke = (refresh_token: string) =>
      send(
        'POST',
        '/auth/oauth/revoke',
        { 'content-type': 'application/json' },
        JSON.stringify({ client_id: 'sandbox-client', refresh_token }),
      ).status
    const [kept, ended] = [connect(), connect()]
    faults.add({ route: 'POST oauth/revoke', status: 500 })
    faults.add({ route: 'POST oauth/revoke', status: 500, when: 'after' })
    expect([revoke(kept.refresh_token), revoke(ended.refresh_token)]).toEqual([500, 500])
    expect([refresh(kept.refresh_token), refresh(ended.refresh_token)]).toEqual([200, 400])
  })

  test('the service asks to try again later, with 400', () => {
    const { faults, ask } = open()
    faults.add({ route: 'GET Shop', status: 400, message: 'Please try again later.' })
    const answer = ask(path('Shop'))
    expect([answer.status, answer.headers['Content-Type'], JSON.parse(answer.body)]).toEqual([
      400,
      'text/html; charset=UTF-8',
      {
        httpCode: '400',
        httpMessage: 'Bad Request',
        message: 'Please try again later.',
        errorClass: 'Exception',
      },
    ])
  })

  test('the bucket is full for minutes', () => {
    const { faults, ask } = open()
    faults.add({ route: 'GET Shop', status: 429, retryAfterSeconds: 240 })
    expect(ask(path('Shop')).headers).toMatchObject({
      'Retry-After': '240',
      'X-LS-API-RateLimit-Type': 'api-leaky-bucket',
    })
  })

  test.each([502, 503, 504])('%i comes from the proxy, as a page, without the bucket', (status) => {
    const { faults, ask } = open()
    faults.add({ route: 'GET Shop', status })
    const answer = ask(path('Shop'))
    expect([answer.status, answer.headers.Server]).toEqual([status, 'cloudflare'])
    expect(answer.body).toMatch(/^<html>/)
    expect(Object.keys(answer.headers).join()).not.toMatch(/x-ls/i)
  })

  test('a page instead of JSON: the proxy with any status, a captive portal with 200', () => {
    const { faults, ask } = open()
    faults.add({ route: 'GET Shop', status: 403, html: true })
    faults.add({ route: 'GET Shop', html: true })
    const [proxy, portal] = [ask(path('Shop')), ask(path('Shop'))]
    expect([proxy.status, proxy.headers.Server, portal.status, portal.headers.Server]).toEqual([
      403,
      'cloudflare',
      200,
      undefined,
    ])
    expect([proxy.body, portal.body]).toEqual([
      expect.stringContaining('403: Forbidden'),
      expect.stringContaining('Sign in to go online'),
    ])
  })
})

describe('what is wrong with the answer', () => {
  test.each([
    ['text', 'not what it was'],
    ['number', 7],
    ['flag', true],
    ['null', null],
    ['list', ['not', 'what', 'it', 'was']],
    ['object', { not: 'what it was' }],
  ] as const)('a field of it becomes %s', (becomes, expected) => {
    const { faults, ask } = open()
    faults.add({ route: 'GET Item', wrongType: { field: 'description', becomes } })
    const [first, second] = [ask(path('Item/1')), ask(path('Item/1'))].map(
      ({ body }) => JSON.parse(body).Item,
    )
    expect(first).toEqual({ ...second, description: expected })
  })

  test('its clock is hours off, in the Date header and in every time stamp', () => {
    const { faults, ask } = open()
    const right = ask(path('Shop/1'))
    faults.add({ route: 'GET Shop', clockHours: -3 })
    const wrong = ask(path('Shop/1'))
    expect([right.headers.Date, wrong.headers.Date]).toEqual([
      'Sat, 31 Jan 2026 08:00:00 GMT',
      'Sat, 31 Jan 2026 05:00:00 GMT',
    ])
    expect([JSON.parse(right.body).Shop.timeStamp, JSON.parse(wrong.body).Shop.timeStamp]).toEqual([
      '2021-03-01T10:00:00+00:00',
      '2021-03-01T07:00:00+00:00',
    ])
  })

  test('it breaks off in the middle of its body', async () => {
    const { faults, lightspeed, access } = open()
    const served = await serve(lightspeed.handle)
    closing.push(served.close)
    const ask = () =>
      fetch(`${served.url}${path('Item')}`, { headers: { authorization: `Bearer ${access}` } })
    faults.add({ route: 'GET Item', truncated: true })
    const broken = await ask()
    expect([broken.status, broken.headers.get('transfer-encoding')]).toEqual([200, 'chunked'])
    await expect(broken.text()).rejects.toThrow()
    expect(Object.keys(JSON.parse(await (await ask()).text()))).toEqual(['@attributes', 'Item'])
  })
})
