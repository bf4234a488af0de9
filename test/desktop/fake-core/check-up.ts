import type { CheckUp } from '../../../shared/check-up.ts'
import { message } from '../../../shared/message.ts'

/** A check-up that found something of every kind. */
export const checkUpOf = (now: number): CheckUp => ({
  at: new Date(now).toISOString(),
  findings: [
    {
      check: 'till-doubles',
      verdict: 'mend',
      what: message('checkUp.till-doubles.found', { count: 2 }),
      cure: message('checkUp.till-doubles.cure'),
      names: ['BELL-1: Brass bell, Brass bell (old)', 'LOCK-7: U-lock, U-lock 230 mm'],
    },
    {
      check: 'rights',
      verdict: 'know',
      what: message('checkUp.rights.missing', { right: 'taxes' }),
      cure: message('checkUp.rights.shopCure'),
      names: [],
    },
    {
      check: 'speed',
      verdict: 'know',
      what: message('checkUp.speed.first', { ms: 410, count: 2305, seconds: 945 }),
      cure: null,
      names: [],
    },
    { check: 'clock', verdict: 'good', what: message('checkUp.clock.good'), cure: null, names: [] },
    {
      check: 'currency',
      verdict: 'good',
      what: message('checkUp.currency.good', { currency: 'CAD' }),
      cure: null,
      names: [],
    },
  ],
})
