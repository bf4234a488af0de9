import { isDeepStrictEqual } from 'node:util'
import type { Outcome, SyncJob, Trigger } from '../../shared/job.ts'
import type { ItemScope } from '../store/item.ts'
import { noRouteTimes, nothingMeasured, type RouteTimes, remember, type SaveTime } from '../store/routes.ts'
import { breathe } from '../support/breathe.ts'
import type { RunContext } from '../support/run-context.ts'
import { createPace } from './apply/pace.ts'
import type { Sending } from './apply/sending.ts'
import { noStrain } from './apply/strain.ts'
import { applyDocuments } from './apply-documents.ts'
import { type Guarded, guardRun } from './guard-run.ts'
import { lookAtLateOnes } from './late.ts'
import { createShopTree } from './placement/shop-tree.ts'
import { noTally, type Tally } from './plan-run.ts'
import type { Stage, Stop, Work } from './work.ts'

/** What differs between the jobs of this room; the course of a run is the same. */
export type JobStages = {
  readonly name: SyncJob
  /** Till → mirror. */
  read(work: Work): Stage
  /** Mirror → plan. */
  plan(work: Work, scope: ItemScope, tally: Tally): Stage
  /** Whether something is to be written that is about no single item. */
  isWaiting?(work: Work): boolean
  /** Plan → shop, the most urgent first. */
  readonly send: readonly ((sending: Sending) => Stage)[]
}

/**
 * One run: read, plan, guard, send.
 *
 * A dry run, every run that only watches and every one before the merchant said go ends after the plan: nothing is
 * written to the shop.
 */
export async function runJob(stages: JobStages, work: Work): Promise<Outcome> {
  const { context, ledger, log } = work
  const tally = noTally()
  const scope = scopeOf(stages.name, context)
  const applied = await applyDocuments(ledger)
  const unread = await stages.read(work)
  if (unread !== null) return unread
  await wakeRefused(work)
  if (stages.name === 'catalogue') await lookAtLateOnes(work)
  if (isIdle(work, stages, scope, applied)) {
    const watched = watchedBefore(work, stages.name)
    if (watched !== null) return watched
    // before the first go only the catalogue has something to wait with: stock needs its product
    return work.gone || stages.name === 'stock' ? { kind: 'done' } : { kind: 'awaiting-go' }
  }
  const unplanned = await stages.plan(work, scope, tally)
  if (unplanned !== null) return unplanned
  context.count({ unchanged: tally.unchanged, held: tally.problems })
  if (context.mode.dryRun) return { kind: 'previewed' }
  if (work.policy.rules.watchOnly) return watchedOutcome(work)
  if (!work.gone) return { kind: 'awaiting-go' }
  context.progress({ stage: 'guard', done: 0, total: null, endsAt: null, waitsUntil: null })
  const guarded = guardRun(work, stages.name)
  log.info('plan made', {
    run: context.runId,
    job: stages.name,
    changes: ledger.plans.count(context.runId),
    problems: tally.problems,
    waiting: guarded.waiting,
  })
  const halted = await sendAll(stages, work, guarded, tally)
  countDone(work, tally)
  if (halted !== null) return halted
  for (const id of guarded.settled) ledger.decisions.close(id)
  return outcomeOf(tally, guarded)
}

/**
 * Nothing is due; or, before the merchant said go and while only watching, nothing has changed since the last plan.
 *
 * A run that somebody wants to see (a preview, a re-send, a full read) is never idle, and neither is one that may end a
 * decision.
 */
function isIdle(work: Work, stages: JobStages, scope: ItemScope, applied: boolean): boolean {
  const { ledger, context, gone, changed, policy } = work
  const { dryRun, scope: asked } = context.mode
  if (dryRun || scope.kind !== 'due' || asked.kind !== 'changed') return false
  if (policy.rules.watchOnly) return !applied && changed() === 0 && watchedBefore(work, stages.name) !== null
  if (!gone) return !applied && changed() === 0 && ledger.plans.awaitingGo() !== null
  const isWaiting = stages.isWaiting?.(work) === true
  return !isWaiting && ledger.items.count(scope) === 0 && !ledger.decisions.isAnyOpen()
}

/** What the last run that only watched would have done; null where the last one did something else. */
function watchedBefore({ ledger, policy }: Work, job: SyncJob): Outcome | null {
  const last = policy.rules.watchOnly ? ledger.runs.last(job) : null
  return last?.outcome?.kind === 'watched' ? last.outcome : null
}

function watchedOutcome({ ledger, context }: Work): Outcome {
  const plan = ledger.plans.summary(context.runId)
  const { create, update, disable, stock } = plan ?? { create: 0, update: 0, disable: 0, stock: 0 }
  return { kind: 'watched', create, update, disable, stock }
}

const WOKEN_AT_ONCE = 500

/** Triggers behind which nobody waits. */
const byItself: ReadonlySet<Trigger> = new Set(['schedule', 'resume', 'start-up'])

/** What a broken shop could not take is due again once its pause is over, and at once when a person asks for a sync. */
async function wakeRefused({ ledger, context }: Work): Promise<void> {
  const which = byItself.has(context.trigger) ? 'rested' : 'every'
  while (ledger.facets.hasToWake(which)) {
    ledger.transaction(() => {
      const itemIds = ledger.facets.wakeRefused(which, WOKEN_AT_ONCE)
      ledger.items.markDue('catalogue', itemIds)
      ledger.items.markDue('stock', itemIds)
    })
    await breathe()
  }
}

/** Re-send takes every item; otherwise those that are due. */
function scopeOf(job: SyncJob, { mode }: RunContext): ItemScope {
  if (mode.scope.kind === 'items') return mode.scope
  return mode.force ? { kind: 'all' } : { kind: 'due', job }
}

async function sendAll(
  stages: JobStages,
  work: Work,
  { approved }: Guarded,
  tally: Tally,
): Promise<Stop | null> {
  const { context, ledger, clock } = work
  const total = ledger.plans.count(context.runId)
  const startedAt = clock.now()
  let done = 0
  const measured = { saves: 0, ms: 0 }
  // stock goes in batches at the end, which takes next to no time beside the saves
  const slow = total - (ledger.plans.summary(context.runId)?.stock ?? 0)
  const tell = (): void => {
    const left = slow > done ? slow - done : total - done
    const leftMs = done === 0 ? null : ((clock.now() - startedAt) / done) * left
    const endsAt = leftMs === null || done < 20 ? null : new Date(clock.now() + leftMs).toISOString()
    context.progress({ stage: 'send', done, total, endsAt, waitsUntil: null })
  }
  const sending: Sending = {
    ...work,
    pace: createPace(),
    approved,
    routeTimes: structuredClone(ledger.lists.routeTimes.get()?.value ?? noRouteTimes),
    strain: noStrain(),
    tree: createShopTree(work.magento),
    advance(changes) {
      done += changes
      tell()
    },
    saved(ms) {
      measured.saves += 1
      measured.ms += ms
    },
    saves: () => measured.saves,
    refused() {
      tally.refused += 1
    },
  }
  tell()
  try {
    for (const send of stages.send) {
      const stop = await send(sending)
      if (stop !== null) return stop
    }
    return null
  } finally {
    keepTimes(work, measured, sending.routeTimes)
  }
}

function keepTimes({ ledger }: Work, measured: SaveTime, routeTimes: RouteTimes): void {
  if (measured.saves > 0)
    ledger.lists.saveTime.store(remember(ledger.lists.saveTime.get()?.value ?? nothingMeasured, measured))
  if (!isDeepStrictEqual(routeTimes, ledger.lists.routeTimes.get()?.value ?? noRouteTimes))
    ledger.lists.routeTimes.store(routeTimes)
}

/** What is acknowledged counts, also when the run did not get to its end. */
function countDone({ ledger, context }: Work, { refused }: Tally): void {
  const done = new Map(ledger.plans.doneCounts(context.runId).map((row) => [row.kind, row]))
  context.count({
    created: done.get('create')?.products ?? 0,
    updated: done.get('update')?.products ?? 0,
    adopted: done.get('adopt')?.products ?? 0,
    disabled: done.get('disable')?.products ?? 0,
    stock: done.get('stock')?.changes ?? 0,
    held: refused,
  })
}

function outcomeOf(tally: Tally, { waiting }: Guarded): Outcome {
  if (waiting > 0) return { kind: 'held-by-guard', decisions: waiting }
  const problems = tally.problems + tally.refused
  return problems > 0 ? { kind: 'done-with-problems', problems } : { kind: 'done' }
}
