import { expect, test } from 'vitest'
import { fourKeys, readKeys, shortened } from '../../renderer/connect/read-keys.ts'

const [key, secret, token, tokenSecret] = ['a', 'b', 'c', 'd'].map((letter) => letter.repeat(32))
const all = {
  consumerKey: key,
  consumerSecret: secret,
  accessToken: token,
  accessTokenSecret: tokenSecret,
}

test('four keys in Magento’s order are found without their names', () => {
  expect(readKeys(`${key}\n${secret}\n${token}\n${tokenSecret}`)).toEqual(all)
})

test('named keys are found in any order, on one line or below their names', () => {
  const pasted = `Access Token Secret ${tokenSecret}, Consumer Key\n${key}\naccess_token: ${token} Consumer Secret: ${secret}`
  expect(readKeys(pasted)).toEqual(all)
})

test('some of the keys are some of the keys', () => {
  const found = readKeys(`Consumer Key: ${key} Consumer Secret:`)
  expect(found).toEqual({ consumerKey: key })
  expect(fourKeys(found)).toBeNull()
})

test('a text without keys gives none', () => {
  expect(readKeys('see the e-mail of Monday')).toEqual({})
})

test('a key that is shown again cannot be used', () => {
  expect(shortened(all.consumerKey ?? '')).toBe('aaaa…aaaa')
})
