import { afterEach, describe, expect, test } from 'vitest'
import type { MagentoCall } from '../../main/magento/magento.ts'
import type { SandboxRequest, SandboxResponse } from '../sandbox/types.ts'
import { dropped, json, page, type ScriptedShop, scriptedShop, testKeys } from './scripted-shop.ts'

let shop: ScriptedShop | undefined
afterEach(() => shop?.close())

async function open(
  answer: (request: SandboxRequest, n: number) => SandboxResponse,
  keys?: Parameters<typeof scriptedShop>[1],
): Promise<ScriptedShop> {
  shop = await scriptedShop(answer, keys)
  return shop
}

const read: MagentoCall = { method: 'GET', path: 'modules', scope: null, effect: 'read' }
const write: MagentoCall = {
  method: 'POST',
  path: 'products',
  scope: 'all',
  body: { product: { sku: 'A/B' } },
  effect: 'write',
}

describe('a call', () => {
  test('goes to its scope, signed, as JSON', async () => {
    const { magento, asked, headers } = await open(() => json({ id: 1 }))
    expect(await magento.request(write)).toEqual({ ok: true, value: { id: 1 } })
    expect(asked).toEqual([{ method: 'POST', path: '/rest/all/V1/products', body: write.body }])
    expect(headers[0]).toMatchObject({ accept: 'application/json', 'content-type': 'application/json' })
    expect(headers[0]?.authorization).toMatch(/^OAuth oauth_consumer_key="consumerkey/)
  })

  test('carries an access token alone where that is how the shop was connected', async () => {
    const { magento, headers } = await open(() => json([]), { kind: 'bearer', token: 'abc' })
    await magento.request(read)
    expect(headers[0]?.authorization).toBe('Bearer abc')
  })

  test('never uses a nonce twice, not even when it is repeated', async () => {
    const { magento, headers } = await open((_, n) => (n < 3 ? dropped : json([])))
    await magento.request(read)
    const nonces = headers.map(({ authorization }) => /oauth_nonce="(\w+)"/.exec(authorization ?? '')?.[1])
    expect(new Set(nonces).size).toBe(3)
  })

  test('tells when the shop was last well', async () => {
    const { magento } = await open((_, n) => (n === 1 ? page(403) : json([])))
    await magento.request(read)
    expect(magento.lastGoodAt()).toBeNull()
    await magento.request(read)
    expect(magento.lastGoodAt()).toBe(Date.parse('2026-11-24T09:00:00Z'))
  })

  test('never follows a redirect: keys do not travel to another address', async () => {
    const { magento, asked } = await open(() => ({
      status: 302,
      headers: { location: 'https://elsewhere.example/rest/V1/modules' },
      body: '',
    }))
    const answer = await magento.request(read)
    expect(answer).toEqual({
      ok: false,
      error: { kind: 'redirected', call: 'GET /V1/modules', to: 'https://elsewhere.example' },
    })
    expect(asked).toHaveLength(1)
  })
})

describe('trouble on the way', () => {
  test('a read whose connection drops is asked again', async () => {
    const { magento, waits, counts } = await open((_, n) => (n < 3 ? dropped : json(['x'])))
    expect(await magento.request(read)).toEqual({ ok: true, value: ['x'] })
    expect({ waits, counts }).toEqual({ waits: [750, 1500], counts: { requests: 3, writes: 0 } })
  })

  test('a write whose answer is lost is left to the caller', async () => {
    const { magento, asked, counts } = await open(() => dropped)
    const answer = await magento.request(write)
    expect(answer).toMatchObject({ ok: false, error: { kind: 'answer-lost', call: 'POST /V1/products' } })
    expect([asked.length, counts]).toEqual([1, { requests: 1, writes: 1 }])
  })

  test('a write that a deadlock undid is sent again', async () => {
    const deadlock = json({ message: 'Database deadlock found when trying to get lock' }, 400)
    const { magento, asked, logged } = await open((_, n) => (n === 1 ? deadlock : json({ id: 1 })))
    expect(await magento.request(write)).toEqual({ ok: true, value: { id: 1 } })
    expect(asked).toHaveLength(2)
    expect(logged).toEqual([
      { event: 'magento call repeated', facts: { call: 'POST /V1/products', error: 'busy', attempt: 1 } },
    ])
  })

  test('a shop that is not there', async () => {
    const { magento, close, waits } = await open(() => json([]))
    await close()
    const answer = await magento.request(write)
    expect(answer).toEqual({
      ok: false,
      error: { kind: 'unreachable', call: 'POST /V1/products', reason: 'ECONNREFUSED' },
    })
    expect(waits).toEqual([750, 1500])
  })

  test('a run that is cancelled stops waiting', async () => {
    const cancel = new AbortController()
    const { magento } = await open(() => {
      cancel.abort()
      return page(429)
    })
    const run = magento.forRun({ signal: cancel.signal, count: () => undefined })
    expect(await run.request(read)).toEqual({ ok: false, error: { kind: 'cancelled' } })
  })
})

describe('an SKU in a path', () => {
  const stock: MagentoCall = { method: 'GET', path: 'stockItems/A%2FB', scope: null, effect: 'read' }
  const invalid = json({ message: 'The signature is invalid. Verify and try again.' }, 401)

  test('is signed the other way when the shop refuses the first, and so from then on', async () => {
    const { magento, asked } = await open((_, n) => (n === 1 ? invalid : json({ qty: 1 })))
    expect([await magento.request(stock), await magento.request(stock)]).toEqual([
      { ok: true, value: { qty: 1 } },
      { ok: true, value: { qty: 1 } },
    ])
    expect(asked).toHaveLength(3)
  })

  test('does not hide keys that are wrong', async () => {
    const { magento, asked } = await open(() => invalid)
    expect(await magento.request(stock)).toMatchObject({
      ok: false,
      error: { kind: 'refused-keys', fault: 'signature' },
    })
    expect(asked).toHaveLength(2)
  })
})

test('no key is in an error, a log line or an address', async () => {
  const answers = [page(404), json({ message: 'The signature is invalid.' }, 401), dropped, page(500)]
  const { magento, logged, asked } = await open((_, n) => answers[n % answers.length] ?? dropped)
  const errors = []
  for (const call of [read, write, read, write]) errors.push(await magento.request(call))
  const told = JSON.stringify([errors, logged, asked])
  for (const secret of Object.values(testKeys).filter((value) => value !== 'integration')) {
    expect(told).not.toContain(secret)
  }
})
