import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { readAnswer } from '../../main/magento/answer.ts'
import { AttributeRecord, TaxClassRecord } from '../../main/magento/attributes.ts'
import { Modules } from '../../main/magento/modules.ts'
import { ProductRecord } from '../../main/magento/products.ts'
import { LinkRecord, SourceItemRecord, SourceRecord, StockRecord } from '../../main/magento/sources.ts'
import { Currency, StoreConfigs, StoreViews, Websites } from '../../main/magento/stores.ts'
import { type Exchange, haveRecordings, recorded, wireAnswer } from './recordings.ts'

const files = [
  'auth',
  'signature-base-string',
  'store-and-modules',
  'attributes',
  'products-create',
  'products-sku',
  'products-update',
  'two-websites',
  'search-criteria',
  'prices',
  'stock-legacy',
  'source-items',
  'source-items-new-product',
  'inventory-setup',
  'stock-default-source-shop',
  'concurrency',
  'errors',
  'checkout-setup',
  'developer-mode',
]

/** Literal words that stand where an SKU stands. */
const words = 'attributes|attribute-sets|types|base-prices|special-price|tier-prices|cost|links|media'

/** Route → the schema that reads its answers. A list is read row by row. */
const schemas: readonly (readonly [route: RegExp, schema: z.ZodType])[] = [
  [new RegExp(`^(POST|PUT) /V1/products(/(?!${words})[^/]+)?$`), ProductRecord],
  [new RegExp(`^GET /V1/products/(?!${words})[^/]+$`), ProductRecord],
  [/^GET \/V1\/products$/, listOf(ProductRecord)],
  [/^GET \/V1\/store\/storeViews$/, StoreViews],
  [/^GET \/V1\/store\/websites$/, Websites],
  [/^GET \/V1\/store\/storeConfigs$/, StoreConfigs],
  [/^GET \/V1\/directory\/currency$/, Currency],
  [/^GET \/V1\/modules$/, Modules],
  [/^GET \/V1\/inventory\/sources$/, listOf(SourceRecord)],
  [/^GET \/V1\/inventory\/stocks$/, listOf(StockRecord)],
  [/^GET \/V1\/inventory\/stock-source-links$/, listOf(LinkRecord)],
  [/^GET \/V1\/inventory\/source-items$/, listOf(SourceItemRecord)],
  [/^GET \/V1\/products\/attributes\/(?!types)[^/]+$/, AttributeRecord],
  [/^GET \/V1\/taxClasses\/search$/, listOf(TaxClassRecord)],
]

function listOf(row: z.ZodType): z.ZodType {
  return z.object({ items: z.array(row).nullable(), total_count: z.number() })
}

const routeOf = ({ request }: Exchange): string =>
  `${request.method} ${request.path.replace(/^(:\d+)?\/rest(\/(?!V1)[^/]+)?/, '').split('?')[0]}`

const schemaOf = (exchange: Exchange): z.ZodType | undefined =>
  schemas.find(([route]) => route.test(routeOf(exchange)))?.[1]

describe.skipIf(!haveRecordings)('answers of a real Magento 2.4.7', () => {
  const exchanges = haveRecordings ? files.flatMap(recorded) : []
  /** `fields` leaves members out, and other formats were asked for on purpose. */
  const whole = exchanges.filter(
    ({ request, response }) =>
      response.status === 200 && response.text === undefined && !/[?&]fields=/.test(request.path),
  )

  test.each(schemas.map(([route, schema]) => ({ route: String(route), schema })))(
    '$route: every one is read',
    ({ schema }) => {
      const unread = whole
        .filter((exchange) => schemaOf(exchange) === schema)
        .filter(({ response }) => !schema.safeParse(response.body).success)
      expect(unread.map(({ n }) => n)).toEqual([])
    },
  )

  test('there are answers of every route', () => {
    const counts = schemas.map(([route]) => whole.filter((exchange) => route.test(routeOf(exchange))).length)
    expect(counts.every((count) => count > 0)).toBe(true)
  })

  test('a product is read to the last value', () => {
    const created = exchanges.find(({ n }) => n === 210)
    expect(ProductRecord.parse(created?.response.body)).toMatchInlineSnapshot(`
      {
        "configurable": null,
        "gallery": [],
        "id": 1,
        "sku": "SKU-1",
        "typeId": "simple",
        "updatedAt": "2026-11-23 22:30:15",
        "values": {
          "attribute_set_id": "4",
          "barcode": "012345678905",
          "category_ids": "3",
          "description": "<p>Long</p>",
          "has_options": "0",
          "msrp_display_actual_price_type": "0",
          "name": "First product",
          "options_container": "container2",
          "price": "19.99",
          "required_options": "0",
          "shop_tags": "20,22",
          "short_description": "Short",
          "status": "1",
          "tax_class_id": "2",
          "url_key": "first-product",
          "visibility": "4",
          "weight": "1",
        },
        "websiteIds": [
          1,
        ],
      }
    `)
  })

  test('every refusal is understood', () => {
    const kinds = exchanges
      .filter(({ response, request }) => response.status >= 300 && request.method !== 'HEAD')
      .map((exchange) => {
        const answer = readAnswer('a call', wireAnswer(exchange))
        return `${exchange.response.status} ${answer.ok ? 'ok' : answer.error.kind}`
      })
    const count = new Map<string, number>()
    for (const kind of kinds) count.set(kind, (count.get(kind) ?? 0) + 1)
    expect(Object.fromEntries([...count].sort())).toMatchInlineSnapshot(`
      {
        "400 over-limit": 2,
        "400 refused-keys": 8,
        "400 rejected": 80,
        "400 url-key-taken": 5,
        "401 permission-missing": 13,
        "401 refused-keys": 28,
        "404 rejected": 34,
        "405 rejected": 2,
        "500 internal-error": 10,
        "503 maintenance": 3,
      }
    `)
  })

  test('no placeholder is left in a refusal', () => {
    const left = exchanges.flatMap((exchange) => {
      const answer = readAnswer('a call', wireAnswer(exchange))
      return !answer.ok && 'message' in answer.error && /%\w/.test(answer.error.message)
        ? [answer.error.message]
        : []
    })
    expect(left).toEqual([])
  })
})
