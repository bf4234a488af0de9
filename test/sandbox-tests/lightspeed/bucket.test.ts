import { describe, expect, test } from 'vitest'
import { generateShop } from '../../sandbox/generator/generate.ts'
import { openSandbox, path } from './connected.ts'

const shop = generateShop({ items: 50, seed: 7 })

const open = (options = {}) => {
  const opened = openSandbox({ load: shop, options })
  const { access_token } = opened.connect()
  opened.lightspeed.requests.clear()
  return { ...opened, ask: (url: string) => opened.get(access_token, url) }
}

const relations = (...names: string[]): string => JSON.stringify(names)

describe('what a request costs', () => {
  const cost = (url: string): string | undefined => open().ask(url).headers['x-ls-api-request-cost']

  test.each<[string, string, string]>([
    ['a page', path('ItemShop'), '1'],
    ['one record with one to-one relation', path('Item/1', { load_relations: relations('Category') }), '1.1'],
    ['one record with a relation to many', path('Item/1', { load_relations: relations('ItemShops') }), '1.2'],
    [
      'one record, nested below many',
      path('Item/1', { load_relations: relations('TagRelations.Tag') }),
      '1.4',
    ],
    [
      'a page with four relations',
      path('Item', {
        load_relations: relations('ItemShops', 'ItemVendorNums', 'TagRelations', 'TagRelations.Tag'),
      }),
      '2.4',
    ],
    ['every relation of a shop', path('Shop/1', { load_relations: 'all' }), '1.9'],
    ['counting', path('Item', { count: '1' }), '10'],
    ['or on one field', `${path('Item')}?or=itemID%3D1|itemID%3D2`, '1'],
    ['or on one kind of record', `${path('Item')}?or=upc%3D1|ean%3D2`, '3'],
    [
      'or over two kinds of record',
      `${path('Item', { load_relations: relations('ItemShops') })}&or=upc%3D1|ItemShops.qoh%3D2|ean%3D3`,
      '22.4',
    ],
    ['a refused request', path('Item', { sort: 'upc' }), '1'],
  ])('%s', (_title, url, expected) => expect(cost(url)).toBe(expected))
})

describe('the bucket', () => {
  test('every answer tells its level; it drains with time', () => {
    const { ask, clock } = open()
    const { headers } = ask(path('Item/1', { load_relations: relations('ItemShops') }))
    expect(headers).toMatchObject({
      'X-Ls-Acct-Id': '314551',
      'X-Ls-Oauth-Client-Id': 'sandbox-client',
      'X-Ls-Api-Bucket-Level': '1.2/90',
      'X-LS-API-Burst-Level': '1/20',
      'X-Ls-Api-Drip-Rate': '1',
      'x-ls-api-request-cost': '1.2',
      Date: 'Sat, 31 Jan 2026 08:00:00 GMT',
    })
    clock.advance(750)
    expect(ask(path('Shop')).headers['X-Ls-Api-Bucket-Level']).toBe('1.45/90')
  })

  test('the request that overflows it passes, then nothing does until there is room', () => {
    const { ask, clock, lightspeed } = open()
    lightspeed.bucket.pour(89.5)
    expect(ask(path('Item', { count: '1' })).headers['X-Ls-Api-Bucket-Level']).toBe('99.5/90')
    const blocked = ask(path('Shop'))
    expect([
      blocked.status,
      blocked.headers['Retry-After'],
      blocked.headers['X-LS-API-RateLimit-Type'],
    ]).toEqual([429, '10', 'api-leaky-bucket'])
    expect([blocked.headers['Content-Type'], JSON.parse(blocked.body)]).toEqual([
      'text/html; charset=UTF-8',
      {
        httpCode: '429',
        httpMessage: 'Too Many Requests',
        message: 'Rate Limit Exceeded: bucket limit exceeded.',
        errorClass: 'RateLimitedException',
      },
    ])
    clock.advance(9000)
    expect(ask(path('Shop')).status).toBe(429)
    clock.advance(1000)
    expect(ask(path('Shop')).status).toBe(200)
  })
})

test('the log holds what was asked and what it cost', () => {
  const { ask, lightspeed } = open()
  ask(path('Shop'))
  ask(path('Item', { count: '1' }))
  ask(path('Nothing'))
  expect(lightspeed.requests.all().map(({ route, status, cost }) => [route, status, cost])).toEqual([
    ['GET Shop', 200, 1],
    ['GET Item', 200, 10],
    ['GET Nothing', 501, 1],
  ])
})
