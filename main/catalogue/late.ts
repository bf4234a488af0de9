import { handedInStates } from '../magento/bulk.ts'
import type { Bulk } from '../store/bulks.ts'
import { breathe } from '../support/breathe.ts'
import { askConsumers, lookAtCanary, somebodyWorks } from './apply/consumers.ts'
import type { Work } from './work.ts'

const MINUTE_MS = 60_000
const LONGEST_PAUSE_MS = 60 * MINUTE_MS
const DAY_MS = 24 * 60 * MINUTE_MS
/** The shop forgets its lists after 60 days (`system/bulk/lifetime`). */
const FORGOTTEN_MS = 61 * DAY_MS

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
    if (isLost(work, bulk)) {
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
    somebodyWorks(work, null)
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

/**
 * Nothing will be heard of it any more: a day is over and its name was never told, or the consumer has long since come to
 * what was handed in after it; or the shop itself forgets it.
 */
function isLost({ ledger, clock }: Work, { uuid, sentAt }: Bulk): boolean {
  const age = clock.now() - Date.parse(sentAt)
  const known = ledger.lists.consumers.get()
  const isPassed = known?.value.state === 'run' && Date.parse(known.readAt) - Date.parse(sentAt) >= DAY_MS
  return age >= FORGOTTEN_MS || (age >= DAY_MS && (uuid === null || isPassed))
}

/** Often at first, then the seldomer the older it is. */
function isTimeToLook({ sentAt, lookedAt }: Bulk, now: number): boolean {
  const age = now - Date.parse(sentAt)
  return now - Date.parse(lookedAt) >= Math.min(Math.max(MINUTE_MS, age / 10), LONGEST_PAUSE_MS)
}
