import { expect, test } from 'vitest'
import { normaliseAddress } from '../../main/magento/address.ts'
import { magentoId } from '../../main/magento/id.ts'

test.each([
  ['https://shop.example', 'https://shop.example'],
  ['  shop.example/  ', 'https://shop.example'],
  ['https://Shop.Example:443/', 'https://shop.example'],
  ['https://shop.example:8443', 'https://shop.example:8443'],
  ['https://shop.example/store/', 'https://shop.example/store'],
  ['https://shop.example/rest/V1', 'https://shop.example'],
  ['https://shop.example/index.php/admin/dashboard?x=1#y', 'https://shop.example'],
  ['https://shop.example/store/index.php', 'https://shop.example/store'],
  ['http://localhost:8080/', 'http://localhost:8080'],
  ['http://127.0.0.1:9', 'http://127.0.0.1:9'],
  ['http://[::1]:9', 'http://[::1]:9'],
])('the address "%s" is kept as %s', (typed, kept) => {
  expect(normaliseAddress(typed)).toEqual({ ok: true, value: kept })
})

test.each([
  ['http://shop.example', 'plain-http'],
  ['http://localhost.shop.example', 'plain-http'],
  ['https://me:secret@shop.example', 'credentials'],
  ['ftp://shop.example', 'unreadable'],
  ['', 'unreadable'],
  ['not an address', 'unreadable'],
])('the address "%s" is refused: %s', (typed, fault) => {
  expect(normaliseAddress(typed)).toEqual({ ok: false, error: fault })
})

test('a shop keeps its id over http, https and www, and no two shops share one', () => {
  const ids = ['https://shop.example', 'http://shop.example', 'https://www.shop.example'].map(magentoId)
  expect(new Set(ids).size).toBe(1)
  expect(ids[0]).toMatch(/^[0-9a-f]{8}$/)
  expect(magentoId('https://shop.example/store')).not.toBe(ids[0])
})
