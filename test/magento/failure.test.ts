import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { AddressFault } from '../../main/magento/address.ts'
import type { KeyFault, MagentoError } from '../../main/magento/error.ts'
import { addressFailure, magentoFailure } from '../../main/magento/failure.ts'

const texts: unknown = JSON.parse(
  readFileSync(new URL('../../shared/texts/en.json', import.meta.url), 'utf8'),
)

function textAt(key: string): unknown {
  return key
    .split('.')
    .reduce<unknown>(
      (at, part) =>
        typeof at === 'object' && at !== null
          ? Object.entries(at).find(([name]) => name === part)?.[1]
          : undefined,
      texts,
    )
}

const call = 'GET /V1/modules'
const faults: readonly KeyFault[] = ['signature', 'consumer-key', 'token', 'clock', 'inactive', 'other']
const errors: readonly MagentoError[] = [
  { kind: 'unreachable', call, reason: 'ENOTFOUND' },
  { kind: 'answer-lost', call, reason: 'ECONNRESET' },
  { kind: 'cancelled' },
  ...faults.map((fault) => ({ kind: 'refused-keys', call, fault, message: 'no' }) as const),
  { kind: 'permission-missing', call, resources: ['Magento_Catalog::products'] },
  { kind: 'rejected', call, status: 400, message: 'no' },
  { kind: 'url-key-taken', call, message: 'taken' },
  { kind: 'over-limit', call, limit: 'rows', most: 20 },
  { kind: 'busy', call, message: 'deadlock', retryAfterMs: null },
  { kind: 'internal-error', call, message: 'oops' },
  { kind: 'maintenance', call },
  { kind: 'redirected', call, to: 'https://www.shop.example' },
  { kind: 'redirected', call, to: null },
  { kind: 'not-magento', call, status: 404 },
  { kind: 'unreadable', call, issues: ['id: invalid_type'] },
]

test('every failure has its own sentence, filled with all it asks for', () => {
  const failures = errors.map(magentoFailure)
  const keys = failures.map(({ message }) => message.key)
  expect(new Set(keys).size).toBe(errors.length)
  for (const { message } of failures) {
    const text = textAt(message.key)
    expect(text).toBeTypeOf('string')
    const gaps = [...String(text).matchAll(/\{\{(\w+)/g)].map(([, gap]) => gap)
    expect(gaps).toEqual(Object.keys(message.params))
  }
})

test('every address that is not used says why', () => {
  const wrong: readonly AddressFault[] = ['unreadable', 'plain-http', 'credentials']
  const said = wrong.map((fault) => textAt(addressFailure(fault).message.key))
  expect(said.every((text) => typeof text === 'string')).toBe(true)
  expect(new Set(said).size).toBe(wrong.length)
})
