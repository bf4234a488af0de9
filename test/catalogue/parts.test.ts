import { describe, expect, test } from 'vitest'
import { createPace, eachPaced } from '../../main/catalogue/apply/pace.ts'
import { slug, urlKeys } from '../../main/catalogue/apply/url-key.ts'
import { passPages, withOverlap } from '../../main/catalogue/feed/passes.ts'
import { createLocks } from '../../main/catalogue/locks.ts'
import { ItemId } from '../../shared/ids.ts'
import { ok } from '../../shared/result.ts'

describe('a web address', () => {
  test.each([
    ['Crème brûlée & Søn', 'creme-brulee-son'],
    ['  3/4" Brass Strip ', '3-4-brass-strip'],
    ['真鍮の鈴', ''],
    ['Größe Ⅻ', 'grosse-xii'],
  ])('of "%s" is "%s"', (name, key) => {
    expect(slug(name)).toBe(key)
  })

  test.each([
    ['Bell', 'B/1', ['bell', 'bell-b-1']],
    ['真鍮の鈴', 'B/1', ['b-1', 'b-1-item-7']],
    ['真鍮の鈴', '鈴', ['item-7']],
    ['Admin', 'B/1', ['admin-b-1', 'admin-b-1-item-7']],
  ])('for "%s" with SKU "%s" is tried as %j', (name, sku, keys) => {
    expect(urlKeys(name, sku, ItemId.parse('7'))).toEqual(keys)
  })
})

describe('the pace of writes', () => {
  test('rises while nothing fails and halves after a failure', () => {
    const pace = createPace()
    const widths = [pace.width()]
    for (let at = 0; at < 100; at += 1) pace.good()
    widths.push(pace.width())
    pace.bad()
    widths.push(pace.width())
    expect(widths).toEqual([1, 4, 2])
  })

  test('never runs more at once than its width, and a stop ends the rest', async () => {
    const pace = createPace()
    for (let at = 0; at < 100; at += 1) pace.good()
    let running = 0
    let most = 0
    let started = 0
    const stop = await eachPaced(
      pace,
      Array.from({ length: 20 }, (_, at) => at),
      async (at) => {
        started += 1
        running += 1
        most = Math.max(most, running)
        await Promise.resolve()
        running -= 1
        return at === 7 ? { kind: 'cancelled' } : null
      },
    )
    expect([stop, most]).toEqual([{ kind: 'cancelled' }, 4])
    expect(started).toBeLessThan(14)
  })
})

test('writes of one SKU wait for each other, those of others do not', async () => {
  const locks = createLocks()
  const order: string[] = []
  let release = (): void => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  const first = locks.withKeys(['a', 'b'], async () => {
    await held
    order.push('first')
  })
  const second = locks.withKeys(['b'], async () => void order.push('second'))
  await locks.withKeys(['c'], async () => void order.push('other'))
  release()
  await Promise.all([first, second])
  expect(order).toEqual(['other', 'first', 'second'])
})

test('work that was given up lets go of its SKUs, though it never comes back', async () => {
  const locks = createLocks()
  const givenUp = new AbortController()
  void locks.withKeys(['a'], () => new Promise(() => {}), givenUp.signal)
  const next = locks.withKeys(['a'], async () => 'through')
  givenUp.abort()
  await expect(next).resolves.toBe('through')
})

test('a failed write frees its SKU', async () => {
  const locks = createLocks()
  await expect(locks.withKeys(['a'], () => Promise.reject(new Error('no')))).rejects.toThrow('no')
  await expect(locks.withKeys(['a'], async () => 'through')).resolves.toBe('through')
})

test('the watermark of a pass is the time of its first page, known on its last', async () => {
  async function* pages() {
    yield ok({ rows: [], same: new Map(), cost: 1, serverDate: '2026-01-31T08:00:00.000Z', last: false })
    yield ok({ rows: [], same: new Map(), cost: 1, serverDate: '2026-01-31T08:05:00.000Z', last: true })
  }
  const ends: unknown[] = []
  for await (const page of passPages(pages())) ends.push(page.ok ? page.value.end : page.error)
  expect(ends).toEqual([null, { startedAt: '2026-01-31T08:00:00.000Z' }])
})

test('the next pass reads the last 30 seconds before the watermark again', () => {
  expect(withOverlap('2026-01-31T08:00:00.000Z')).toBe('2026-01-31T07:59:30.000Z')
})
