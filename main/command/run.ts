import { Command, CommanderError } from 'commander'
import type { Core } from '../../shared/contract.ts'
import { type Failure, message } from '../../shared/message.ts'
import type { Result } from '../../shared/result.ts'
import { createWords } from '../../shared/say.ts'
import type { TokenServiceDesk } from '../../shared/token-service.ts'
import type { Opened } from '../owner/owner.ts'
import type { Edge } from '../support/edge.ts'
import { systemFault } from '../support/system-fault.ts'
import { connectLightspeed, connectMagento, connectTokenService } from './connect.ts'
import { doctor } from './doctor.ts'
import { type ExitCode, type Io, type Telling, tellFailure, tellUsage } from './io.ts'
import { serve } from './serve.ts'
import { getSettings, setSetting } from './settings.ts'
import { explain, showProblems, showRuns, showStatus } from './show.ts'
import { decide, goNow, pause, resume } from './steer.ts'
import { sync } from './sync.ts'
import { aborted } from './terminal.ts'
import { addTokenService } from './token-service.ts'

export type OpenCore = (edge: Edge) => Promise<Result<Opened, Failure>>
export type OpenTokenService = (edge: Edge) => TokenServiceDesk

export const verbs = [
  'connect',
  'doctor',
  'go',
  'status',
  'sync',
  'explain',
  'runs',
  'problems',
  'decide',
  'settings',
  'pause',
  'resume',
  'run',
  'token-service',
  'help',
] as const

/** The verb among the words of a command line; null when there is none and the window is meant. */
export function findVerb(words: readonly string[]): (typeof verbs)[number] | null {
  if (words.includes('--version') || words.includes('--help')) return 'help'
  return verbs.find((verb) => words.includes(verb)) ?? null
}

/** Runs one command to its end and answers its exit code. Ctrl-C cancels what it started. */
export async function runCommand(
  words: readonly string[],
  edge: Edge,
  open: OpenCore,
  io: Io,
  signal: AbortSignal,
  openTokenService: OpenTokenService,
): Promise<ExitCode> {
  let code: ExitCode = 0
  const json = words.includes('--json')
  const telling: Telling = {
    io,
    words: createWords({ language: edge.systemLanguage }),
    json,
    now: edge.clock.now,
  }
  const perform: Perform = async (does) => {
    const opened = await open(edge)
    if (!opened.ok) {
      code = tellFailure(telling, opened.error)
      return
    }
    const settings = await opened.value.core.ask('settings', {})
    if (settings.ok && settings.value.language !== null) telling.words.use(settings.value.language)
    try {
      code = await does({ core: opened.value.core, telling, opened: opened.value, signal })
      if (opened.value.owns) await lastRun(opened.value.core, signal)
    } finally {
      await opened.value.close()
    }
  }
  const performAtDesk: PerformAtDesk = async (does) => {
    code = await does({ desk: openTokenService(edge), telling, signal })
  }
  // Under --json whoever called reads errors as objects too.
  const usageIo = json ? { ...io, err: () => {} } : io
  const program = build(edge.version, usageIo, perform, performAtDesk)
  try {
    await program.parseAsync([...words], { from: 'user' })
  } catch (cause) {
    if (!(cause instanceof CommanderError)) {
      edge.log.error('command broke', { cause: cause instanceof Error ? (cause.stack ?? '') : String(cause) })
      return tellFailure(telling, { message: systemFault(cause) ?? message('failure.bug') })
    }
    if (cause.exitCode === 0) return 0
    return json ? tellUsage(telling, message('cli.usage'), cause.message) : 2
  }
  return code
}

/** Another command line may have started a run in this process: it ends with this one, so it is waited for. */
async function lastRun(core: Core, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const status = await core.ask('status', {})
    const run = status.ok ? status.value.running[0] : undefined
    if (run === undefined) return
    await Promise.race([core.ask('awaitRun', { runId: run.id }), aborted(signal)])
  }
}

type Doing = { core: Core; telling: Telling; opened: Opened; signal: AbortSignal }
type Perform = (does: (doing: Doing) => Promise<ExitCode>) => Promise<void>
type DoingAtDesk = { desk: TokenServiceDesk; telling: Telling; signal: AbortSignal }
type PerformAtDesk = (does: (doing: DoingAtDesk) => Promise<ExitCode>) => Promise<void>

function build(version: string, io: Io, perform: Perform, performAtDesk: PerformAtDesk): Command {
  const program = new Command('tillbridge')
    .version(version)
    .description('Keeps a Magento 2 web shop in step with a Lightspeed Retail till')
    .option('--data <folder>', 'the folder that holds this shop’s data (or TILLBRIDGE_HOME)')
    .option('--json', 'answer in JSON')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => io.out(text.trimEnd()),
      writeErr: (text) => io.err(text.trimEnd()),
    })
  const verb = (name: string, about: string, parent: Command = program) =>
    parent.command(name).description(about).exitOverride()

  const connect = verb('connect', 'connect one of the two sides')
  verb('lightspeed', 'print the authorize address, take the redirected one on stdin', connect)
    .option('--client-id <id>', 'a Lightspeed client of your own')
    .option(
      '--token-service <address>',
      'by way of a token service; its key comes from stdin or the environment',
    )
    .option('--fingerprint <sha256>', 'of the token service’s certificate, once you have compared it')
    .action((options: { clientId?: string; tokenService?: string; fingerprint?: string }) =>
      perform(({ core, telling, signal }) =>
        options.tokenService === undefined
          ? connectLightspeed(core, telling, options.clientId, signal)
          : connectTokenService(core, telling, options.tokenService, options.fingerprint, signal),
      ),
    )
  verb('magento', 'keys come from the environment or from stdin', connect)
    .requiredOption('--url <address>', 'the address of the web shop')
    .action((options: { url: string }) =>
      perform(({ core, telling, signal }) => connectMagento(core, telling, options.url, signal)),
    )
  verb('doctor', 'check both sides: what to mend before you start').action(() =>
    perform(({ core, telling }) => doctor(core, telling)),
  )
  verb('go', 'say go: from now on the web shop is written').action(() =>
    perform(({ core, telling, signal }) => goNow(core, telling, signal)),
  )
  verb('status', 'the state in words').action(() => perform(({ core, telling }) => showStatus(core, telling)))
  verb('sync', 'sync now: everything, or one job (catalogue, stock)')
    .argument('[job]')
    .option('--sku <sku...>', 'these items only')
    .option('--force', 're-send, whatever was sent before')
    .option('--dry-run', 'preview: plan and write nothing')
    .option('--csv', 'preview as a table for a spreadsheet')
    .action(
      (
        job: string | undefined,
        options: { sku?: string[]; force?: boolean; dryRun?: boolean; csv?: boolean },
      ) =>
        perform(({ core, telling, signal }) =>
          sync(core, telling, job === undefined ? options : { ...options, job }, signal),
        ),
    )
  verb('explain', 'why an item is, or is not, online')
    .argument('<sku>')
    .action((sku: string) => perform(({ core, telling }) => explain(core, telling, sku)))
  verb('runs', 'the newest syncs')
    .option('--limit <n>', 'how many', '20')
    .action((options: { limit: string }) =>
      perform(({ core, telling }) => showRuns(core, telling, count(options.limit))),
    )
  verb('problems', 'what needs you')
    .option('--limit <n>', 'how many', '50')
    .action((options: { limit: string }) =>
      perform(({ core, telling }) => showProblems(core, telling, count(options.limit))),
    )
  verb('decide', 'answer a safety stop')
    .argument('<id>')
    .argument('<answer>', 'yes or no')
    .action((id: string, answer: string) =>
      perform(({ core, telling, signal }) => decide(core, telling, id, answer, signal)),
    )
  const settings = verb('settings', 'read or change the settings')
  verb('get', 'all of them, or one', settings)
    .argument('[key]')
    .action((key: string | undefined) => perform(({ core, telling }) => getSettings(core, telling, key)))
  verb('set', 'one of them', settings)
    .argument('<key>')
    .argument('<value>')
    .action((key: string, value: string) =>
      perform(({ core, telling }) => setSetting(core, telling, key, value)),
    )
  settings.action(() => perform(({ core, telling }) => getSettings(core, telling, undefined)))
  verb('pause', 'pause the schedule: 30m, 1h, tomorrow, or until you resume')
    .argument('[how-long]', '30m, 1h, tomorrow', 'forever')
    .action((howLong: string) => perform(({ core, telling }) => pause(core, telling, howLong)))
  verb('resume', 'go on').action(() => perform(({ core, telling }) => resume(core, telling)))
  verb('run', 'follow the schedule without a window, until SIGTERM').action(() =>
    perform(({ core, telling, opened, signal }) => serve(core, telling, opened, signal)),
  )
  addTokenService(verb, performAtDesk)
  return program
}

/** A number of rows between 1 and 500; what is no number becomes the least. */
const count = (text: string): number => Math.min(500, Math.max(1, Math.trunc(Number(text)) || 1))
