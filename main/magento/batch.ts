import type { Result } from '../../shared/result.ts'
import type { MagentoError } from './error.ts'
import type { Magento } from './magento.ts'

/** What became of the rows of a batch. Every row is in exactly one list. */
export type BatchOutcome<Row> = {
  /** Written and acknowledged. */
  readonly done: readonly Row[]
  /** Refused, each for itself, in Magento's words. */
  readonly refused: readonly RefusedRow<Row>[]
  /** Not known to be written: the work stopped at or before them. Writing them again is harmless. */
  readonly open: readonly Row[]
  /** Why it stopped; null when it went through. */
  readonly stoppedBy: MagentoError | null
}

export type RefusedRow<Row> = {
  readonly row: Row
  readonly message: string
  /** Magento broke from inside instead of saying no: the row's fault or its own, so it may go through later. */
  readonly passing?: true
}

/** One call for some rows: the rows that Magento names as faulty; an error refuses them all. */
export type SendRows<Row> = (
  rows: readonly Row[],
) => Promise<Result<readonly RefusedRow<Row>[], MagentoError>>

/**
 * Sends rows in calls of as many as the shop takes.
 *
 * Source items and price batches are all or nothing at the door: what is refused is halved until the bad row stands
 * alone, and the good ones are through (recorded Magento 2.4.7). Rows must be idempotent.
 */
export async function sendInBatches<Row>(
  magento: Pick<Magento, 'limits'>,
  rows: readonly Row[],
  send: SendRows<Row>,
): Promise<BatchOutcome<Row>> {
  const done: Row[] = []
  const refused: RefusedRow<Row>[] = []
  const waiting: (readonly Row[])[] = rows.length === 0 ? [] : [rows]
  let innerFaults = 0
  for (let part = waiting.pop(); part !== undefined; part = waiting.pop()) {
    const most = magento.limits().rows
    if (part.length > most) {
      waiting.push(part.slice(most), part.slice(0, most))
      continue
    }
    const sent = await send(part)
    if (sent.ok) {
      const faulty = new Set(sent.value.map((fault) => fault.row))
      refused.push(...sent.value)
      done.push(...part.filter((row) => !faulty.has(row)))
      continue
    }
    const verdict = afterRefusal(sent.error, part.length, most > magento.limits().rows)
    if (sent.error.kind === 'internal-error' && verdict === 'alone') innerFaults++
    const shopIsBroken = innerFaults >= MOST_INNER_FAULTS && done.length === 0
    if (verdict === 'stop' || shopIsBroken) {
      const open = [part, ...waiting.toReversed()].flat()
      return { done, refused, open, stoppedBy: sent.error }
    }
    if (verdict === 'alone') {
      const said = { message: wordsOf(sent.error), ...(sent.error.kind === 'internal-error' ? passing : {}) }
      refused.push(...part.map((row) => ({ row, ...said })))
    }
    if (verdict === 'again') waiting.push(part)
    if (verdict === 'halve') {
      const middle = Math.ceil(part.length / 2)
      waiting.push(part.slice(middle), part.slice(0, middle))
    }
  }
  return { done, refused, open: [], stoppedBy: null }
}

const passing = { passing: true } as const

/** So many rows in a row that break Magento from inside, and none that went through: it is not the rows. */
const MOST_INNER_FAULTS = 3

/** `learnt`: the client has just learnt a smaller limit from this refusal, so the same rows go out in smaller calls. */
function afterRefusal(
  error: MagentoError,
  rows: number,
  learnt: boolean,
): 'stop' | 'halve' | 'alone' | 'again' {
  if (error.kind === 'over-limit') return learnt ? 'again' : rows === 1 ? 'stop' : 'halve'
  // A row can also break Magento from inside (a PHP type error is a 500); only a lone row is blamed for it.
  if (error.kind === 'rejected' || error.kind === 'internal-error') return rows === 1 ? 'alone' : 'halve'
  return 'stop'
}

function wordsOf(error: MagentoError): string {
  return 'message' in error ? error.message : error.kind
}
