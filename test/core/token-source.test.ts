import { expect, test } from 'vitest'
import { noteTokenSource } from '../../main/core/token-source.ts'
import type { Ledger } from '../../main/store/ledger.ts'
import { openTestLedger, START, standingClock } from '../store/support.ts'

const log = { info: () => {}, warn: () => {}, error: () => {} }
const direct = {
  accessToken: 'a',
  refreshToken: 'r',
  expiresAt: START,
  clientId: 'c',
  accountId: '1',
}
const service = { url: 'https://tokens.test', key: 'tbk_1', certificate: null }
const handedOut = { accessToken: 'a', expiresAt: START, accountId: '1', service }

test('the token service is noted with each token that it gives, and forgotten once Lightspeed itself gives them', () => {
  const ledger = openTestLedger()
  const note = (tokens: Parameters<typeof noteTokenSource>[1]) => {
    noteTokenSource({ ledger, clock: standingClock(), log }, tokens)
    return ledger.pair.get().tokenService
  }
  expect(note(direct)).toBeNull()
  expect(note(handedOut)).toEqual({ url: 'https://tokens.test', lastGoodAt: START })
  expect(note(direct)).toBeNull()
  note(handedOut)
  expect(note(null)).toBeNull()
})

test('a ledger that cannot be written costs the note, not the tokens', () => {
  const pair = {
    through() {
      throw new Error('disk full')
    },
  }
  const ledger = { pair } as unknown as Ledger
  expect(() => noteTokenSource({ ledger, clock: standingClock(), log }, handedOut)).not.toThrow()
})
