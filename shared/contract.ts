import { z } from 'zod'
import { CheckUp } from './check-up.ts'
import { AuthorizeStart, LightspeedConnected, Lists, MagentoConnected, MagentoKeys } from './connect.ts'
import { ItemId, RunId } from './ids.ts'
import { Explanation, ItemFilter, ItemPage } from './item.ts'
import { Job, Run, RunMode, Trigger } from './job.ts'
import { Mapping } from './mapping.ts'
import { type Failure, Message } from './message.ts'
import { Note } from './note.ts'
import { Cleared, OVERRIDES_AT_ONCE, Override, OverridePage } from './override.ts'
import { PlanRow, PlanSummary } from './plan.ts'
import { Decision, Problem } from './problem.ts'
import type { Result } from './result.ts'
import { Rules } from './rules.ts'
import { Settings } from './settings.ts'
import { Status } from './status.ts'

/** One thing a face can ask of the core: its name, what goes in, what comes out. */
export type Call<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> = {
  readonly name: string
  readonly input: I
  readonly output: O
}

const call = <I extends z.ZodType, O extends z.ZodType>(name: string, input: I, output: O): Call<I, O> => ({
  name,
  input,
  output,
})

const nothing = z.object({})
const page = { offset: z.number().int().min(0), limit: z.number().int().min(1).max(500) }

/** Everything the window, the tray and the command line can ask. The same over IPC and over the local socket. */
export const calls = {
  status: call('status', nothing, Status),
  /** Version, folder and log of this installation. */
  about: call(
    'about',
    nothing,
    z.object({
      version: z.string(),
      dataFolder: z.string(),
      logFile: z.string().nullable(),
      /** Lightspeed's sign-in, the one address outside the connected shops that may be opened. */
      services: z.array(z.string()),
      texts: z.enum(['en', 'fr']),
    }),
  ),

  /** Begins the Lightspeed authorization: an address to open, and a listener for the answer. */
  connectLightspeed: call(
    'connect.lightspeed',
    z.object({ clientId: z.string().min(1).exactOptional() }),
    AuthorizeStart,
  ),
  /** Ends it with the address that the browser was sent to (pasted, or read from stdin). */
  finishLightspeed: call(
    'connect.lightspeed.finish',
    z.object({ redirected: z.string().min(1) }),
    LightspeedConnected,
  ),
  /** Instead of both: a token service that is connected already, with the key that it gave to this shop. */
  connectTokenService: call(
    'connect.token-service',
    z.object({
      url: z.string().min(1),
      key: z.string().min(1),
      /** Of the certificate, once somebody has compared it. */
      fingerprint: z.string().min(1).exactOptional(),
    }),
    LightspeedConnected,
  ),
  connectMagento: call(
    'connect.magento',
    z.object({ url: z.string().min(1), keys: MagentoKeys }),
    MagentoConnected,
  ),
  disconnect: call('disconnect', z.object({ service: z.enum(['lightspeed', 'magento']) }), nothing),
  /** What was found at each service when it was connected: shops, currency, permissions. */
  connections: call(
    'connections',
    nothing,
    z.object({ lightspeed: LightspeedConnected.nullable(), magento: MagentoConnected.nullable() }),
  ),
  lists: call('lists', nothing, Lists),
  /** Looks at both sides in a few harmless calls: what to mend, what is good to know. Writes nothing. */
  checkUp: call('check-up', nothing, CheckUp),
  /** Values of store views that hide what is sent: of some paired products, so that whoever looks can show how far. */
  overrides: call('override.list', z.object({ after: ItemId.nullable() }), OverridePage),
  /** Has store views show what is sent for all of them, once the merchant has seen what that changes. */
  clearOverrides: call(
    'override.clear',
    z.object({
      overrides: z
        .array(Override.pick({ sku: true, view: true, attribute: true }))
        .min(1)
        .max(OVERRIDES_AT_ONCE),
    }),
    Cleared,
  ),

  /** What the first sync would do; null before it has been planned. */
  goPreview: call('go.preview', nothing, PlanSummary.nullable()),
  /** The merchant says go: from now on Tillbridge writes, and the first sync begins. */
  go: call('go', z.object({ trigger: Trigger }), nothing),

  /** Starts runs; a job that is already running is shown instead of started again. */
  startRun: call(
    'run.start',
    z.object({ jobs: z.array(Job).min(1), mode: RunMode, trigger: Trigger }),
    z.object({ started: z.array(Run), running: z.array(Run) }),
  ),
  cancelRun: call('run.cancel', z.object({ runId: RunId }), nothing),
  /** Answers when the run has ended. */
  awaitRun: call('run.await', z.object({ runId: RunId }), Run),
  runs: call(
    'run.list',
    z.object({ limit: z.number().int().min(1).max(500), before: RunId.exactOptional() }),
    z.array(Run),
  ),
  /** What happened beside the syncs, newest first. */
  notes: call('note.list', nothing, z.array(Note)),
  planSummary: call('plan.summary', z.object({ runId: RunId }), PlanSummary.nullable()),
  planRows: call(
    'plan.rows',
    z.object({ runId: RunId, ...page }),
    z.object({ rows: z.array(PlanRow), total: z.number().int() }),
  ),

  items: call('item.list', z.object({ filter: ItemFilter, search: z.string().max(200), ...page }), ItemPage),
  /** By SKU, item id or barcode; null when no item answers to it. */
  findItem: call('item.find', z.object({ text: z.string().min(1) }), z.object({ itemId: ItemId }).nullable()),
  explain: call('item.explain', z.object({ itemId: ItemId }), Explanation.nullable()),
  /** A picture of the item as a `data:` address, as the window loads nothing from elsewhere; null where none was fetched. */
  picture: call(
    'item.picture',
    z.object({ itemId: ItemId }),
    z.string().startsWith('data:image/').nullable(),
  ),

  problems: call(
    'problem.list',
    z.object(page),
    z.object({ rows: z.array(Problem), total: z.number().int() }),
  ),
  decisions: call('decision.list', nothing, z.array(Decision)),
  decide: call(
    'decision.answer',
    z.object({ id: z.number().int(), answer: z.enum(['yes', 'no']), trigger: Trigger }),
    nothing,
  ),

  rules: call('rules.get', nothing, Rules),
  setRules: call('rules.set', z.object({ rules: Rules }), Rules),
  /** How many items a set of rules takes in, before it is saved. */
  countSelected: call(
    'rules.count',
    z.object({ rules: Rules }),
    z.object({ selected: z.number().int(), items: z.number().int() }),
  ),
  mapping: call('mapping.get', nothing, Mapping),
  setMapping: call('mapping.set', z.object({ mapping: Mapping }), Mapping),
  settings: call('settings.get', nothing, Settings),
  setSettings: call('settings.set', z.object({ settings: Settings }), Settings),

  /** Until an instant, or `forever` until resumed. */
  pause: call('pause', z.object({ until: z.union([z.iso.datetime(), z.literal('forever')]) }), nothing),
  resume: call('resume', nothing, nothing),
  /** The computer woke up, or the network is back: what is due runs now. */
  wake: call('wake', nothing, nothing),
} as const satisfies Record<string, Call>

export type Calls = typeof calls
export type CallKey = keyof Calls
export type Input<K extends CallKey> = z.input<Calls[K]['input']>
export type Parsed<K extends CallKey> = z.output<Calls[K]['input']>
export type Output<K extends CallKey> = z.output<Calls[K]['output']>
export type Answer<K extends CallKey> = Result<Output<K>, Failure>

/** What the core tells by itself, about what has already happened. */
export const CoreEvent = z.discriminatedUnion('kind', [
  /** At most a few a second. */
  z.object({ kind: z.literal('status'), status: Status }),
  z.object({ kind: z.literal('run-ended'), run: Run }),
  /** Problems, decisions or items changed: lists shown should be asked again. */
  z.object({ kind: z.literal('lists-changed') }),
  z.object({ kind: z.literal('settings-changed') }),
  /** The Lightspeed authorization ended through the local listener. */
  z.object({ kind: z.literal('lightspeed-connected'), result: LightspeedConnected }),
  z.object({ kind: z.literal('lightspeed-refused'), reason: Message }),
  /** The merchant should know now. `open` is the page that a click shows. */
  z.object({
    kind: z.literal('notify'),
    title: Message,
    body: Message,
    level: z.enum(['needs-me', 'all']),
    open: z.object({
      page: z.enum(['overview', 'needs-you', 'connect']),
      problemId: z.number().int().nullable(),
    }),
  }),
])
export type CoreEvent = z.infer<typeof CoreEvent>

/** The one face of the core: the window over IPC, the command line over the socket, or in the same process. */
export type Core = {
  ask<K extends CallKey>(key: K, input: Input<K>): Promise<Answer<K>>
  /** Returns the way to stop listening. */
  listen(listener: (event: CoreEvent) => void): () => void
}

/** One function per call: what `core.ts` wires together and the owner serves. */
export type Handlers = { readonly [K in CallKey]: (input: Parsed<K>) => Promise<Answer<K>> }
