import type { LaterSave } from '../../magento/bulk.ts'
import type { PlanKind } from '../../store/plans.ts'
import { eachMs, remember } from '../../store/routes.ts'
import type { Stage, Stop } from '../work.ts'
import { askConsumers, knownConsumers, lookAtCanary } from './consumers.ts'
import type { Group } from './groups.ts'
import { type Later, LOOK_MS, openHandedIn } from './handed-in.ts'
import { type Choice, chooseRoute, isChosen, listSize, roomOf, stretchOf } from './route.ts'
import type { Sending } from './sending.ts'
import { openSource } from './source.ts'

/** Products that can take either route to the shop. */
export type Travellers = {
  readonly kind: Extract<PlanKind, 'create' | 'update'>
  readonly pages: Iterable<readonly Group[]>
  /** Saves them directly. */
  direct(groups: readonly Group[]): Promise<Stop | null>
  /** Looks once more before they are handed in: those that still want to go, each as it is handed in or null where it cannot. */
  prepare(groups: readonly Group[]): Promise<Stop | readonly Prepared[]>
}

export type Prepared = { readonly group: Group; readonly save: LaterSave | null }

/**
 * Sends products by the faster of two routes: saved directly, or handed in to the shop's own queue.
 *
 * Which one is faster is measured, and chosen anew at every step. Until the queue has begun and beside it, products go
 * on being saved directly; what the queue refuses or keeps too long is saved directly in the end.
 */
export async function sendOnTwoRoutes(sending: Sending, travellers: Travellers): Stage {
  const { kind, prepare } = travellers
  const { ledger, clock, context } = sending
  const source = openSource(sending, travellers.pages)
  const handedIn = openHandedIn(sending, kind)
  let left = ledger.plans.left(context.runId, kind)
  let asked = false

  /** Chooses for what is left; keeps the choice where there was one. */
  function choose(): Choice {
    const { direct, bulk } = sending.routeTimes[kind]
    const choice = chooseRoute({
      left,
      directMs: eachMs(direct),
      bulkMs: eachMs(bulk),
      consumers: knownConsumers(sending),
      before: handedIn.isMoving() ? handedIn.size() : 0,
    })
    if (isChosen(choice)) ledger.lists.route.store(choice)
    return choice
  }

  /** Saves directly, and measures it. */
  async function save(groups: readonly Group[]): Promise<Stop | null> {
    const [startedAt, before] = [clock.now(), sending.saves()]
    const stop = await travellers.direct(groups)
    const more = { saves: sending.saves() - before, ms: clock.now() - startedAt }
    const { direct, bulk } = sending.routeTimes[kind]
    if (more.saves > 0) sending.routeTimes[kind] = { direct: remember(direct, more), bulk }
    return stop
  }

  async function handInNext(most: number): Promise<Stop | null> {
    const part = source.take(most)
    left -= part.length
    const prepared = await prepare(part)
    if ('kind' in prepared) return prepared
    const later = prepared.flatMap(({ group, save: own }): Later[] =>
      own === null ? [] : [{ group, save: own }],
    )
    const stop = await save(prepared.filter((one) => one.save === null).map(({ group }) => group))
    return stop ?? (later.length === 0 ? null : handedIn.handIn(later))
  }

  async function ask(why: Choice['why']): Promise<void> {
    if (why !== 'unasked' && why !== 'silent') return
    if (!asked) await askConsumers(sending)
    asked = true
    await lookAtCanary(sending)
  }

  /** Hands the next ones in where there is room; false where there is none. */
  async function maybeHandIn({ route }: Choice): Promise<Stop | boolean> {
    const { direct, bulk } = sending.routeTimes[kind]
    const [directMs, bulkMs] = [eachMs(direct), eachMs(bulk)]
    const size = handedIn.size()
    const room = roomOf(left + size, directMs, bulkMs) - size
    const most = Math.min(listSize(bulkMs ?? directMs, sending.magento.limits().rows), left)
    return route === 'bulk' && !source.isEmpty() && most <= room && ((await handInNext(most)) ?? true)
  }

  /** Saves the next ones directly, beside the consumer as long as they do not get into each other's way. */
  async function saveNext({ why }: Choice): Promise<Stop | null> {
    await ask(why)
    const directMs = eachMs(sending.routeTimes[kind].direct)
    const looksOften = mayTurn(why) || handedIn.size() > 0
    const part = source.take(looksOften ? stretchOf(directMs) : Number.POSITIVE_INFINITY)
    left -= part.length
    return save(part)
  }

  /** What the consumer refused or keeps too long is saved directly; else the next ones are sent, or waited for. */
  async function step(): Promise<Stop | 'on' | null> {
    const failed = handedIn.failed()
    if (failed.length > 0) return (await save(failed)) ?? 'on'
    const choice = choose()
    const taken = await maybeHandIn(choice)
    if (taken !== false) return taken === true ? 'on' : taken
    const isMoving = handedIn.isMoving()
    if (!source.isEmpty() && (!isMoving || sending.pace.isCalm())) return (await saveNext(choice)) ?? 'on'
    if (handedIn.size() === 0 && source.isEmpty()) return null
    const back = await handedIn.takeBack(stretchOf(eachMs(sending.routeTimes[kind].direct)))
    if ('kind' in back) return back
    if (back.length > 0) return (await save(back)) ?? 'on'
    await clock.sleep(LOOK_MS, context.signal)
    return 'on'
  }

  for (;;) {
    if (context.signal.aborted) return { kind: 'cancelled' }
    const stop = (await handedIn.look()) ?? (await step())
    if (stop !== 'on') return stop
  }
}

/** Whether the other route may be chosen before long, so that it is worth asking often. */
const mayTurn = (why: Choice['why']): boolean =>
  why === 'faster' || why === 'not-measured' || why === 'unasked' || why === 'silent'
