import { describe, expect, test } from 'vitest'
import type { Version } from '../../../sandbox/magento/state/traits.ts'
import type { Json, JsonObject } from '../../../sandbox/magento/web/json.ts'
import { aProduct, aShop, filter } from '../client.ts'

const versions: readonly Version[] = ['2.2', '2.3', '2.4.3', '2.4.7']

/** What each version answers, oldest first. */
const inEach = <T>(ask: (shop: ReturnType<typeof aShop>) => T, options: JsonObject = {}): T[] =>
  versions.map((version) => ask(aShop({ ...options, version })))

const count = (body: Json | undefined): number =>
  typeof body === 'object' && body !== null && 'items' in body && Array.isArray(body.items)
    ? body.items.length
    : -1

const withProducts = ({ shop, ...rest }: ReturnType<typeof aShop>, many: number) => {
  for (let n = 0; n < many; n += 1) shop.addProduct({ sku: `A${n}` })
  return { shop, ...rest }
}

describe('what differs from version to version', () => {
  test('M05 SHA-1 is taken before 2.4.4, M03 and a token as a bearer too', () => {
    expect(
      inEach(({ send, keys }) => [
        send('GET', '/V1/modules', { signing: { hash: 'sha1' } }).status,
        send('GET', '/V1/modules', { headers: { authorization: `Bearer ${keys.accessToken}` } }).status,
      ]),
    ).toEqual([
      [200, 200],
      [200, 200],
      [200, 200],
      [400, 401],
    ])
  })

  test('texts are others in 2.2', () => {
    const say = ({ call, send, keys }: ReturnType<typeof aShop>) => [
      call('GET', '/V1/products/nosuch').body,
      call('GET', '/V1/products').body,
      call('POST', '/V1/products', { product: { sku: 'A', attribute_set_id: 4, price: 1 } }).body,
      JSON.parse(send('GET', '/V1/modules', { keys: { ...keys, consumerSecret: 'wrong' } }).text),
      JSON.parse(send('GET', '/V1/modules', { headers: { authorization: '' } }).text),
    ]
    const [old] = inEach(say)
    expect(old).toEqual([
      { message: "Requested product doesn't exist" },
      { message: '%fieldName is a required field.', parameters: { fieldName: 'searchCriteria' } },
      { message: 'The value of attribute "Product Name" must be set' },
      { message: 'Invalid signature' },
      {
        message: 'Consumer is not authorized to access %resources',
        parameters: { resources: 'Magento_Backend::admin' },
      },
    ])
  })

  test('M11 a page beyond the last is the last one again in 2.2 and 2.3', () => {
    const beyond = 'searchCriteria[pageSize]=2&searchCriteria[currentPage]=9'
    expect(inEach((shop) => count(withProducts(shop, 3).call('GET', `/V1/products?${beyond}`).body))).toEqual(
      [1, 1, 0, 0],
    )
  })

  test('M10 2.4.3 alone limits pages and lists, and cannot be told otherwise', () => {
    const row = { sku: 'A', source_code: 'default', quantity: 1, status: 1 }
    expect(
      inEach((shop) => {
        const { call } = withProducts(shop, 25)
        return [
          count(call('GET', '/V1/products?searchCriteria=').body),
          call('GET', '/V1/products?searchCriteria[pageSize]=301').status,
          call('POST', '/V1/inventory/source-items', { sourceItems: Array(21).fill(row) }).status,
        ]
      }),
    ).toEqual([
      [25, 200, 404],
      [25, 200, 200],
      [20, 400, 400],
      [25, 200, 200],
    ])
  })

  test('2.2 has no multi source inventory, no asynchronous requests and no second factor', () => {
    const names = [
      'Magento_InventoryApi',
      'Magento_WebapiAsync',
      'Magento_TwoFactorAuth',
      'Magento_JwtUserToken',
    ]
    expect(
      inEach(({ call }) => {
        const modules = call('GET', '/V1/modules').body
        const held = Array.isArray(modules) ? modules : []
        return [
          call('GET', '/V1/inventory/sources').status,
          call('POST', '/async/bulk/V1/products', []).status,
          call('GET', '/V1/bulk?searchCriteria=').status,
          names.map((name) => held.includes(name)),
        ]
      }),
    ).toEqual([
      [404, 404, 404, [false, false, false, false]],
      [200, 202, 200, [true, true, false, false]],
      [200, 202, 200, [true, true, true, false]],
      [200, 202, 200, [true, true, true, true]],
    ])
  })

  test('asynchronous requests need RabbitMQ before 2.4.6', () => {
    expect(
      inEach(({ call }) => call('POST', '/async/bulk/V1/products', [aProduct('A')]).status, { amqp: false }),
    ).toEqual([404, 500, 500, 202])
  })

  test('2.4.3 limits the lists inside of asynchronous requests to 20 as well', () => {
    const price = { sku: 'A', store_id: 0, price: 1 }
    expect(
      inEach(({ call }) =>
        [20, 21].map(
          (many) =>
            call('POST', '/async/bulk/V1/products/base-prices', [{ prices: Array(many).fill(price) }]).status,
        ),
      ),
    ).toEqual([
      [404, 404],
      [202, 202],
      [202, 400],
      [202, 202],
    ])
  })

  test('M52 an operation has the number of its row in 2.3, its index later', () => {
    expect(
      inEach(({ call }) => {
        call('POST', '/async/bulk/V1/products', [aProduct('A')])
        call('POST', '/async/bulk/V1/products', [aProduct('B')])
        const { body } = call('GET', '/V1/bulk?searchCriteria=&fields=items[id]')
        return JSON.stringify(body)
      }).slice(1),
    ).toEqual([
      '{"items":[{"id":1},{"id":2}]}',
      '{"items":[{"id":0},{"id":0}]}',
      '{"items":[{"id":0},{"id":0}]}',
    ])
  })

  test('M45 an option of a label that is taken: made again, refused in silence, refused aloud', () => {
    expect(
      inEach(({ call }) => {
        const add = () => {
          const { status, body } = call('POST', '/V1/products/attributes/color/options', {
            option: { label: 'Red' },
          })
          return status === 200 ? body : status
        }
        const put = { option: { label: 'Rot' } }
        return [add(), add(), call('PUT', '/V1/products/attributes/color/options/4', put).status]
      }),
    ).toEqual([
      [true, true, 404],
      ['id_new_option', false, 404],
      ['4', 400, 200],
      ['4', 400, 200],
    ])
  })

  test('M21 a member that nobody knows is an internal error up to 2.4.6', () => {
    expect(inEach(({ call }) => call('POST', '/V1/products', aProduct('A', { foo: 1 })).status)).toEqual([
      500, 500, 500, 400,
    ])
  })

  test('M13 a scope that nobody knows is an unknown route in 2.2', () => {
    expect(inEach(({ call }) => call('GET', '/nosuch/V1/modules').status)).toEqual([404, 400, 400, 400])
  })

  test('M22 decimals have four digits in 2.2', () => {
    expect(
      inEach(({ call, shop }) => {
        shop.addProduct({ sku: 'A', custom_attributes: [{ attribute_code: 'special_price', value: '2.5' }] })
        return JSON.stringify(call('GET', '/all/V1/products/A').body).includes('"2.5000"')
      }),
    ).toEqual([true, false, false, false])
  })

  test('M27 websites sent with a new product do not count in 2.2', () => {
    expect(
      inEach(({ call, shop }) => {
        shop.addWebsite('second', 'second_en')
        call('POST', '/all/V1/products', aProduct('A', { extension_attributes: { website_ids: [2] } }))
        return shop.product('A')?.websiteIds
      }),
    ).toEqual([[1, 2], [2], [2], [2]])
  })

  test('M28 a save in a store view gives it everything as its own in 2.2 and 2.3', () => {
    expect(
      inEach(({ call, shop }) => {
        shop.addProduct({ sku: 'A', name: 'Mug' })
        call('PUT', '/default/V1/products/A', { product: { price: 3 } })
        call('PUT', '/all/V1/products/A', { product: { name: 'Cup' } })
        return shop.product('A')?.views.default?.name
      }),
    ).toEqual(['Mug', 'Mug', 'Cup', 'Cup'])
  })

  test('category_ids of a save take a product out of no category in 2.2 (magento/magento2#14038)', () => {
    const ids = inEach(({ call, shop }) => {
      const [first, second] = [shop.categories.add('Mugs'), shop.categories.add('Cups')]
      shop.addProduct({ sku: 'A' })
      shop.categories.put('A', first)
      const custom_attributes = [{ attribute_code: 'category_ids', value: [String(second)] }]
      call('POST', '/all/V1/products', { product: { sku: 'A', custom_attributes } })
      return shop.categories.of('A')
    })
    expect(ids).toEqual([['Cups', 'Mugs'], ['Cups'], ['Cups'], ['Cups']])
  })

  test('rows of a list carry no websites in 2.2', () => {
    expect(
      inEach((shop) => {
        const { call } = withProducts(shop, 1)
        return JSON.stringify(call('GET', '/V1/products?searchCriteria=').body).includes('website_ids')
      }),
    ).toEqual([false, true, true, true])
  })

  test('a code of 31 letters is too long for 2.2', () => {
    const attribute = {
      attribute_code: 'a'.repeat(32),
      frontend_input: 'text',
      default_frontend_label: 'Long',
    }
    expect(inEach(({ call }) => call('POST', '/V1/products/attributes', { attribute }).status)).toEqual([
      400, 200, 200, 200,
    ])
  })

  test('M35 more of what ran out puts it back in stock by itself in 2.2 and 2.4.7', () => {
    expect(
      inEach(({ call, shop }) => {
        shop.addProduct({ sku: 'A', extension_attributes: { stock_item: { qty: 1, is_in_stock: true } } })
        for (const qty of [0, 5]) call('PUT', '/V1/products/A/stockItems/1', { stockItem: { qty } })
        return shop.product('A')?.stock.isInStock
      }),
    ).toEqual([true, false, false, true])
  })

  test('M29 pictures with a role in another view stay since 2.4.6', () => {
    const png =
      'iVBORw0KGgoAAAANSUhEUgAAAAQAAAAECAIAAAAmkwkpAAAAEElEQVR4nGP4z8AARwzEcQCukw/x0F8jngAAAABJRU5ErkJggg=='
    const content = { base64_encoded_data: png, type: 'image/png', name: 'a.png' }
    expect(
      inEach(({ call, shop }) => {
        shop.addProduct({ sku: 'A' })
        call('POST', '/default/V1/products/A/media', {
          entry: { media_type: 'image', types: ['image'], content },
        })
        return call('DELETE', '/all/V1/products/A/media/1').status
      }),
    ).toEqual([200, 200, 200, 400])
  })

  test('the conditions nfinset and fulltext act as eq in 2.2', () => {
    expect(
      inEach((shop) => {
        const { call } = withProducts(shop, 2)
        return count(call('GET', `/V1/products?${filter('sku', 'A', 'fulltext')}`).body)
      }),
    ).toEqual([0, 2, 2, 2])
  })

  test('the shop says its version and edition at its door', () => {
    const say = (version: Version, edition: 'Community' | 'Enterprise') => {
      const { handle } = aShop({ version, edition })
      const answer = handle({
        method: 'GET',
        url: '/magento_version',
        headers: {},
        body: '',
        host: 'shop.example',
        scheme: 'http',
      })
      return 'body' in answer ? answer.body : ''
    }
    expect([say('2.2', 'Community'), say('2.3', 'Enterprise'), say('2.4.7', 'Community')]).toEqual([
      'Magento/2.2 (Community)',
      'Magento/2.3 (Enterprise)',
      'Magento/2.4 (Community)',
    ])
  })

  test('Adobe Commerce names its modules', () => {
    const modules = aShop({ edition: 'Enterprise' }).call('GET', '/V1/modules').body
    expect(Array.isArray(modules) && modules.includes('Magento_CatalogStaging')).toBe(true)
  })
})
