import type { Group } from './groups.ts'
import type { Sending } from './sending.ts'

/** A request that is older than this is no longer waited for. */
const LONGEST_MS = 10 * 60_000

export type Source = ReturnType<typeof openSource>

/**
 * Products page by page, as many at once as are wanted.
 *
 * What an earlier run has handed in, and the shop may do at this very moment, is left out: it stays due, and the run that
 * finds it done compares it.
 */
export function openSource({ ledger, clock }: Sending, pages: Iterable<readonly Group[]>) {
  const iterator = pages[Symbol.iterator]()
  let page: readonly Group[] = []

  function fill(): void {
    while (page.length === 0) {
      const next = iterator.next()
      if (next.done === true) return
      page = free(next.value)
    }
  }

  function free(groups: readonly Group[]): readonly Group[] {
    if (ledger.lists.consumers.get()?.value.state === 'silent') return groups
    const held = ledger.bulks.held(groups.map(({ itemId }) => itemId))
    const young = new Set(
      held.filter(({ since }) => clock.now() - Date.parse(since) < LONGEST_MS).map(({ itemId }) => itemId),
    )
    return groups.filter(({ itemId }) => !young.has(itemId))
  }

  return {
    isEmpty(): boolean {
      fill()
      return page.length === 0
    },
    /** At most `most`, and at most a page where there is no such number. */
    take(most: number): readonly Group[] {
      const taken: Group[] = []
      for (fill(); page.length > 0 && taken.length < most; fill()) {
        const wanted = most - taken.length
        taken.push(...page.slice(0, wanted))
        page = page.slice(wanted)
        if (!Number.isFinite(most)) break
      }
      return taken
    },
  }
}
