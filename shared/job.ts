import { z } from 'zod'
import { Instant, ItemId, RunId } from './ids.ts'
import { Message, message } from './message.ts'

/** The jobs that bring what changed at the till to the shop. */
export const SyncJob = z.enum(['stock', 'catalogue'])
export type SyncJob = z.infer<typeof SyncJob>

/** `verify` compares what the shop holds with what was sent. */
export const Job = z.enum([...SyncJob.options, 'verify'])
export type Job = z.infer<typeof Job>

/** Who asked for a run. */
export const Trigger = z.enum(['schedule', 'tray', 'window', 'command-line', 'resume', 'start-up'])
export type Trigger = z.infer<typeof Trigger>

/** What a run works on: everything that is due, or chosen items only. */
export const Scope = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('changed') }),
  z.object({ kind: z.literal('full') }),
  z.object({ kind: z.literal('items'), itemIds: z.array(ItemId).min(1) }),
])
export type Scope = z.infer<typeof Scope>

export const RunMode = z.object({
  scope: Scope,
  /** Re-send: ignore fingerprints. */
  force: z.boolean(),
  /** Preview: plan, and write nothing to Magento. */
  dryRun: z.boolean(),
})
export type RunMode = z.infer<typeof RunMode>

/** How a run ended. */
export const Outcome = z.discriminatedUnion('kind', [
  /** All that was planned is acknowledged (or there was nothing to send). */
  z.object({ kind: z.literal('done') }),
  /** Some items failed, the others are through. */
  z.object({ kind: z.literal('done-with-problems'), problems: z.number().int() }),
  /** A preview: nothing was written, the plan is kept for reading. */
  z.object({ kind: z.literal('previewed') }),
  /** Watch only: nothing was written; this is what would have been done, in products and stock rows. */
  z.object({
    kind: z.literal('watched'),
    create: z.number().int(),
    update: z.number().int(),
    disable: z.number().int(),
    stock: z.number().int(),
  }),
  /** First contact: read and planned, nothing is written before the merchant says go. */
  z.object({ kind: z.literal('awaiting-go') }),
  /** The guard kept changes back as decisions of the merchant; everything else went on. */
  z.object({ kind: z.literal('held-by-guard'), decisions: z.number().int() }),
  /** The source itself looks broken: nothing of the run was written. */
  z.object({ kind: z.literal('stopped-by-guard'), reason: Message }),
  /** Could not go on; the next run resumes. */
  z.object({ kind: z.literal('failed'), reason: Message, details: z.string().exactOptional() }),
  /** By the merchant, or by quitting. */
  z.object({ kind: z.literal('cancelled') }),
])
export type Outcome = z.infer<typeof Outcome>

/** What a run that only watched would have written: products and stock rows. */
export const watchedChanges = (outcome: Outcome | null | undefined): number =>
  outcome?.kind === 'watched' ? outcome.create + outcome.update + outcome.disable + outcome.stock : 0

export const RunCounts = z.object({
  /** Lightspeed records read by the feed. */
  read: z.number().int(),
  /** Records that differed from the mirror. */
  changed: z.number().int(),
  /** Items looked at by the plan. */
  planned: z.number().int(),
  created: z.number().int(),
  updated: z.number().int(),
  /** Products that already equalled their projection and were linked without a write. */
  adopted: z.number().int(),
  disabled: z.number().int(),
  /** Stock rows sent. */
  stock: z.number().int(),
  /** Items looked at that needed nothing. */
  unchanged: z.number().int(),
  /** Items held back (a problem or a decision). */
  held: z.number().int(),
  /** Products that the shop holds otherwise than it was sent. */
  drifted: z.number().int().default(0),
  lightspeedRequests: z.number().int(),
  magentoRequests: z.number().int(),
  /** Calls that wrote to Magento. */
  magentoWrites: z.number().int(),
})
export type RunCounts = z.infer<typeof RunCounts>

export const noCounts: RunCounts = {
  read: 0,
  changed: 0,
  planned: 0,
  created: 0,
  updated: 0,
  adopted: 0,
  disabled: 0,
  stock: 0,
  unchanged: 0,
  held: 0,
  drifted: 0,
  lightspeedRequests: 0,
  magentoRequests: 0,
  magentoWrites: 0,
}

/** What a look at the shop came to. */
export const verifiedMessage = ({ planned, drifted }: RunCounts): Message =>
  message('verified.sentence', { products: planned, count: drifted })

export const Stage = z.enum(['connect', 'read', 'match', 'plan', 'guard', 'send', 'finish'])
export type Stage = z.infer<typeof Stage>

export const RunProgress = z.object({
  stage: Stage,
  done: z.number().int(),
  total: z.number().int().nullable(),
  /** Expected end, when it can be told. */
  endsAt: Instant.nullable(),
  /** Waiting for Lightspeed's request budget or a service's pause, until then. */
  waitsUntil: Instant.nullable(),
})
export type RunProgress = z.infer<typeof RunProgress>

export const Run = z.object({
  id: RunId,
  job: Job,
  trigger: Trigger,
  mode: RunMode,
  startedAt: Instant,
  /** Null while it runs. */
  endedAt: Instant.nullable(),
  outcome: Outcome.nullable(),
  counts: RunCounts,
  progress: RunProgress.nullable(),
})
export type Run = z.infer<typeof Run>
