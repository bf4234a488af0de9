import type { JsonObject } from '../web/json.ts'
import { Refusal } from '../web/refusal.ts'
import type { State } from './model.ts'

type Work = { method: string; template: string }

/** What a request costs, in product saves: per request and per row. Source: measured with Magento 2.4.7. */
const batches: [template: RegExp, each: number, row: number][] = [
  [/\/source-items/, 0.45, 0.009],
  [/\/base-prices$/, 0.4, 0.002],
  [/\/special-price/, 0.4, 0.003],
  [/\/tier-prices/, 0.4, 0.07],
  [/\/stockItems\//, 0.5, 0],
]

const entitySave =
  /^\/V1\/(products(\/:sku(\/(media|websites).*)?)?$|configurable-products\/|categories|products\/attribute)/

export function isEntitySave({ method, template }: Work): boolean {
  return method !== 'GET' && entitySave.test(template)
}

/** 0 for what only asks. */
export function effortOf(work: Work, body: JsonObject): number {
  if (work.method === 'GET' || work.template.endsWith('-information')) return 0
  if (isEntitySave(work)) return 1
  const batch = batches.find(([template]) => template.test(work.template))
  if (batch === undefined) return 0
  const [, each, row] = batch
  const rows = Object.values(body).find((value) => Array.isArray(value))
  return each + row * (Array.isArray(rows) ? rows.length : 0)
}

/**
 * Begins a request that writes: how long it will take, the waiting for a free process included. With too many entity
 * saves at once the newcomer is the database's victim.
 *
 * @returns milliseconds
 */
export function beginSave(state: State, work: Work, body: JsonObject): number {
  const now = state.clock.now()
  const { deadlockAbove, saveMs, saveWorkers } = state.settings
  const takes = saveMs * effortOf(work, body)
  state.savingUntil = now
  if (takes === 0) return 0
  state.saves = state.saves.filter((end) => end > now)
  if (deadlockAbove !== undefined && isEntitySave(work) && state.saves.length >= deadlockAbove)
    throw new Refusal({
      kind: 'message',
      status: 400,
      message: 'Database deadlock found when trying to get lock',
      code: 1213,
    })
  const ends = [...state.saves].sort((left, right) => left - right)
  const begins = ends.length < saveWorkers ? now : (ends[ends.length - saveWorkers] ?? now)
  state.savingUntil = begins + takes
  state.saves.push(state.savingUntil)
  return state.savingUntil - now
}

/** A save that was refused holds nobody up. */
export function endSave(state: State): void {
  if (state.savingUntil > state.clock.now()) state.saves.pop()
  state.savingUntil = 0
}
