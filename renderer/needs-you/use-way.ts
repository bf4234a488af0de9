import type { Problem } from '../../shared/problem.ts'
import { assertNever } from '../../shared/result.ts'
import { everything, ofItems, useSync } from '../frame/sync.tsx'
import { openLogs } from '../ipc.ts'
import { catalogue, useRouter } from '../route.tsx'
import { itemIdOf, wayOf } from './ways.ts'

/** What the button of a problem does, ready to be called. */
export function useWay(problem: Problem): { go: () => void; pending: boolean } {
  const { go } = useRouter()
  const { start, pending } = useSync()
  const way = wayOf(problem)
  const itemId = itemIdOf(problem)
  return {
    pending: pending && (way === 'send-again' || way === 'sync'),
    go: () => {
      switch (way) {
        case 'show-item':
          return go(catalogue(itemId))
        case 'send-again':
          return start(itemId === null ? everything : ofItems([itemId], { force: true }))
        case 'connect':
          return go({ page: 'connect' })
        case 'sync':
          return start(everything)
        case 'show-log':
          return openLogs()
        default:
          return assertNever(way, 'way')
      }
    },
  }
}
