import { afterEach, describe, expect, test } from 'vitest'
import { handedInStates, handInCanary, handInSaves } from '../../main/magento/bulk.ts'
import { Sku } from '../../shared/ids.ts'
import type { SandboxRequest, SandboxResponse } from '../sandbox/types.ts'
import { json, type ScriptedShop, scriptedShop } from './scripted-shop.ts'

let shop: ScriptedShop | undefined
afterEach(() => shop?.close())

async function open(answer: (request: SandboxRequest, n: number) => SandboxResponse): Promise<ScriptedShop> {
  shop = await scriptedShop(answer)
  return shop
}

const accepted = json({ bulk_uuid: 'u-1', request_items: [], errors: false }, 202)
const operations = (...rows: (readonly [id: number, status: number])[]) =>
  json({ operations_list: rows.map(([id, status]) => ({ id, status })), operation_count: 3 })

describe('what is handed in', () => {
  test('is a list of product saves, each with its SKU in the product', async () => {
    const { magento, asked, counts } = await open(() => accepted)
    const sku = Sku.parse('BELL/1')
    const answer = await handInSaves(magento, [
      {
        kind: 'create',
        product: { sku, values: { name: 'Bell', price: '5', attribute_set_id: '4' }, websiteIds: [1] },
      },
      { kind: 'update', change: { sku, values: { description: 'Loud' } } },
    ])
    expect(answer).toEqual({ ok: true, value: 'u-1' })
    expect(asked).toEqual([
      {
        method: 'POST',
        path: '/rest/all/async/bulk/V1/products',
        body: [
          {
            product: {
              sku,
              name: 'Bell',
              price: 5,
              attribute_set_id: 4,
              type_id: 'simple',
              extension_attributes: { website_ids: [1] },
            },
          },
          { product: { sku, custom_attributes: [{ attribute_code: 'description', value: 'Loud' }] } },
        ],
      },
    ])
    expect(counts).toEqual({ requests: 1, writes: 1 })
  })

  test('to see whether somebody works is nothing that can be made, and counts as no write', async () => {
    const { magento, asked, counts } = await open(() => accepted)
    await handInCanary(magento)
    expect(asked[0]?.body).toEqual([
      {
        product: { sku: 'tillbridge-looks-at-consumers', attribute_set_id: 2_000_000_000, type_id: 'simple' },
      },
    ])
    expect(counts.writes).toBe(0)
  })
})

describe('what became of it', () => {
  const states = async (answer: SandboxResponse) => {
    const { magento } = await open(() => answer)
    const found = await handedInStates(magento, 'u-1', 3)
    return found.ok ? found.value && [...found.value] : found.error.kind
  }

  test('is told place by place', async () => {
    expect(await states(operations([2, 3], [0, 1], [1, 4]))).toEqual([
      [0, 'done'],
      [1, 'open'],
      [2, 'failed'],
    ])
  })

  test('is told by numbers of the database before 2.4, which rise with the place', async () => {
    expect(await states(operations([17, 1], [19, 2], [18, 5]))).toEqual([
      [0, 'done'],
      [1, 'failed'],
      [2, 'collided'],
    ])
  })

  test('is told in part: places are believed, numbers of the database are not', async () => {
    expect(await states(operations([1, 1]))).toEqual([[1, 'done']])
    expect(await states(operations([17, 1]))).toEqual([])
  })

  test('is nothing any more where the shop knows no such list', async () => {
    const gone = { message: 'Bulk uuid %bulkUuid not exist', parameters: { bulkUuid: 'u-1' } }
    expect(await states(json(gone, 404))).toBeNull()
  })
})
