import { expect, test } from 'vitest'
import { baseString } from '../../../sandbox/magento/web/signature.ts'
import { aShop, filter } from '../client.ts'

const noRight = (resources: string) => ({
  message: "The consumer isn't authorized to access %resources.",
  parameters: { resources },
})
const modules = noRight('Magento_Backend::admin')
const oauth = new Map([['oauth_nonce', 'n']])
const signed = (url: string) =>
  baseString({ method: 'GET', scheme: 'http', host: 'shop.example', url }, oauth)
    .split('&')
    .map(decodeURIComponent)

test('M01 R02 a missing right is 401 with a raw placeholder, never 403', () => {
  const { send, shop } = aShop()
  const limited = shop.addIntegration('limited', ['Magento_Catalog::products'])
  const { status, text } = send('GET', '/V1/modules', { keys: limited })
  expect([status, JSON.parse(text)]).toEqual([401, modules])
})

test('M02 a bad bearer token and none at all get the same answer', () => {
  const { send } = aShop()
  const answers = [`Bearer ${'x'.repeat(32)}`, 'Bearer', 'Basic dTpw', ''].map((authorization) =>
    send('GET', '/V1/modules', { headers: { authorization } }),
  )
  expect(answers.map(({ status, text }) => [status, JSON.parse(text)])).toEqual(Array(4).fill([401, modules]))
})

test('M03 R07 a token alone opens the door only where that is allowed, and then even when it is switched off', () => {
  const { send, shop, keys } = aShop()
  const bearer = () =>
    send('GET', '/V1/store/storeViews', { headers: { authorization: `Bearer ${keys.accessToken}` } }).status
  const before = bearer()
  shop.settings.bearerTokens = true
  const allowed = bearer()
  shop.deactivateIntegration('Tillbridge')
  expect([before, allowed, bearer(), send('GET', '/V1/store/storeViews').status]).toEqual([
    401, 200, 200, 401,
  ])
})

test('M04 R03 old time stamps pass, more than ten minutes ahead, 0 and words do not', () => {
  const { send, clock } = aShop()
  const now = Math.floor(clock.now() / 1000)
  const stamped = (seconds: number | string) => send('GET', '/V1/modules', { signing: { seconds } })
  expect([now - 30 * 86_400, now + 600, now + 660, 0, 'now'].map((each) => stamped(each).status)).toEqual([
    200, 200, 401, 401, 401,
  ])
  expect(JSON.parse(stamped(now + 660).text).message).toBe('An error occurred validating the nonce')
})

test('M04 R04 a nonce serves once per consumer, whatever its time stamp', () => {
  const { send, shop, clock } = aShop()
  const other = shop.addIntegration('other')
  const signing = { nonce: 'same' }
  const first = send('GET', '/V1/modules', { signing }).status
  clock.advance(5000)
  const again = send('GET', '/V1/modules', { signing })
  expect([first, again.status, JSON.parse(again.text)]).toEqual([
    200,
    401,
    { message: 'The nonce is already being used by the consumer with ID %1', parameters: ['1'] },
  ])
  expect(send('GET', '/V1/modules', { signing, keys: other }).status).toBe(200)
})

test('M05 R01 SHA-1 is refused', () => {
  const { send } = aShop()
  const { status, text } = send('GET', '/V1/modules', { signing: { hash: 'sha1' } })
  expect([status, JSON.parse(text)]).toEqual([
    400,
    { message: 'Signature method %1 is not supported', parameters: ['HMAC-SHA1'] },
  ])
})

test('M06 R09 parameters are sorted as people count: 2 before 10', () => {
  expect(signed('/p?a[10]=x&a[2]=y')[2]).toBe('a%5B2%5D=y&a%5B10%5D=x&oauth_nonce=n')
})

test('M07 R09 a plus stays a plus, and words without exactly one equals sign are left out', () => {
  expect(signed('/p?a=b+c&flag&x=1=2')[2]).toBe('a=b%2Bc&oauth_nonce=n')
})

test('M08 R04 a wrong signature uses its nonce up', () => {
  const { send, keys } = aShop()
  const signing = { nonce: 'burnt' }
  const wrong = send('GET', '/V1/modules', { signing, keys: { ...keys, consumerSecret: 'wrong' } })
  const right = send('GET', '/V1/modules', { signing })
  expect([wrong, right].map(({ status, text }) => [status, JSON.parse(text).message])).toEqual([
    [401, 'The signature is invalid. Verify and try again.'],
    [401, 'The nonce is already being used by the consumer with ID %1'],
  ])
})

test('R05 a missing parameter is named, an unknown key and a token of wrong length have texts of their own', () => {
  const { send, keys } = aShop()
  const header = (edit: (text: string) => string) => {
    const usual = `OAuth oauth_consumer_key="${keys.consumerKey}", oauth_nonce="a", oauth_signature_method="HMAC-SHA256", oauth_timestamp="1", oauth_token="${keys.accessToken}", oauth_signature="x"`
    const { status, text } = send('GET', '/V1/modules', { headers: { authorization: edit(usual) } })
    return [status, JSON.parse(text)]
  }
  expect([
    header((text) => text.replace(/oauth_nonce="a", /, '')),
    header((text) => text.replace(keys.consumerKey, 'x'.repeat(32))),
    header((text) => text.replace(keys.accessToken, 'short')),
  ]).toEqual([
    [
      400,
      {
        message: '"%fieldName" is required. Enter and try again.',
        parameters: { fieldName: 'oauth_nonce' },
      },
    ],
    [401, { message: 'A consumer having the specified key does not exist' }],
    [400, { message: 'The token length is invalid. Check the length and try again.' }],
  ])
})

test('R06 anonymous routes do not look at the header', () => {
  const { send, keys } = aShop()
  expect(send('GET', '/V1/directory/currency', { keys: { ...keys, consumerSecret: 'wrong' } }).status).toBe(
    200,
  )
})

test('R08 rights are checked before the body and before existence', () => {
  const { send, shop } = aShop()
  const keys = shop.addIntegration('sales', ['Magento_Sales::actions_view'])
  expect([
    send('POST', '/V1/products', { keys, body: '{' }).status,
    send('GET', '/V1/products/NOSUCH', { keys }).status,
  ]).toEqual([401, 401])
})

test('R10 OAuth parameters in the query do not count', () => {
  const { send, keys } = aShop()
  const query = `oauth_consumer_key=${keys.consumerKey}&oauth_token=${keys.accessToken}&oauth_signature=x`
  const { status, text } = send('GET', `/V1/modules?${query}`, { headers: { authorization: '' } })
  expect([status, JSON.parse(text)]).toEqual([401, modules])
})

test('R11 an administrator with the right password still needs a second factor', () => {
  const { call } = aShop({ administrator: { name: 'ada', password: 'right' } })
  const signIn = (password: string) =>
    call('POST', '/V1/integration/admin/token', { username: 'ada', password })
  expect([signIn('right'), signIn('wrong').status]).toEqual([
    {
      status: 400,
      body: { message: 'Please ask an administrator with sufficient access to configure 2FA first' },
    },
    401,
  ])
})

test('R02 stock is left out of a product for whoever may not see it', () => {
  const { send, shop } = aShop()
  shop.addProduct({ sku: 'A' })
  const keys = shop.addIntegration('catalogue', ['Magento_Catalog::products'])
  const answer = JSON.parse(send('GET', '/V1/products/A', { keys }).text)
  expect([answer.sku, 'stock_item' in answer.extension_attributes]).toEqual(['A', false])
})

test('R09 a request with eleven filter groups passes when signed as Magento sorts', () => {
  const { send } = aShop()
  const groups = Array.from({ length: 11 }, (_each, n) =>
    filter('type_id', 'simple').replaceAll('[filterGroups][0]', `[filterGroups][${n}]`),
  ).join('&')
  const path = `/V1/products?${groups}`
  expect([send('GET', path).status, send('GET', path, { signing: { style: 'rfc' } }).status]).toEqual([
    200, 401,
  ])
})
