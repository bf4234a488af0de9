import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Catalogue } from '../../sandbox/lightspeed/catalogue.ts'
import { newItem } from '../../sandbox/lightspeed/new-item.ts'
import { openSandbox } from './connected.ts'
import { owner, stateBehind, type Wire } from './recorded-state.ts'

const folder = '../shared/lightspeed-recordings'

type Exchange = {
  request: { method: string; path: string; body: Wire | null }
  response: { status: number; headers: Record<string, string>; body: Wire }
}

const files = existsSync(folder)
  ? readdirSync(folder).filter((file) =>
      /^(categories|items|vendors)-(create|update|archive|destroy)/.test(file),
    )
  : []

/** Columns that records have got since 2016. */
const newer = [
  'serialized',
  'publishToEcom',
  'sellable',
  'onLayaway',
  'onSpecialOrder',
  'onWorkorder',
  'onTransferOut',
  'onTransferIn',
  'averageCost',
]

/** What depends on the recorded account's other records, or on the day. */
const incidental = /^(timeStamp|createTime|leftNode|rightNode)$/

/** An answer without what is newer or incidental. */
function comparable(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(comparable)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).filter(([key]) => !newer.includes(key) && !incidental.test(key))
  return Object.fromEntries(entries.map(([key, each]) => [key, comparable(each)]))
}

/** The first number of a record in an answer, less one: the newest record there was before. */
const before = (body: Wire | undefined, container: string, id: string): number => {
  const found = new RegExp(`"${container}":\\[?\\{[^]*?"${id}":"(\\d+)"`).exec(JSON.stringify(body ?? {}))
  return found === null ? 0 : Number(found[1]) - 1
}

/** An account of one shop and two price levels, whose next ids are those that were recorded. */
function accountFor(first: Exchange | undefined): Catalogue {
  const body = first?.response.body
  const state = stateBehind({ Shop: { shopID: '1', name: 'Main' } })
  const itemID = before(body, 'Item', 'itemID')
  const categoryID = before(body, 'Category', 'categoryID')
  const vendorID = before(body, 'Vendor', 'vendorID')
  const place = { nodeDepth: 0, leftNode: 1, rightNode: 2, createTime: 0, timeStamp: 0, parentID: 0 }
  return {
    ...state,
    items: itemID > 0 ? [newItem(itemID, 0)] : [],
    itemShops: itemID > 0 ? [stockRow(before(body, 'ItemShop', 'itemShopID') - 1, itemID)] : [],
    categories: categoryID > 0 ? [{ categoryID, name: 'Zebras', fullPathName: 'Zebras', ...place }] : [],
    vendors: vendorID > 0 ? [{ ...aVendor, vendorID }] : [],
    employees: [owner],
  }
}

const stockRow = (itemShopID: number, itemID: number) => ({
  itemShopID,
  itemID,
  shopID: 0,
  qoh: 0,
  backorder: 0,
  componentQoh: 0,
  componentBackorder: 0,
  reorderPoint: 0,
  reorderLevel: 0,
  timeStamp: 0,
})

const aVendor = {
  name: 'First',
  archived: false,
  accountNumber: '',
  priceLevel: '',
  updatePrice: false,
  updateCost: false,
  updateDescription: false,
  shareSellThrough: false,
  timeStamp: 0,
}

describe.skipIf(files.length === 0)('what was written to the real service, written to the sandbox', () => {
  test.each(files)('%s is answered alike', (file) => {
    const exchanges: Exchange[] = JSON.parse(readFileSync(`${folder}/${file}`, 'utf8'))
    const { connect, send } = openSandbox({
      load: accountFor(exchanges[0]),
      options: { accountID: 123_456, registers: 50 },
    })
    const headers = { authorization: `Bearer ${connect().access_token}`, accept: 'application/json' }
    for (const { request, response } of exchanges) {
      const body = request.body === null ? '' : JSON.stringify(request.body)
      const answer = send(request.method, request.path, headers, body)
      expect([answer.status, answer.headers['Content-Type'], comparable(JSON.parse(answer.body))]).toEqual([
        response.status,
        response.headers['Content-Type'],
        comparable(response.body),
      ])
    }
  })
})
