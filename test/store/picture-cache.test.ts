import { readdirSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openPictureCache } from '../../main/store/picture-cache.ts'
import { temporaryFolder } from './support.ts'

const picture = (letter: string, bytes = 100): Uint8Array => Buffer.alloc(bytes, letter)

function opened(mostBytes?: number) {
  const folder = join(temporaryFolder(), 'pictures')
  let now = Date.UTC(2026, 0, 1)
  const clock = { now: () => now, sleep: async () => {} }
  const forward = (): void => {
    now += 60_000
  }
  return { folder, forward, cache: openPictureCache(folder, clock, mostBytes) }
}

test('a picture that is kept is found again by its digest, also by the next program', () => {
  const { folder, cache } = opened()
  const digest = cache.keep(picture('a'))
  expect(cache.read(digest)).toEqual(picture('a'))
  const next = openPictureCache(folder, { now: () => 0, sleep: async () => {} })
  expect([next.read(digest), next.read('0'.repeat(64))]).toEqual([picture('a'), null])
})

test('a damaged file is no picture any more', () => {
  const { folder, cache } = opened()
  const digest = cache.keep(picture('a'))
  truncateSync(join(folder, digest), 50)
  expect(cache.read(digest)).toBeNull()
  cache.keep(picture('a'))
  expect(cache.read(digest)).toEqual(picture('a'))
})

test('once it is full, what was not used for longest goes', () => {
  const { folder, cache, forward } = opened(350)
  const [a, b, c] = ['a', 'b', 'c'].map((letter) => {
    forward()
    return cache.keep(picture(letter))
  })
  forward()
  cache.read(a ?? '')
  forward()
  const d = cache.keep(picture('d'))
  expect([a, b, c, d].map((digest) => cache.read(digest ?? '') !== null)).toEqual([true, false, true, true])
  expect(readdirSync(folder)).toHaveLength(3)
})

test('where nothing can be written, nothing is kept and nobody is stopped', () => {
  const file = join(temporaryFolder(), 'a-file')
  writeFileSync(file, '')
  const cache = openPictureCache(join(file, 'pictures'), { now: () => 0, sleep: async () => {} })
  const digest = cache.keep(picture('a'))
  expect([digest.length, cache.read(digest)]).toEqual([64, null])
})
