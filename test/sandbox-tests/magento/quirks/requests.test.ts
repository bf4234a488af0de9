import { expect, test } from 'vitest'
import { aProduct, aShop } from '../client.ts'

const notNow = { status: 400, body: { message: 'Specified request cannot be processed.' } }
const noRoute = { status: 404, body: { message: 'Request does not match any route.' } }

test('M13 R16 a scope that nobody knows is 400, in another case, admin and no version too', () => {
  const { call } = aShop()
  const paths = ['/nosuch/V1/modules', '/DEFAULT/V1/modules', '/admin/V1/modules', '/modules']
  expect(paths.map((path) => call('GET', path))).toEqual(paths.map(() => notNow))
})

test('M14 R16 a wrong method on a known path is 404, a verb that nobody speaks 405', () => {
  const { call } = aShop()
  expect([
    call('DELETE', '/V1/products'),
    call('GET', '/V1/nosuch'),
    call('PATCH', '/V1/products/A'),
    call('GET', '/V1/products/?searchCriteria=').status,
  ]).toEqual([
    noRoute,
    noRoute,
    { status: 405, body: { message: 'The PATCH HTTP method is not supported.' } },
    200,
  ])
})

test('M15 success is 200, no answer is an empty list, booleans and ids stand bare, some ids as texts', () => {
  const { call, shop } = aShop()
  shop.addProduct({ sku: 'A' })
  const item = { sku: 'A', source_code: 'default', quantity: 1, status: 1 }
  expect([
    call('POST', '/V1/inventory/source-items', { sourceItems: [item] }),
    call('DELETE', '/V1/products/A'),
    call('POST', '/V1/products/attributes/color/options', { option: { label: 'Red' } }),
  ]).toEqual([
    { status: 200, body: [] },
    { status: 200, body: true },
    { status: 200, body: '4' },
  ])
})

test('M19 a plus in the path is a blank', () => {
  const { call, shop } = aShop()
  shop.addProduct({ sku: 'A B' })
  shop.addProduct({ sku: 'A+B', name: 'Plus' })
  const read = (path: string) => call('GET', `/V1/products/${path}?fields=sku`).body
  expect([read('A+B'), read('A%2BB')]).toEqual([{ sku: 'A B' }, { sku: 'A+B' }])
})

test('M49 R12 placeholders stay in the message, values come as a list or by name', () => {
  const { call } = aShop()
  expect([
    call('POST', '/all/V1/products', { product: { sku: 'A', name: 'A', price: 1 } }).body,
    call('GET', '/V1/categories/99').body,
  ]).toEqual([
    { message: 'Invalid product data: %1', parameters: ['Invalid attribute set entity type'] },
    {
      message: 'No such entity with %fieldName = %fieldValue',
      parameters: { fieldName: 'id', fieldValue: 99 },
    },
  ])
})

test('M50 an internal error of production has a report id and nothing else', () => {
  const { call } = aShop()
  const filters = 'searchCriteria[filterGroups][0][filters][0][field]=nosuch'
  const { status, body } = call('GET', `/V1/orders?${filters}`)
  expect([status, JSON.stringify(body)]).toEqual([
    500,
    expect.stringMatching(/^{"message":"Internal Error\..* Report ID: webapi-[0-9a-f]{13}"}$/),
  ])
  expect(call('GET', `/V1/products?${filters}`)).toEqual({
    status: 400,
    body: {
      message: 'The "%1" attribute name is invalid. Reset the name and try again.',
      parameters: ['nosuch'],
    },
  })
})

test('M59 R14 maintenance is a page with 503, a shop that moved a redirect, whatever was asked for', () => {
  const { send, shop } = aShop()
  shop.settings.maintenance = true
  const page = send('GET', '/V1/modules')
  shop.settings.maintenance = false
  shop.settings.redirectTo = 'https://www.shop.example/'
  const moved = send('POST', '/V1/products', { body: '{}' })
  expect([page.status, page.type, page.text.slice(0, 9), moved.status, moved.type]).toEqual([
    503,
    'text/html; charset=UTF-8',
    '<!doctype',
    302,
    'text/html; charset=UTF-8',
  ])
})

test('M62 messages come in the language of the shop', () => {
  const { call, shop } = aShop()
  shop.settings.translations = {
    'URL key for specified store already exists.': 'La clé d’URL existe déjà.',
  }
  call('POST', '/all/V1/products', aProduct('A', { name: 'Mug' }))
  expect(call('POST', '/all/V1/products', aProduct('B', { name: 'Mug' }))).toEqual({
    status: 400,
    body: { message: 'La clé d’URL existe déjà.' },
  })
})

test('M63 R13 R14 type errors are plain text, a wish for HTML a page, a browser gets XML', () => {
  const { send, shop } = aShop()
  shop.addProduct({ sku: 'A' })
  const kinds = [
    send('POST', '/V1/products', { body: '{"product":{"name":"No SKU","attribute_set_id":4}}' }),
    send('POST', '/V1/products', { body: '{"product":"text"}' }),
    send('GET', '/V1/products/A', { headers: { accept: 'text/html' } }),
    send('GET', '/V1/products/NOSUCH', { headers: { accept: 'text/html,application/xml;q=0.9,*/*;q=0.8' } }),
  ]
  expect(kinds.map(({ status, type }) => [status, type])).toEqual([
    [500, 'text/plain;charset=UTF-8'],
    [500, 'text/plain;charset=UTF-8'],
    [500, 'text/html; charset=UTF-8'],
    [404, 'application/xml; charset=utf-8'],
  ])
})

test('R15 what is no JSON, no UTF-8 or of another type is refused with its text', () => {
  const { send } = aShop()
  const say = (body: string, type = 'application/json') => {
    const { status, text } = send('POST', '/V1/products', { body, headers: { 'content-type': type } })
    return [status, JSON.parse(text).message.split(' Report')[0]]
  }
  expect([
    say('{'),
    say('\uFEFF{}'),
    say('{}', ''),
    say('{}', 'application/JSON'),
    say('a=b', 'application/x-www-form-urlencoded'),
  ]).toEqual([
    [400, 'Decoding error.'],
    [400, 'Decoding error.'],
    [400, 'Content-Type header is empty.'],
    [400, 'Server cannot understand Content-Type HTTP header media type application/JSON'],
    [500, 'Internal Error. Details are available in Magento log file.'],
  ])
})

test('R17 M21 an unknown member is refused in camel case, a wrong type with its value', () => {
  const { call } = aShop()
  const say = (more: object) => call('POST', '/all/V1/products', { product: { sku: 'A', ...more } })
  expect([say({ some_thing: 1 }), say({ price: 'abc' })]).toEqual([
    {
      status: 400,
      body: {
        message: '"%fieldName" is not supported. Correct the field name and try again.',
        parameters: { fieldName: 'SomeThing' },
      },
    },
    {
      status: 400,
      body: {
        message:
          'Error occurred during "price" processing. The "abc" value\'s type is invalid. The "float" type was expected. Verify and try again.',
      },
    },
  ])
})

test('R18 every answer sets another session and forbids storing it', () => {
  const { handle } = aShop()
  const ask = () => {
    const answer = handle({
      method: 'GET',
      url: '/rest/V1/directory/currency',
      headers: {},
      body: '',
      host: 'shop.example',
      scheme: 'http',
    })
    return 'headers' in answer ? answer.headers : {}
  }
  const [first, second] = [ask(), ask()]
  expect([
    first['Cache-Control'],
    first['Set-Cookie'] === second['Set-Cookie'],
    'Retry-After' in first,
  ]).toEqual(['no-store', false, false])
})

test('R19 developer mode shows what lies behind', () => {
  const { call, send } = aShop({ developerMode: true })
  const orders = call('GET', '/V1/orders?searchCriteria[filterGroups][0][filters][0][field]=nosuch').body
  expect([
    JSON.stringify(orders).includes("Unknown column 'nosuch'"),
    call('GET', '/V1/nosuch').body,
    send('POST', '/V1/products', { body: '{"product":{}}' }).text.startsWith('TypeError: Magento'),
  ]).toEqual([true, { message: 'Request does not match any route.', trace: null }, true])
})

test('R20 storeId in the query works like the store code in the path', () => {
  const { call, shop } = aShop()
  const fr = shop.addStoreView('fr', 'French', 'fr_FR')
  shop.addProduct({ sku: 'A', name: 'Mug' })
  shop.overrideInView('A', 'fr', { name: 'Tasse' })
  const name = (path: string) => call('GET', path).body
  expect([
    name(`/all/V1/products/A?fields=name&storeId=${fr}`),
    name('/fr/V1/products/A?fields=name'),
    name('/all/V1/products/A?fields=name'),
  ]).toEqual([{ name: 'Tasse' }, { name: 'Tasse' }, { name: 'Mug' }])
})
