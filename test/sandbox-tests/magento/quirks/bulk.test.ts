import { expect, test } from 'vitest'
import type { Json, JsonObject } from '../../../sandbox/magento/web/json.ts'
import { isObject } from '../../../sandbox/magento/web/json.ts'
import { aProduct, aShop } from '../client.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** A shop, and what becomes of requests that are handed in for later. */
function aQueue(options: Parameters<typeof aShop>[0] = {}) {
  const { call, ...rest } = aShop(options)
  const submit = (body: Json, route = 'POST /V1/products', scope = '/all') => {
    const [method = '', path = ''] = route.split(' ')
    return call(method, `${scope}/async/bulk${path}`, body)
  }
  const uuid = ({ body }: { body?: Json | undefined }) =>
    isObject(body) && typeof body.bulk_uuid === 'string' ? body.bulk_uuid : ''
  const ask = (bulk: string, what = 'status'): JsonObject => {
    const { body } = call('GET', `/V1/bulk/${bulk}/${what}`)
    return isObject(body) ? body : {}
  }
  const operations = (bulk: string, what = 'status'): JsonObject[] => {
    const list = ask(bulk, what).operations_list
    return Array.isArray(list) ? list.filter(isObject) : []
  }
  const statuses = (bulk: string) => operations(bulk).map(({ status }) => status)
  return { ...rest, call, submit, uuid, ask, operations, statuses }
}
const products = (...skus: string[]) => skus.map((sku) => aProduct(sku))
const isRequired = (fieldName: string) => ({
  status: 400,
  body: { message: '"%fieldName" is required. Enter and try again.', parameters: { fieldName } },
})

test('M51 R63 one bad element refuses all of them and nothing is queued; 202 says nothing about success', () => {
  const { consumer, shop, submit, uuid, statuses } = aQueue()
  const refused = [
    submit([...products('A'), { foo: 1 }]),
    submit([aProduct('A', { foo: 1 })]),
    submit([aProduct('A', { price: 'abc' })]),
    submit({ product: { sku: 'A' } }),
    submit([1]),
  ].map(({ status }) => status)
  const waiting = consumer.waiting()
  const taken = submit([aProduct('A', { name: '' })])
  consumer.run()
  expect([refused, waiting, taken.status, statuses(uuid(taken)), shop.skus()]).toEqual([
    [400, 400, 400, 400, 500],
    0,
    202,
    [3],
    [],
  ])
  expect(submit([{ foo: 1 }])).toEqual(isRequired('product'))
})

test('R63 every row is accepted by its index, with a hash of its own', () => {
  const { submit } = aQueue()
  const { body } = submit(products('A', 'B'))
  expect(body).toEqual({
    bulk_uuid: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
    request_items: [0, 1].map((id) => ({
      id,
      data_hash: expect.stringMatching(/^[0-9a-f]{64}$/),
      status: 'accepted',
    })),
    errors: false,
  })
})

test('M52 R65 business faults come later, with their placeholders filled', () => {
  const { consumer, submit, uuid, operations, ask, call } = aQueue()
  const bulk = uuid(submit([aProduct('A'), { product: { sku: 'B', name: 'B', price: 1 } }]))
  const open = operations(bulk, 'detailed-status').map(({ status, serialized_data }) => [
    status,
    typeof serialized_data,
  ])
  consumer.run()
  const [good, bad] = operations(bulk, 'detailed-status')
  expect([open, ask(bulk).operation_count, call('GET', `/V1/bulk/${bulk}/operation-status/3`).body]).toEqual([
    [
      [4, 'string'],
      [4, 'string'],
    ],
    2,
    1,
  ])
  expect(good).toMatchObject({
    id: 0,
    status: 1,
    serialized_data: null,
    result_serialized_data: expect.stringContaining('"sku":"A"'),
    result_message: 'Service execution success Magento\\Catalog\\Model\\ProductRepository\\Interceptor::save',
    error_code: null,
  })
  expect(bad).toMatchObject({
    id: 1,
    status: 3,
    result_message: 'Invalid product data: Invalid attribute set entity type',
    error_code: 0,
  })
})

test('M53 operations stay open until a consumer runs, at the next full minute', () => {
  const { clock, shop, submit, uuid, statuses } = aQueue()
  clock.advance(20_000)
  const bulk = uuid(submit(products('A')))
  clock.advance(39_000)
  const early = [statuses(bulk), shop.skus()]
  clock.advance(1000)
  expect([early, statuses(bulk), shop.skus()]).toEqual([[[4], []], [1], ['A']])
})

test('a consumer that was stopped, or is late by days, does the work all the same', () => {
  const { clock, consumer, shop, submit } = aQueue()
  consumer.stop()
  submit(products('A'))
  clock.advance(50 * HOUR)
  const stopped = shop.skus()
  consumer.start()
  const started = shop.skus()
  consumer.late(48 * HOUR)
  submit(products('B'))
  clock.advance(47 * HOUR)
  const soon = shop.skus()
  clock.advance(2 * HOUR)
  expect([stopped, started, soon, shop.skus()]).toEqual([[], ['A'], ['A'], ['A', 'B']])
})

test('M53 R64 a product without its SKU kills the consumer: its operation stays open for ever, the rest waits', () => {
  const { clock, consumer, shop, submit, uuid, statuses } = aQueue()
  shop.addProduct({ sku: 'A' })
  const bulk = uuid(
    submit(
      [
        { sku: 'A', product: { price: 1 } },
        { sku: 'A', product: { sku: 'A', price: 2 } },
      ],
      'PUT /V1/products/bySku',
    ),
  )
  const taken = consumer.run()
  const dead = [taken, statuses(bulk), consumer.waiting()]
  clock.advance(2 * MINUTE)
  expect([dead, statuses(bulk), shop.product('A')?.views.all?.price]).toEqual([
    [1, [4, 4], 1],
    [4, 1],
    '2.000000',
  ])
})

test('M53 operations that a consumer loses never leave 4', () => {
  const { clock, consumer, submit, uuid, statuses } = aQueue()
  consumer.lose(1)
  const bulk = uuid(submit(products('A', 'B')))
  clock.advance(48 * HOUR)
  expect(statuses(bulk)).toEqual([4, 1])
})

test('M53 a message that is out before its row leaves the work done and the row open', () => {
  const { clock, shop, submit, uuid, statuses } = aQueue({ publishesFirst: true })
  const bulk = uuid(submit(products('A')))
  clock.advance(HOUR)
  expect([shop.skus(), statuses(bulk)]).toEqual([['A'], [4]])
})

test('R64 lists have their parameters by name; a SKU in the path is no route', () => {
  const { consumer, shop, submit, uuid, statuses } = aQueue()
  shop.addProduct({ sku: 'A' })
  const bulk = uuid(submit([{ sku: 'A' }, { sku: 'nosuch' }], 'DELETE /V1/products/bySku'))
  consumer.run()
  expect([
    statuses(bulk),
    shop.skus(),
    submit([{ product: { price: 7 } }], 'PUT /V1/products/A').status,
    submit([{}], 'DELETE /V1/products/bySku'),
  ]).toEqual([[1, 3], [], 404, isRequired('sku')])
})

test('R64 a single asynchronous request takes its SKU from the path', () => {
  const { call, consumer, shop } = aQueue()
  shop.addProduct({ sku: 'A' })
  const { status } = call('PUT', '/all/async/V1/products/A', { product: { price: 3 } })
  consumer.run()
  expect([status, shop.product('A')?.views.all?.price]).toEqual([202, '3.000000'])
})

test('R65 price faults inside a row count as done, services without an answer have none', () => {
  const { consumer, submit, uuid, operations } = aQueue()
  const prices = submit(
    [{ prices: [{ sku: 'nosuch', store_id: 0, price: 1 }] }],
    'POST /V1/products/base-prices',
  )
  const item = { sku: 'A', source_code: 'default', quantity: 1, status: 1 }
  const stock = submit(
    [{ sourceItems: [item] }, { sourceItems: [{ ...item, source_code: 'nosuch' }] }],
    'POST /V1/inventory/source-items',
  )
  consumer.run()
  const outcome = (bulk: string) =>
    operations(bulk, 'detailed-status').map(({ status, result_serialized_data }) => [
      status,
      result_serialized_data,
    ])
  expect([outcome(uuid(prices)), outcome(uuid(stock))]).toEqual([
    [[1, '[{"message":"Invalid attribute %fieldName = %fieldValue.","parameters":["SKU","nosuch"]}]']],
    [
      [1, null],
      [3, null],
    ],
  ])
})

test('R66 equal rows are done twice, an empty list is taken, asking is refused, an unknown number 404', () => {
  const { call, consumer, submit, uuid, statuses } = aQueue()
  const twice = uuid(submit(products('A', 'A')))
  consumer.run()
  const unknown = '00000000-0000-0000-0000-000000000000'
  expect([
    statuses(twice),
    submit([]).body,
    call('GET', '/V1/async/bulk/V1/products').status,
    call('GET', '/async/bulk/V1/products?searchCriteria=').body,
    call('GET', `/V1/bulk/${unknown}/status`),
    call('GET', `/V1/bulk/${unknown}/operation-status/1`).body,
  ]).toEqual([
    [1, 1],
    { bulk_uuid: expect.any(String), request_items: [], errors: false },
    404,
    { message: 'Specified request cannot be processed.' },
    { status: 404, body: { message: 'Bulk uuid %bulkUuid not exist', parameters: { bulkUuid: unknown } } },
    0,
  ])
})

test('R66 statuses need a right of their own; limits on lists do not count rows, but lists inside them', () => {
  const { send, shop, submit } = aQueue({ maxItems: 2, maxAsyncItems: 3 })
  const keys = shop.addIntegration('limited', ['Magento_Catalog::products'])
  const price = { sku: 'A', store_id: 0, price: 1 }
  const inner = (count: number) =>
    submit([{ prices: Array(count).fill(price) }], 'POST /V1/products/base-prices').status
  expect([
    JSON.parse(send('GET', '/V1/bulk?searchCriteria=', { keys }).text).parameters,
    submit(products('A', 'B', 'C')).status,
    inner(3),
    inner(4),
  ]).toEqual([{ resources: 'Magento_Logging::system_magento_logging_bulk_operations' }, 202, 202, 400])
})

test('the consumer takes its time, and several share the work', () => {
  const { clock, consumer, shop, submit } = aQueue({ saveMs: 1000 })
  const names = (letter: string) => Array.from({ length: 10 }, (_each, n) => `${letter}${n}`)
  const after = (ms: number) => {
    clock.advance(ms)
    return shop.count().products
  }
  submit(products(...names('A')))
  const alone = [after(MINUTE), after(2000), after(3000)]
  consumer.workers(2)
  submit(products(...names('B')))
  expect([alone, after(MINUTE - 5000), after(2500)]).toEqual([[0, 4, 10], 10, 20])
})

test('consumers side by side die of deadlocks as others do: that can be tried again', () => {
  const { clock, consumer, submit, uuid, operations } = aQueue({ saveMs: 1000, deadlockAbove: 1 })
  consumer.workers(2)
  const bulk = uuid(submit(products('A', 'B', 'C')))
  clock.advance(2 * MINUTE)
  const outcomes = operations(bulk).map(({ status, error_code }) => [status, error_code])
  expect(outcomes).toContainEqual([2, 1213])
})
