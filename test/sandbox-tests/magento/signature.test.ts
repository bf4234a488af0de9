import { describe, expect, test } from 'vitest'
import { naturalCompare } from '../../sandbox/magento/web/php.ts'
import { baseString } from '../../sandbox/magento/web/signature.ts'
import { aShop } from './client.ts'
import { oauthHeader } from './signing.ts'

const oauth = new Map([['oauth_nonce', 'n']])
const get = (url: string, host = 'shop.example', scheme = 'http') =>
  baseString({ method: 'get', scheme, host, url }, oauth)

describe('the text that Magento signs', () => {
  test.each([
    [
      'the plain case',
      '/rest/V1/modules',
      'GET&http%3A%2F%2Fshop.example%2Frest%2FV1%2Fmodules&oauth_nonce%3Dn',
    ],
    ['an encoded slash is decoded', '/p/A%2FB', 'GET&http%3A%2F%2Fshop.example%2Fp%2FA%2FB&oauth_nonce%3Dn'],
    ['an encoded plus is decoded', '/p/A%2BB', 'GET&http%3A%2F%2Fshop.example%2Fp%2FA%2BB&oauth_nonce%3Dn'],
    [
      'a doubly encoded slash is decoded once',
      '/p/A%252FB',
      'GET&http%3A%2F%2Fshop.example%2Fp%2FA%252FB&oauth_nonce%3Dn',
    ],
    [
      'a percent sign alone is encoded again',
      '/p/A%25B',
      'GET&http%3A%2F%2Fshop.example%2Fp%2FA%2525B&oauth_nonce%3Dn',
    ],
    [
      'other codes become upper case',
      '/p/%c3%a9',
      'GET&http%3A%2F%2Fshop.example%2Fp%2F%25C3%25A9&oauth_nonce%3Dn',
    ],
    [
      'a question mark stays encoded',
      '/p/A%3fB',
      'GET&http%3A%2F%2Fshop.example%2Fp%2FA%253FB&oauth_nonce%3Dn',
    ],
    ['an apostrophe is encoded', "/p/a'b", 'GET&http%3A%2F%2Fshop.example%2Fp%2Fa%2527b&oauth_nonce%3Dn'],
    [
      'a word without = is left out',
      '/p?searchCriteria',
      'GET&http%3A%2F%2Fshop.example%2Fp&oauth_nonce%3Dn',
    ],
    ['a pair with two = is left out', '/p?v=A=B', 'GET&http%3A%2F%2Fshop.example%2Fp&oauth_nonce%3Dn'],
    ['an empty value counts', '/p?v=', 'GET&http%3A%2F%2Fshop.example%2Fp&oauth_nonce%3Dn%26v%3D'],
    [
      'a plus in the query stays a plus',
      '/p?v=a+b',
      'GET&http%3A%2F%2Fshop.example%2Fp&oauth_nonce%3Dn%26v%3Da%252Bb',
    ],
    [
      'the last of two equal names counts',
      '/p?v=1&v=2',
      'GET&http%3A%2F%2Fshop.example%2Fp&oauth_nonce%3Dn%26v%3D2',
    ],
    [
      'two comes before ten',
      '/p?g[10]=b&g[2]=a',
      'GET&http%3A%2F%2Fshop.example%2Fp&g%255B2%255D%3Da%26g%255B10%255D%3Db%26oauth_nonce%3Dn',
    ],
  ])('%s', (_title, url, expected) => expect(get(url)).toBe(expected))

  test('the usual port is left out, any other one is kept', () => {
    expect([
      get('/p', 'Shop.Example:80'),
      get('/p', 'shop.example:443', 'https'),
      get('/p', '127.0.0.1:8080'),
    ]).toEqual([
      'GET&http%3A%2F%2Fshop.example%2Fp&oauth_nonce%3Dn',
      'GET&https%3A%2F%2Fshop.example%2Fp&oauth_nonce%3Dn',
      'GET&http%3A%2F%2F127.0.0.1%3A8080%2Fp&oauth_nonce%3Dn',
    ])
  })

  test('numbers in names sort by what they say', () => {
    const names = ['a10', 'a9', 'a', 'b1', 'a010', 'a9b']
    expect(names.sort(naturalCompare)).toEqual(['a', 'a010', 'a9', 'a9b', 'a10', 'b1'])
  })
})

describe('the door', () => {
  const storeViews = {
    method: 'GET',
    scheme: 'http',
    host: 'shop.example',
    url: '/rest/V1/store/storeViews',
  } as const
  const knock = (shop: ReturnType<typeof aShop>, authorization: string, url: string = storeViews.url) => {
    const answer = shop.handle({ ...storeViews, url, headers: { authorization }, body: '' })
    return 'status' in answer ? [answer.status, JSON.parse(answer.body).message] : undefined
  }

  test('a nonce is used up even by a wrong signature', () => {
    const shop = aShop()
    const seconds = Math.floor(shop.clock.now() / 1000)
    const wrong = { ...shop.keys, accessTokenSecret: 'wrong' }
    expect([
      knock(shop, oauthHeader(storeViews, wrong, { nonce: 'once', seconds })),
      knock(shop, oauthHeader(storeViews, shop.keys, { nonce: 'once', seconds })),
    ]).toEqual([
      [401, 'The signature is invalid. Verify and try again.'],
      [401, 'The nonce is already being used by the consumer with ID %1'],
    ])
  })

  test('a clock that is slow passes, one that is eleven minutes fast does not', () => {
    const shop = aShop()
    const seconds = Math.floor(shop.clock.now() / 1000)
    const from = (offset: number) =>
      knock(
        shop,
        oauthHeader(storeViews, shop.keys, { nonce: `n ${offset}`, seconds: seconds + offset }),
      )?.[0]
    expect([from(-86_400), from(590), from(660)]).toEqual([200, 200, 401])
  })

  test('an integration’s token as bearer is a guest until the shop allows it', () => {
    const shop = aShop()
    const before = knock(shop, `Bearer ${shop.keys.accessToken}`)
    shop.shop.settings.bearerTokens = true
    expect([before?.[0], knock(shop, `Bearer ${shop.keys.accessToken}`)?.[0]]).toEqual([401, 200])
  })

  test('a missing right is told before a missing product, and by name', () => {
    const shop = aShop()
    const keys = shop.shop.addIntegration('stock only', ['Magento_InventoryApi::source'])
    const request = { ...storeViews, url: '/rest/V1/products/nosuch' }
    const seconds = Math.floor(shop.clock.now() / 1000)
    const answer = shop.handle({
      ...request,
      headers: { authorization: oauthHeader(request, keys, { nonce: 'a', seconds }) },
      body: '',
    })
    expect(answer).toMatchObject({
      status: 401,
      body: '{"message":"The consumer isn\'t authorized to access %resources.","parameters":{"resources":"Magento_Catalog::products"}}',
    })
  })
})
