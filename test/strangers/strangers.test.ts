import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { openCommandLine } from '../harness/command-line.ts'
import { haveRecordings } from '../magento/recordings.ts'
import { type Served, serve } from '../sandbox/http.ts'
import { haveTillRecordings, recordedTill } from './till.ts'
import { recordedWebShop, type Write } from './web-shop.ts'

describe.skipIf(!haveRecordings || !haveTillRecordings)(
  'services that are not the sandbox',
  { timeout: 90_000 },
  () => {
    let till: ReturnType<typeof recordedTill>
    let shop: ReturnType<typeof recordedWebShop>
    let served: Served[]
    let commandLine: ReturnType<typeof openCommandLine>
    beforeAll(async () => {
      till = recordedTill()
      shop = recordedWebShop()
      const [tillServer, shopServer] = await Promise.all([serve(till.handle), serve(shop.handle)])
      served = [tillServer, shopServer]
      const key = (letter: string): string => letter.repeat(32)
      commandLine = openCommandLine({
        lightspeed: {
          url: tillServer.url,
          clientId: 'recorded-client',
          approve: (url) =>
            `https://localhost:48915/callback?code=recorded-code&state=${new URL(url).searchParams.get('state')}`,
        },
        magento: {
          url: shopServer.url,
          keys: {
            consumerKey: key('a'),
            consumerSecret: key('b'),
            accessToken: key('c'),
            accessTokenSecret: key('d'),
          },
        },
      })
    })
    afterAll(async () => {
      await Promise.all(served.map((server) => server.close()))
      commandLine.forget()
    })

    /** A recorded item by its SKU. */
    const item = (sku: string) => till.items().find(({ customSku }) => customSku === sku)
    const stockRows = () =>
      rowsOf(shop.writes.filter(({ route }) => route === 'POST /V1/inventory/source-items'))

    test('the command line connects to both, although one of them does not tell its rights', async () => {
      await commandLine.connect()
      const status = JSON.parse((await commandLine.tillbridge('status', '--json')).out)
      expect(status).toMatchObject({ lightspeed: { kind: 'connected' }, magento: { kind: 'connected' } })
      expect(shop.writes).toEqual([])
    })

    test('before go nothing is written', async () => {
      const { code, out } = await commandLine.tillbridge('sync', '--json')
      expect(code, out).toBe(0)
      expect(shop.writes).toEqual([])
    })

    test('go creates a product for each recorded item that has a price, and sends the stock that was told', async () => {
      const { code, out, err } = await commandLine.tillbridge('go')
      expect(code, out + err).toBe(3)
      expect(
        shop.writes.filter(({ route }) => route === 'POST /V1/products').map(({ body }) => body),
      ).toEqual([
        product('302683AB', 13.95, 'antique-brass-elbow-studs-3-4-casepack'),
        product('303734', 1.1, '1-16-1-6mm-abs-plastic-h-column'),
        product('KS8247', 4.39, '064-x-3-4-brass-strip'),
      ])
      // the case of 100 is counted by its studs, of which no recording tells
      expect(stockRows()).toEqual([{ sku: 'KS8247', source_code: 'default', quantity: 45, status: 1 }])
      expect(new Set(shop.writes.map(({ route }) => route))).toEqual(
        new Set(['POST /V1/products', 'POST /V1/inventory/source-items']),
      )
    })

    test('what could not be sent is a problem: no price, or stock that no recording tells', async () => {
      const problems = JSON.parse((await commandLine.tillbridge('problems', '--json')).out)
      const kinds = JSON.stringify(problems)
      expect(kinds.match(/"kind":"price-missing"/g)).toHaveLength(3)
      expect(kinds.match(/"kind":"stock-missing"/g)).toHaveLength(2)
    })

    test('a second sync writes nothing', async () => {
      const before = shop.writes.length
      const { code, out } = await commandLine.tillbridge('sync')
      expect(code, out).toBe(0)
      expect(shop.writes.slice(before)).toEqual([])
    })

    const product = (sku: string, price: number, urlKey: string) => ({
      product: {
        sku,
        name: item(sku)?.description,
        attribute_set_id: 4,
        visibility: 4,
        status: 1,
        price,
        type_id: 'simple',
        custom_attributes: [
          { attribute_code: 'tax_class_id', value: '2' },
          { attribute_code: 'url_key', value: urlKey },
        ],
        extension_attributes: { website_ids: [1] },
      },
    })
  },
)

const SourceItems = z.object({ sourceItems: z.array(z.record(z.string(), z.json())) })

/** However many calls they came in. */
const rowsOf = (writes: readonly Write[]) =>
  writes
    .flatMap(({ body }) => SourceItems.parse(body).sourceItems)
    .toSorted((one, other) => (String(one.sku) < String(other.sku) ? -1 : 1))
