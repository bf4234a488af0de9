import { momentAt } from '../state/fresh.ts'
import type { State } from '../state/model.ts'
import { effortOf } from '../state/saves.ts'
import { encodeJson } from '../web/json.ts'
import type { Trouble } from '../web/refusal.ts'
import { Refusal, rendered } from '../web/refusal.ts'
import type { Operation } from './bulk.ts'
import { serviceOf } from './services.ts'

/** The process that works off what was handed in for later. A cron starts it at each full minute. */
export type Consumer = {
  /** Works by hand, whatever the clock says; answers how many operations it took before it was through or died. */
  run(most?: number): number
  /** No cron any more: everything waits. */
  stop(): void
  start(): void
  /** From now on it begins that much later than the cron would have it. */
  late(ms: number): void
  /** How many work side by side. */
  workers(count: number): void
  /** Takes the next operations and never says a word about them: they stay open for ever. */
  lose(count: number): void
  waiting(): number
  /** Does what would have been done by now. */
  catchUp(): void
}

const MINUTE = 60_000
/** A save by the consumer takes this much of one over HTTP. Source: measured with Magento 2.4.7. */
const SHARE = 0.5

const nextMinute = (ms: number): number => (Math.floor(ms / MINUTE) + 1) * MINUTE

export function createConsumer(state: State): Consumer {
  let freeAt = [0]
  let runsSince: number | undefined = 0
  let lateMs = 0
  let toLose = 0

  /** Whether the process survives it. */
  function take(operation: Operation, at: number): boolean {
    if (toLose > 0) {
      toLose -= 1
      return true
    }
    return work(state, operation, at)
  }

  function catchUp(): void {
    if (runsSince === undefined) return
    for (let next = state.queue[0]; next !== undefined; next = state.queue[0]) {
      const worker = freeAt.indexOf(Math.min(...freeAt))
      const begins = Math.max(freeAt[worker] ?? 0, runsSince, nextMinute(next.submittedAt) + lateMs)
      const ends = begins + state.settings.saveMs * SHARE * effortOf(next.route, next.body)
      if (ends > state.clock.now()) return
      state.queue.shift()
      const { deadlockAbove } = state.settings
      const others = freeAt.filter((free, at) => at !== worker && free > begins).length
      if (deadlockAbove !== undefined && others >= deadlockAbove) deadlocked(next)
      else freeAt[worker] = take(next, ends) ? ends : nextMinute(ends)
      freeAt[worker] = Math.max(freeAt[worker] ?? 0, ends)
    }
  }

  return {
    run: (most = Number.POSITIVE_INFINITY) => {
      let taken = 0
      for (let next = state.queue.shift(); next !== undefined; next = state.queue.shift()) {
        taken += 1
        if (!take(next, state.clock.now()) || taken >= most) break
      }
      return taken
    },
    stop: () => {
      catchUp()
      runsSince = undefined
    },
    start: () => {
      runsSince ??= state.clock.now()
    },
    late: (ms) => {
      lateMs = ms
    },
    workers: (count) => {
      freeAt = Array.from({ length: count }, (_each, at) => freeAt[at] ?? 0)
    },
    lose: (count) => {
      toLose = count
    },
    waiting: () => state.queue.length,
    catchUp,
  }
}

/** Does one operation at a moment; answers whether the process lives on. A PHP type error ends it without a word. */
export function work(state: State, operation: Operation, at: number): boolean {
  const { body, params, pathWins, route, storeId } = operation
  const own = (name: string): string => String(body[name] ?? '')
  state.savingUntil = 0
  try {
    const answer = route.answer({
      state,
      storeId,
      now: momentAt(at),
      param: (name) => (pathWins ? (params.get(name) ?? '') : own(name)),
      origin: 'http://shop.example',
      query: {},
      body,
      can: () => true,
      maxItems: undefined,
      pathWins,
    })
    const { isVoid, success } = serviceOf(route)
    operation.status = 1
    operation.message = `Service execution success ${success}`
    operation.result = isVoid ? null : encodeJson(answer)
    operation.asked = null
  } catch (cause) {
    if (!(cause instanceof Refusal)) throw cause
    if (cause.trouble.kind === 'type-error') return false
    operation.status = 3
    operation.message = textOf(cause.trouble)
    operation.errorCode = 0
  }
  return true
}

function deadlocked(operation: Operation): void {
  operation.status = 2
  operation.message = 'Database deadlock found when trying to get lock'
  operation.errorCode = 1213
}

/** Messages of operations have their placeholders filled. */
function textOf(trouble: Trouble): string {
  switch (trouble.kind) {
    case 'message':
      return rendered(trouble.message, trouble.parameters)
    case 'mismatch':
      return trouble.details
    case 'unsupported':
      return `"${trouble.fieldName}" is not supported. Correct the field name and try again.`
    case 'not-modelled':
      return `the sandbox does not model ${trouble.what}`
    case 'internal':
    case 'undecodable':
    case 'type-error':
      return 'Sorry, something went wrong during product prices update. Please see log for details.'
  }
}
