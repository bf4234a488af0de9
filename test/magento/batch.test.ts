import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sendInBatches } from '../../main/magento/batch.ts'
import type { MagentoError } from '../../main/magento/error.ts'
import { err, ok } from '../../shared/result.ts'

const call = 'POST /V1/inventory/source-items'
const rejected: MagentoError = { kind: 'rejected', call, status: 400, message: 'no' }
const lost: MagentoError = { kind: 'answer-lost', call, reason: 'ECONNRESET' }

const situation = fc.record({
  rows: fc.uniqueArray(fc.integer({ min: 0, max: 60 }), { maxLength: 40 }),
  bad: fc.uniqueArray(fc.integer({ min: 0, max: 60 }), { maxLength: 5 }),
  most: fc.integer({ min: 1, max: 50 }),
  /** The call whose answer is lost; none when it is never reached. */
  lostAt: fc.integer({ min: 1, max: 60 }),
})

test('whatever goes wrong, every row is done, refused or open, and only bad rows are refused', async () => {
  await fc.assert(
    fc.asyncProperty(situation, async ({ rows, bad, most, lostAt }) => {
      const written = new Set<number>()
      let calls = 0
      const outcome = await sendInBatches(
        { limits: () => ({ rows: most, pageSize: 1 }) },
        rows,
        async (part) => {
          expect(part.length).toBeLessThanOrEqual(most)
          calls += 1
          if (calls === lostAt) return err(lost)
          if (part.some((row) => bad.includes(row))) return err(rejected)
          for (const row of part) written.add(row)
          return ok([])
        },
      )
      const refused = outcome.refused.map(({ row }) => row)
      expect([...outcome.done, ...refused, ...outcome.open].toSorted()).toEqual(rows.toSorted())
      expect(outcome.done.every((row) => written.has(row))).toBe(true)
      expect(refused.every((row) => bad.includes(row))).toBe(true)
      expect(outcome.stoppedBy === null).toBe(outcome.open.length === 0)
      if (outcome.stoppedBy === null) {
        expect(refused.toSorted()).toEqual(rows.filter((row) => bad.includes(row)).toSorted())
      }
    }),
  )
})

test('a cancelled batch leaves its rows open', async () => {
  const cancelled: MagentoError = { kind: 'cancelled' }
  const outcome = await sendInBatches(
    { limits: () => ({ rows: 2, pageSize: 1 }) },
    [1, 2, 3],
    async (part) => (part.includes(3) ? err(cancelled) : ok([])),
  )
  expect(outcome).toEqual({ done: [1, 2], refused: [], open: [3], stoppedBy: cancelled })
})
