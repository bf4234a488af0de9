import type { Core } from '../../shared/contract.ts'
import type { ItemId } from '../../shared/ids.ts'
import {
  type Job,
  type Run,
  type RunMode,
  SyncJob,
  verifiedMessage,
  watchedChanges,
} from '../../shared/job.ts'
import { type Failure, message } from '../../shared/message.ts'
import { presentation } from '../../shared/presentation.ts'
import { ok, type Result } from '../../shared/result.ts'
import { tellCsv } from './csv.ts'
import { type ExitCode, type Telling, tellFailure, tellUsage } from './io.ts'
import { table } from './table.ts'
import { aborted } from './terminal.ts'

export type SyncOptions = {
  readonly job?: string
  readonly sku?: readonly string[]
  readonly force?: boolean
  readonly dryRun?: boolean
  /** A preview, told as a table for a spreadsheet. */
  readonly csv?: boolean
}

/** `sync [job] [--sku …] [--force] [--dry-run] [--csv]`: starts the runs, shows their progress, ends with their outcome. */
export async function sync(
  core: Core,
  telling: Telling,
  options: SyncOptions,
  signal: AbortSignal,
): Promise<ExitCode> {
  const job = SyncJob.safeParse(options.job ?? 'catalogue')
  if (!job.success) {
    const jobs = SyncJob.options.join(', ')
    return tellUsage(telling, message('cli.unknownJob', { job: options.job ?? '', jobs }))
  }
  const itemIds = await findItems(core, telling, options.sku ?? [])
  if (itemIds === null) return 1
  const scope = itemIds.length === 0 ? ({ kind: 'changed' } as const) : ({ kind: 'items', itemIds } as const)
  const mode = {
    scope,
    force: options.force === true,
    dryRun: options.dryRun === true || options.csv === true,
  }
  const jobs: Job[] = options.job === undefined ? ['catalogue', 'stock'] : [job.data]
  const begun = await begin(core, jobs, mode, signal)
  if (!begun.ok) return tellFailure(telling, begun.error)
  return follow(core, telling, begun.value, signal, options.csv === true ? tellCsv : tellRuns)
}

/** `verify`: compares what the web shop holds with what was sent. */
export async function verify(core: Core, telling: Telling, signal: AbortSignal): Promise<ExitCode> {
  const mode = { scope: { kind: 'full' }, force: false, dryRun: false } as const
  const answer = await core.ask('startRun', { jobs: ['verify'], mode, trigger: 'command-line' })
  return answer.ok ? follow(core, telling, answer.value, signal) : tellFailure(telling, answer.error)
}

type Begun = { readonly started: readonly Run[]; readonly running: readonly Run[] }

/**
 * A sync that runs already is the one that was asked for. It is not when chosen items, a re-send or a preview were asked
 * for: those wait until it has ended.
 */
async function begin(
  core: Core,
  jobs: readonly Job[],
  mode: RunMode,
  signal: AbortSignal,
): Promise<Result<Begun, Failure>> {
  const answer = await core.ask('startRun', { jobs: [...jobs], mode, trigger: 'command-line' })
  if (!answer.ok) return answer
  const { started, running } = answer.value
  const plain = mode.scope.kind === 'changed' && !mode.force && !mode.dryRun
  if (plain || running.length === 0) return answer
  const ends = Promise.all(running.map((run) => core.ask('awaitRun', { runId: run.id })))
  await Promise.race([ends, aborted(signal)])
  if (signal.aborted) return ok({ started, running: [] })
  const later = await begin(
    core,
    running.map((run) => run.job),
    mode,
    signal,
  )
  return later.ok
    ? ok({ started: [...started, ...later.value.started], running: later.value.running })
    : later
}

/**
 * Follows runs to their end, shows their progress, prints each outcome (and the plan of a preview). Ctrl-C cancels what
 * was started, and leaves what runs for somebody else.
 */
export async function follow(
  core: Core,
  telling: Telling,
  { started, running }: Begun,
  signal: AbortSignal,
  tell = tellRuns,
): Promise<ExitCode> {
  if (running.length > 0 && !telling.json)
    telling.io.err(telling.words.say(message('cli.runsAlready'), telling.now()))
  const stop = core.listen((event) => {
    if (event.kind === 'status' && event.status.running.length > 0) {
      telling.io.progress(telling.words.say(event.status.sentence, telling.now()))
    }
  })
  void aborted(signal).then(() => {
    for (const run of started) void core.ask('cancelRun', { runId: run.id })
  })
  const left = aborted(signal).then(() => null)
  const ended: Run[] = []
  try {
    for (const run of [...started, ...running]) {
      const end = core.ask('awaitRun', { runId: run.id })
      const answer = await (running.includes(run) ? Promise.race([end, left]) : end)
      if (answer === null) return 1
      if (!answer.ok) return tellFailure(telling, answer.error)
      ended.push(answer.value)
    }
  } finally {
    stop()
    telling.io.progress('')
  }
  await tell(core, telling, ended)
  return ended.reduce<ExitCode>(
    (worst, run) => worse(worst, run.outcome === null ? 1 : presentation[run.outcome.kind].exit),
    0,
  )
}

async function tellRuns(core: Core, telling: Telling, ended: readonly Run[]): Promise<void> {
  if (telling.json) telling.io.out(JSON.stringify(await withPlans(core, ended), null, 2))
  else for (const run of ended) await tellRun(core, telling, run)
}

/** Failed outweighs held, held outweighs problems, problems outweigh done. */
function worse(one: ExitCode, other: ExitCode): ExitCode {
  const weight: Record<ExitCode, number> = { 0: 0, 3: 1, 4: 2, 2: 3, 1: 4 }
  return weight[other] > weight[one] ? other : one
}

async function tellRun(core: Core, telling: Telling, run: Run): Promise<void> {
  const { io, words, now } = telling
  io.out(runLine(telling, run))
  if (run.outcome?.kind === 'failed' || run.outcome?.kind === 'stopped-by-guard') {
    io.out(`  ${words.say(run.outcome.reason, now())}`)
  }
  if (showsPlan(run)) await tellPlan(core, telling, run)
}

/** Nothing was written: the plan is what the run has to tell. */
const showsPlan = ({ mode, outcome }: Run): boolean =>
  mode.dryRun || outcome?.kind === 'awaiting-go' || outcome?.kind === 'watched'

/** One run in a line: job, outcome, what it did. */
export function runLine({ words, now }: Pick<Telling, 'words' | 'now'>, run: Run): string {
  const { counts, outcome } = run
  const what = outcome === null ? message('outcome.running') : outcomeMessage(run)
  if (run.job === 'verify')
    return words.say(
      message('cli.verifyLine', {
        id: run.id,
        job: words.say(message('job.verify'), now()),
        outcome: words.say(what, now()),
        said: words.say(verifiedMessage(counts), now()),
      }),
      now(),
    )
  return words.say(
    message('cli.runLine', {
      id: run.id,
      job: words.say(message(`job.${run.job}`), now()),
      outcome: words.say(what, now()),
      ...counts,
    }),
    now(),
  )
}

function outcomeMessage({ outcome, counts }: Run) {
  if (outcome === null) return message('outcome.running')
  const count =
    outcome.kind === 'done-with-problems'
      ? outcome.problems
      : outcome.kind === 'held-by-guard'
        ? outcome.decisions
        : outcome.kind === 'watched'
          ? watchedChanges(outcome)
          : counts.held
  return message(`outcome.${outcome.kind}`, { count })
}

const PLAN_ROWS = 200

async function tellPlan(core: Core, telling: Telling, run: Run): Promise<void> {
  const { io, words, now } = telling
  const summary = await core.ask('planSummary', { runId: run.id })
  if (!summary.ok || summary.value === null) return
  io.out(`  ${words.say(message('cli.plan', { ...summary.value, count: summary.value.selected }), now())}`)
  const rows = await core.ask('planRows', { runId: run.id, offset: 0, limit: PLAN_ROWS })
  if (!rows.ok) return
  const lines = rows.value.rows.flatMap((row) =>
    row.fields.map((field) => [
      `  ${words.say(message(`preview.kind.${row.kind}`), now())}`,
      row.sku,
      row.name,
      field.field,
      field.before ?? '–',
      '→',
      field.after ?? '–',
    ]),
  )
  for (const line of table(lines)) io.out(line)
  const left = rows.value.total - rows.value.rows.length
  if (left > 0) io.out(`  ${words.say(message('cli.more', { count: left }), now())}`)
}

async function withPlans(core: Core, runs: readonly Run[]) {
  return Promise.all(
    runs.map(async (run) => {
      if (!showsPlan(run)) return { run }
      const [plan, rows] = await Promise.all([
        core.ask('planSummary', { runId: run.id }),
        core.ask('planRows', { runId: run.id, offset: 0, limit: 500 }),
      ])
      return { run, plan: plan.ok ? plan.value : null, rows: rows.ok ? rows.value.rows : [] }
    }),
  )
}

async function findItems(core: Core, telling: Telling, skus: readonly string[]): Promise<ItemId[] | null> {
  const found: ItemId[] = []
  for (const sku of skus) {
    const answer = await core.ask('findItem', { text: sku })
    if (!answer.ok) {
      tellFailure(telling, answer.error)
      return null
    }
    if (answer.value === null) {
      tellFailure(telling, { message: message('cli.unknownSku', { sku }) })
      return null
    }
    found.push(answer.value.itemId)
  }
  return found
}
