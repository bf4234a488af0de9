import { ok, type Result } from '../../../shared/result.ts'
import { handedInStates, handInSaves, type LaterSave, type OperationState } from '../../magento/bulk.ts'
import type { MagentoError } from '../../magento/error.ts'
import type { BulkKind } from '../../store/bulks.ts'
import { eachMs, remember } from '../../store/routes.ts'
import { instant } from '../../support/clock.ts'
import { stopForMagento } from '../stop.ts'
import type { Stop } from '../work.ts'
import { doubtAll } from './acknowledge.ts'
import { knownConsumers, nobodyTells, nobodyWorks, SILENT_MS, somebodyWorks } from './consumers.ts'
import type { Group } from './groups.ts'
import type { Sending } from './sending.ts'
import { settleAlike, settleDone } from './settle.ts'

/** A product on its way into a list. */
export type Later = { readonly group: Group; readonly save: LaterSave }

/** A list that this run has handed in; `open`: what has not ended, by its place. */
type List = {
  readonly id: number
  /** Null: the answer was lost, so it was perhaps not taken. */
  readonly uuid: string | null
  readonly sentAt: number
  readonly size: number
  readonly open: Map<number, Group>
  /** Nothing was waited for when it was handed in, so its wait is the consumer's own. */
  readonly isFirst: boolean
  /** When something of it was last seen to end. */
  movedAt: number | null
}

/** The shop is asked this often what it has done. */
export const LOOK_MS = 5_000

export type HandedIn = ReturnType<typeof openHandedIn>

/**
 * What this run has handed in and still waits for.
 *
 * Each list stands in the ledger before it is sent and until it has ended. What the run gives up waiting for stays
 * there: it may be done at any time, and later runs look after it.
 */
export function openHandedIn(sending: Sending, kind: Exclude<BulkKind, 'canary'>) {
  const { ledger, magento, clock, log } = sending
  const failed: Group[] = []
  let lists: readonly List[] = []
  let lookedAt = clock.now()
  let movedAt: number | null = null

  /** All of them, or as many as the door lets through: a row that it refuses is found by halving. */
  async function handIn(all: readonly Later[]): Promise<Stop | null> {
    const waiting: (readonly Later[])[] = [all]
    for (let part = waiting.pop(); part !== undefined; part = waiting.pop()) {
      const groups = part.map(({ group }) => group)
      await doubtAll(sending, groups)
      const id = ledger.bulks.begin(
        kind,
        groups.map(({ itemId }) => itemId),
      )
      const saves = part.map(({ save }) => save)
      const answer = await handInSaves(magento, saves)
      const fate = answer.ok ? 'taken' : fateOf(answer.error)
      if (fate === 'taken') {
        const uuid = answer.ok ? answer.value : null
        if (uuid !== null) ledger.bulks.named(id, uuid)
        const open = new Map(groups.entries())
        const own = { id, uuid, sentAt: clock.now(), size: part.length, open, isFirst: lists.length === 0 }
        lists = [...lists, { ...own, movedAt: null }]
        continue
      }
      // a request that was cut off may have been taken, and stays in the ledger
      if (answer.ok || answer.error.kind === 'cancelled') return { kind: 'cancelled' }
      ledger.bulks.forget(id)
      if (fate === 'stop') return stopForMagento(answer.error)
      const middle = Math.ceil(part.length / 2)
      if (part.length === 1) failed.push(...groups)
      else waiting.push(part.slice(middle), part.slice(0, middle))
    }
    return null
  }

  /** Asks, at most every few seconds, what has become of each list, and settles what has ended. */
  async function look(): Promise<Stop | null> {
    const now = clock.now()
    if (lists.length === 0 || now - lookedAt < LOOK_MS) return null
    const [since, wasMoving] = [lookedAt, isMoving()]
    lookedAt = now
    let ended = 0
    for (const list of lists) {
      if (list.uuid === null) continue
      const states = await handedInStates(magento, list.uuid, list.size)
      if (!states.ok && !isNoNews(states.error)) return stopForMagento(states.error)
      if (!states.ok) log.warn('no news of a list', { error: states.error.kind })
      const over = [...((states.ok && states.value) || [])].filter(
        ([place, state]) => state !== 'open' && list.open.has(place),
      )
      if (over.length === 0) {
        ledger.bulks.looked(list.id)
        continue
      }
      if (!isMoving()) tellThatItRuns(list)
      list.movedAt = now
      movedAt = now
      ended += over.length
      const stop = await end(list, over)
      if (stop !== null) return stop
    }
    leaveEnded()
    if (wasMoving && ended > 0 && lists.length > 0) measure(ended, now - since)
    return null
  }

  async function end(
    list: List,
    over: readonly (readonly [place: number, state: OperationState])[],
  ): Promise<Stop | null> {
    const done = over.filter(([, state]) => state === 'done').flatMap(([place]) => take(list, place))
    failed.push(...over.flatMap(([place]) => take(list, place)))
    if (over.some(([, state]) => state === 'collided')) sending.pace.bad()
    ledger.bulks.ended(
      list.id,
      over.map(([place]) => place),
    )
    const settled = await settleDone(sending, { kind, groups: done, sentAt: instant(list.sentAt) })
    return settled.ok ? null : stopForMagento(settled.error)
  }

  function tellThatItRuns(list: List): void {
    const isFirst = list.isFirst && list.movedAt === null
    const known = ledger.bulks.all().find(({ id }) => id === list.id)
    somebodyWorks(sending, isFirst && known !== undefined ? known : null)
  }

  function measure(saves: number, ms: number): void {
    const { direct, bulk } = sending.routeTimes[kind]
    sending.routeTimes[kind] = { direct, bulk: remember(bulk, { saves, ms }) }
  }

  function isMoving(): boolean {
    const each = eachMs(sending.routeTimes[kind].bulk) ?? 0
    return movedAt !== null && clock.now() - movedAt < 3 * Math.max(LOOK_MS, each)
  }

  /** Nothing of all that was handed in ended for so long that nobody seems to work. */
  function isSilent(): boolean {
    const oldest = lists.find(({ uuid }) => uuid !== null)
    if (oldest === undefined) return false
    const known = knownConsumers(sending)
    const lagMs = movedAt === null && known?.state === 'run' ? known.lagMs : 0
    return clock.now() - Math.max(movedAt ?? 0, oldest.sentAt) >= Math.max(SILENT_MS, 2 * lagMs)
  }

  /** Nothing of this list ended for long, and it was perhaps not taken, or a later one was begun before it ended. */
  function isStuck(list: List): boolean {
    const overtaken = lists.slice(lists.indexOf(list) + 1).some((later) => later.movedAt !== null)
    return clock.now() - (list.movedAt ?? list.sentAt) >= SILENT_MS && (list.uuid === null || overtaken)
  }

  /** What the shop holds by now although it does not say so is done. */
  async function settleUntold(stuck: readonly List[]): Promise<Result<number, MagentoError>> {
    let found = 0
    for (const list of stuck) {
      const groups = [...list.open.values()]
      const alike = await settleAlike(sending, { kind, groups, sentAt: instant(list.sentAt) })
      if (!alike.ok) return alike
      const places = [...list.open].filter(([, group]) => alike.value.includes(group)).map(([place]) => place)
      for (const place of places) list.open.delete(place)
      ledger.bulks.ended(list.id, places)
      found += places.length
    }
    leaveEnded()
    return ok(found)
  }

  function leaveEnded(): void {
    lists = lists.filter(({ open }) => open.size > 0)
  }

  return {
    handIn,
    look,
    isMoving,
    /** What is waited for. */
    size: (): number => lists.reduce((sum, { open }) => sum + open.size, 0),
    /** What the consumer or the door refused: saved directly, the shop says why. */
    failed: (): readonly Group[] => failed.splice(0),
    /**
     * At most so many that are waited for no longer, since nobody seems to work at them.
     *
     * The last ones first: a consumer that comes back begins with the first.
     */
    async takeBack(most: number): Promise<Stop | readonly Group[]> {
      const silent = isSilent()
      const stuck = silent ? lists.toReversed() : lists.filter(isStuck)
      if (stuck.length === 0) return []
      const untold = await settleUntold(stuck)
      if (!untold.ok) return stopForMagento(untold.error)
      if (silent && untold.value > 0) nobodyTells(sending)
      else if (silent) nobodyWorks(sending)
      const last = stuck.flatMap((list) =>
        [...list.open.keys()].toReversed().map((place) => ({ list, place })),
      )
      const back = last.slice(0, most).flatMap(({ list, place }) => take(list, place))
      leaveEnded()
      return back
    },
  }
}

/** Out of what is waited for. */
function take({ open }: List, place: number): readonly Group[] {
  const group = open.get(place)
  open.delete(place)
  return group === undefined ? [] : [group]
}

/** What follows from an answer at the door. Where it was perhaps taken, it is waited for under no name. */
function fateOf(error: MagentoError): 'taken' | 'halve' | 'stop' {
  switch (error.kind) {
    case 'answer-lost':
    case 'internal-error':
    case 'unreadable':
      return 'taken'
    case 'rejected':
    case 'url-key-taken':
    case 'over-limit':
      return 'halve'
    default:
      return 'stop'
  }
}

/** The shop answers, but not to this question: what was handed in is then found by its silence. */
const isNoNews = ({ kind }: MagentoError): boolean =>
  kind === 'internal-error' || kind === 'rejected' || kind === 'permission-missing' || kind === 'unreadable'
