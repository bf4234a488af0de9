import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { saidBy } from '../../main/lightspeed/answer-text.ts'
import { readLimits } from '../../main/lightspeed/bucket.ts'
import { Account } from '../../main/lightspeed/connection-facts.ts'
import { issuesOf } from '../../main/lightspeed/issues.ts'
import { Category } from '../../main/lightspeed/resource/categories.ts'
import { Employee } from '../../main/lightspeed/resource/employees.ts'
import { ItemShop } from '../../main/lightspeed/resource/item-shops.ts'
import { Item } from '../../main/lightspeed/resource/items.ts'
import { Manufacturer } from '../../main/lightspeed/resource/manufacturers.ts'
import { ItemAttributeSet, ItemMatrix } from '../../main/lightspeed/resource/matrices.ts'
import { PriceLevel } from '../../main/lightspeed/resource/price-levels.ts'
import { Register } from '../../main/lightspeed/resource/registers.ts'
import { Shop } from '../../main/lightspeed/resource/shops.ts'
import { Tag } from '../../main/lightspeed/resource/tags.ts'
import { TaxCategory, TaxClass } from '../../main/lightspeed/resource/taxes.ts'
import { Vendor } from '../../main/lightspeed/resource/vendors.ts'
import { isObject, members } from '../../main/lightspeed/wire.ts'

const folder = new URL('../../../shared/lightspeed-recordings/', import.meta.url)
const absent = !existsSync(folder)

const Recording = z.array(
  z.object({
    request: z.object({ path: z.string() }),
    response: z.object({ status: z.number(), headers: z.record(z.string(), z.string()), body: z.unknown() }),
  }),
)

const schemas: Readonly<Record<string, z.ZodType>> = {
  Account,
  Category,
  Employee,
  Item,
  ItemAttributeSet,
  ItemMatrix,
  ItemShop,
  Manufacturer,
  PriceLevel,
  Register,
  Shop,
  Tag,
  TaxCategory,
  TaxClass,
  Vendor,
}

type Found = { where: string; name: string; raw: unknown }

/** Every record of ours, at whatever depth it stands: an item within a sale line is an item too. */
function recordsIn(value: unknown, where: string): Found[] {
  if (Array.isArray(value)) return value.flatMap((part) => recordsIn(part, where))
  if (!isObject(value)) return []
  return Object.keys(value).flatMap((name) => {
    const found = name in schemas ? members(value, name).filter(isObject) : []
    return [...found.map((raw) => ({ where, name, raw })), ...recordsIn(value[name], where)]
  })
}

describe.skipIf(absent)('recorded answers of the real service', () => {
  const exchanges = absent
    ? []
    : readdirSync(folder)
        .filter((file) => file.endsWith('.json'))
        .flatMap((file) =>
          Recording.parse(JSON.parse(readFileSync(new URL(file, folder), 'utf8'))).map((each) => ({
            ...each,
            file,
          })),
        )

  test('every record in them can be read', () => {
    const found = exchanges.flatMap(({ file, response }) => recordsIn(response.body, file))
    const count = (name: string): number => found.filter((each) => each.name === name).length
    console.info(
      `${found.length} records in ${exchanges.length} answers:`,
      Object.keys(schemas)
        .map((name) => `${count(name)} ${name}`)
        .join(', '),
    )
    expect(found.length).toBeGreaterThan(100)
    const unread = found.flatMap(({ where, name, raw }) => {
      const parsed = schemas[name]?.safeParse(raw)
      return parsed?.success === false ? [{ where, name, issues: issuesOf(parsed.error) }] : []
    })
    expect(unread).toEqual([])
  })

  test('every body is read, but those that the order export will read', () => {
    const readBy = (body: unknown): string => {
      const name = isObject(body)
        ? (Object.keys(body).find((key) => key !== '@attributes') ?? 'nothing')
        : 'nothing'
      if (name in schemas) return 'a record schema'
      return saidBy(body, []) === '' ? name : 'the reader of refusals'
    }
    const answers: Record<string, number> = {}
    for (const { response } of exchanges) {
      const reader = readBy(response.body)
      answers[reader] = (answers[reader] ?? 0) + 1
    }
    expect(answers).toEqual({
      'a record schema': 44,
      'the reader of refusals': 6,
      nothing: 1, // a list without a record: `categories-destroy` looks for what it deleted
      Inventory: 1, // gone since V3; the item and the stock rows inside it are read
      Customer: 2,
      Sale: 5,
      SaleLine: 2,
      SpecialOrder: 2,
      Order: 2,
    })
  })

  test('the bucket is read from every answer that tells it, however its headers are spelt', () => {
    const limits = exchanges.map(({ response }) => {
      const names = Object.entries(response.headers).map(([name, value]) => [name.toLowerCase(), value])
      return readLimits(Object.fromEntries(names))
    })
    const told = limits.filter(({ level, size }) => level !== null && size !== null)
    console.info(`${told.length} of ${exchanges.length} answers tell the bucket`)
    expect(told.length).toBe(
      exchanges.filter(({ response }) => /bucket-level/i.test(Object.keys(response.headers).join())).length,
    )
    expect(told.every(({ level, size }) => Number.isFinite(level) && Number(size) > 0)).toBe(true)
  })
})
