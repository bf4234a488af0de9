import { handedInStates } from '../magento/bulk.ts'
import type { Bulk } from '../store/bulks.ts'
import { breathe } from '../support/breathe.ts'
import { askConsumers, lookAtCanary, somebodyWorks } from './apply/consumers.ts'
import type { Work } from './work.ts'

const MINUTE_MS = 60_000
const LONGEST_PAUSE_MS = 60 * MINUTE_MS
/** A list whose name was never told cannot be asked about; a consumer that is a day behind is dead. */
const UNNAMED_MS = 24 * 60 * MINUTE_MS
/** The shop forgets its lists after 60 days (`system/bulk/lifetime`). */
const FORGOTTEN_MS = 61 * 24 * 60 * MINUTE_MS

/**
 * Looks after what earlier runs have handed in and did not see end.
 *
 * It cannot be recalled. Whenever a request of it is done, an old value may just have been written: what was
 * acknowledged of its item is void, and the next plan compares it with the shop.
 */
export async function lookAtLateOnes(work: Work): Promise<void> {
  const { ledger, magento, clock } = work
  for (const bulk of ledger.bulks.all()) {
    if (!isTimeToLook(bulk, clock.now())) continue
    if (bulk.kind === 'canary') {
      await lookAtCanary(work)
      continue
    }
    const places = ledger.bulks.places(bulk.id)
    const age = clock.now() - Date.parse(bulk.sentAt)
    if (age >= (bulk.uuid === null ? UNNAMED_MS : FORGOTTEN_MS)) {
      end(work, bulk, places, places)
      continue
    }
    if (bulk.uuid === null) continue
    const last = places.at(-1)
    const states = await handedInStates(magento, bulk.uuid, bulk.size)
    // a shop that does not answer is told of by whatever has something to send
    if (!states.ok) continue
    if (states.value === null || last === undefined) {
      end(work, bulk, places, places)
      continue
    }
    const known = states.value
    const over = places.filter(({ place }) => (known.get(place) ?? 'open') !== 'open')
    if (over.length === 0) {
      ledger.bulks.looked(bulk.id)
      continue
    }
    somebodyWorks(work, bulk)
    ledger.bulks.looked(bulk.id)
    end(
      work,
      bulk,
      over,
      over.filter(({ place }) => known.get(place) === 'done'),
    )
    await breathe()
  }
  const stopped = ledger.problems
    .of({ kind: 'job', job: 'catalogue' })
    .some(({ kind }) => kind === 'queue-stopped')
  if (stopped) await askConsumers(work)
}

type Places = ReturnType<Work['ledger']['bulks']['places']>

/** These requests are over; of those that may have been done, nothing that was acknowledged counts. */
function end({ ledger }: Work, bulk: Bulk, over: Places, done: Places): void {
  ledger.transaction(() => {
    ledger.bulks.ended(
      bulk.id,
      over.map(({ place }) => place),
    )
    const itemIds = done.map(({ itemId }) => itemId)
    for (const itemId of itemIds) {
      if (bulk.kind === 'create') ledger.facets.void(itemId, 'every')
      else {
        ledger.facets.void(itemId, 'details')
        // a save writes the stock back that it had read
        ledger.facets.void(itemId, 'stock')
      }
    }
    ledger.items.markDue('catalogue', itemIds)
    ledger.items.markDue('stock', itemIds)
  })
}

/** Often at first, then the seldomer the older it is. */
function isTimeToLook({ sentAt, lookedAt }: Bulk, now: number): boolean {
  const age = now - Date.parse(sentAt)
  return now - Date.parse(lookedAt) >= Math.min(Math.max(MINUTE_MS, age / 10), LONGEST_PAUSE_MS)
}
