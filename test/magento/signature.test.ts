import { createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { authorization, baseString, encode, naturalOrder, type ToSign } from '../../main/magento/signature.ts'
import { haveRecordings, recorded } from './recordings.ts'

const keys = {
  kind: 'integration',
  consumerKey: 'ck',
  consumerSecret: 'consumer & secret',
  accessToken: 'at',
  accessTokenSecret: 'token/secret',
} as const

const call = (url: string, more: Partial<ToSign> = {}): ToSign => ({
  method: 'GET',
  url: `https://shop.example${url}`,
  keys,
  nonce: 'n0nce',
  timestamp: 1_800_000_000,
  pathForm: 'decoded',
  ...more,
})

/** The three parts of a base string, decoded once. */
function partsOf(toSign: ToSign): { method: string; address: string; parameters: string[] } {
  const [method = '', address = '', parameters = ''] = baseString(toSign).split('&')
  return {
    method,
    address: decodeURIComponent(address),
    parameters: decodeURIComponent(parameters)
      .split('&')
      .filter((pair) => !pair.startsWith('oauth_')),
  }
}

/** What a textbook OAuth library signs: RFC 5849 §3.4.1. */
function textbook(toSign: ToSign): string {
  const url = new URL(toSign.url)
  const query = toSign.url.split('?')[1] ?? ''
  const pairs = query === '' ? [] : query.split('&').map((pair) => pair.split(/=(.*)/s))
  const oauth = [
    ['oauth_consumer_key', keys.consumerKey],
    ['oauth_nonce', toSign.nonce],
    ['oauth_signature_method', 'HMAC-SHA256'],
    ['oauth_timestamp', String(toSign.timestamp)],
    ['oauth_token', keys.accessToken],
    ['oauth_version', '1.0'],
  ]
  const encoded = [...pairs, ...oauth]
    .map(([name = '', value = '']) => [encode(decodeURIComponent(name)), encode(decodeURIComponent(value))])
    .map((pair) => pair.join('='))
    .sort()
  const path = toSign.url.slice(url.origin.length).split('?')[0] ?? ''
  return [toSign.method, encode(`${url.origin}${path}`), encode(encoded.join('&'))].join('&')
}

describe('what is signed', () => {
  test('method, address and every parameter once, in their order', () => {
    const toSign = call('/rest/V1/products?searchCriteria[pageSize]=1', { method: 'POST' })
    expect(baseString(toSign)).toBe(
      'POST&https%3A%2F%2Fshop.example%2Frest%2FV1%2Fproducts&' +
        'oauth_consumer_key%3Dck%26oauth_nonce%3Dn0nce%26oauth_signature_method%3DHMAC-SHA256%26' +
        'oauth_timestamp%3D1800000000%26oauth_token%3Dat%26oauth_version%3D1.0%26' +
        'searchCriteria%255BpageSize%255D%3D1',
    )
  })

  test.each([
    ['a slash in an SKU', '/rest/V1/products/A%2FB', '/rest/V1/products/A/B'],
    ['a plus sign', '/rest/V1/products/A%2BB', '/rest/V1/products/A+B'],
    ['an ampersand, a comma, a colon', '/rest/V1/products/A%26B%2CC%3AD', '/rest/V1/products/A&B,C:D'],
    ['a per cent sign stays one', '/rest/V1/products/A%25B%20C', '/rest/V1/products/A%25B%20C'],
    ['a slash that was encoded twice', '/rest/V1/products/A%252FB', '/rest/V1/products/A%2FB'],
    ['a question mark and a hash stay encoded', '/rest/V1/products/A%3FB%23C', '/rest/V1/products/A%3FB%23C'],
    ['quotes, brackets and stars stay encoded', '/x/%22%27%28%29%2A%21', '/x/%22%27%28%29%2A%21'],
    ['lower-case codes become upper case', '/rest/V1/products/a%c3%a9', '/rest/V1/products/a%C3%A9'],
    ['Japanese', '/rest/V1/products/%E6%97%A5', '/rest/V1/products/%E6%97%A5'],
  ])('%s in the path', (_title, sent, signed) => {
    expect(partsOf(call(sent)).address).toBe(`https://shop.example${signed}`)
  })

  test('an older Magento signs the path as it is sent', () => {
    const toSign = call('/rest/V1/products/A%2FB', { pathForm: 'as-sent' })
    expect(partsOf(toSign).address).toBe('https://shop.example/rest/V1/products/A%2FB')
  })

  test('the usual port is left out, any other stays', () => {
    expect(partsOf(call('', { url: 'https://shop.example:443/rest' })).address).toBe(
      'https://shop.example/rest',
    )
    expect(partsOf(call('', { url: 'http://127.0.0.1:8080/rest' })).address).toBe(
      'http://127.0.0.1:8080/rest',
    )
  })

  test.each([
    ['a word without "=" is left out', 'searchCriteria&a=1', ['a=1']],
    ['a pair with two "=" is left out', 'value=A=B&a=1', ['a=1']],
    ['an empty value stays', 'fields=&a=1', ['a=1', 'fields=']],
    ['a plus sign stays a plus sign', 'a=x+y', ['a=x%2By']],
    ['of equal names the last one counts', 'a=1&a=2', ['a=2']],
  ])('%s', (_title, query, parameters) => {
    expect(partsOf(call(`/rest?${query}`)).parameters).toEqual(parameters)
  })

  test('eleven filter groups are in the order of their numbers', () => {
    const groups = Array.from({ length: 11 }, (_, index) => `f[${index}][field]=sku`).join('&')
    const numbers = partsOf(call(`/rest?${groups}`)).parameters.map((pair) => /%5B(\d+)%5D/.exec(pair)?.[1])
    expect(numbers).toEqual(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '10'])
  })

  test.each([
    ['a2', 'a10', -1],
    ['a10', 'a2', 1],
    ['a02', 'a2', 0],
    ['a', 'a1', -1],
    ['a1b', 'a1', 1],
    ['B', 'a', -1],
    ['a%5B9%5D', 'a%5B10%5D', -1],
    ['same', 'same', 0],
  ])('%s and %s compare as PHP does', (left, right, order) => {
    expect(Math.sign(naturalOrder(left, right))).toBe(order)
  })
})

test('the header holds everything but the secrets, and the signature is made with them', () => {
  const toSign = call('/rest/V1/modules')
  const header = authorization(toSign)
  const signature = createHmac('sha256', 'consumer%20%26%20secret&token%2Fsecret')
    .update(baseString(toSign))
    .digest('base64')
  expect(header).toBe(
    'OAuth oauth_consumer_key="ck", oauth_nonce="n0nce", oauth_signature_method="HMAC-SHA256", ' +
      `oauth_timestamp="1800000000", oauth_token="at", oauth_version="1.0", oauth_signature="${encode(signature)}"`,
  )
})

describe.skipIf(!haveRecordings)('against the signatures that a real Magento took and refused', () => {
  const exchanges = haveRecordings ? recorded('signature-base-string') : []
  const signedAsTextbook =
    /RFC|path as sent|sorted by bytes|with the pair in the base string|\bsent\b.*RFC|as sent/
  const refusedTextbook = exchanges.filter(
    ({ note, response }) => response.status === 401 && signedAsTextbook.test(note ?? ''),
  )
  const agreeing = exchanges.filter(({ note }) =>
    /stays encoded|same base string|is part of the base string|in a value, encoded/.test(note ?? ''),
  )

  test('there are both', () => {
    expect([refusedTextbook.length, agreeing.length]).toEqual([9, 7])
  })

  test.each(refusedTextbook)(
    '$n, signed like a textbook, was refused: we sign it otherwise',
    ({ request }) => {
      const toSign = call(request.path, { method: request.method })
      if (request.path.includes("'")) return expect(encode("'")).toBe('%27')
      expect(baseString(toSign)).not.toBe(textbook(toSign))
    },
  )

  test.each(agreeing)('$n, where Magento and the textbook agree: we do too', ({ request }) => {
    const toSign = call(request.path, { method: request.method })
    expect(baseString(toSign)).toBe(textbook(toSign))
  })
})
