import type { BatchOutcome, RefusedRow } from '../../magento/batch.ts'
import { stopForMagento } from '../stop.ts'
import type { Stop } from '../work.ts'
import { isPassing, pause } from './persist.ts'
import type { Sending } from './sending.ts'

const MOST_ATTEMPTS = 5

/** What became of the rows of a batch once the shop was given time. */
export type Sent<Row> = {
  readonly done: readonly Row[]
  readonly refused: readonly RefusedRow<Row>[]
  readonly stop: Stop | null
}

/** Sends rows, and again what is open while the shop is busy or an answer was lost: the rows are absolute. */
export async function sendRows<Row>(
  sending: Sending,
  rows: readonly Row[],
  send: (rows: readonly Row[]) => Promise<BatchOutcome<Row>>,
): Promise<Sent<Row>> {
  const done: Row[] = []
  const refused: RefusedRow<Row>[] = []
  let open = rows
  for (let attempt = 1; open.length > 0; attempt += 1) {
    const outcome = await send(open)
    done.push(...outcome.done)
    refused.push(...outcome.refused)
    open = outcome.open
    if (outcome.stoppedBy === null) break
    if (!isPassing(outcome.stoppedBy) || attempt === MOST_ATTEMPTS) {
      return { done, refused, stop: stopForMagento(outcome.stoppedBy) }
    }
    await pause(sending, attempt, outcome.stoppedBy)
  }
  return { done, refused, stop: null }
}
