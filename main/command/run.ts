import { Command, CommanderError } from 'commander'
import type { Core } from '../../shared/contract.ts'
import type { Failure } from '../../shared/message.ts'
import type { Result } from '../../shared/result.ts'
import { createWords } from '../../shared/say.ts'
import type { TokenServiceDesk } from '../../shared/token-service.ts'
import type { Opened } from '../owner/owner.ts'
import type { Edge } from '../support/edge.ts'
import { connectLightspeed, connectMagento, connectTokenService } from './connect.ts'
import { doctor } from './doctor.ts'
import { type ExitCode, type Io, type Telling, tellFailure } from './io.ts'
import { serve } from './serve.ts'
import { getSettings, setSetting } from './settings.ts'
import { explain, showProblems, showRuns, showStatus } from './show.ts'
import { decide, goNow, pause, resume } from './steer.ts'
import { sync } from './sync.ts'
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
  const tellingOf = (json: boolean): Telling => ({
    io,
    words: createWords({ language: edge.systemLanguage }),
    json,
    now: edge.clock.now,
  })
  const perform: Perform = async (does, json) => {
    const telling = tellingOf(json)
    const opened = await open(edge)
    if (!opened.ok) {
      code = tellFailure(telling, opened.error)
      return
    }
    const settings = await opened.value.core.ask('settings', {})
    if (settings.ok && settings.value.language !== null) telling.words.use(settings.value.language)
    try {
      code = await does({ core: opened.value.core, telling, opened: opened.value, signal })
    } finally {
      await opened.value.close()
    }
  }
  const performAtDesk: PerformAtDesk = async (does, json) => {
    code = await does({ desk: openTokenService(edge), telling: tellingOf(json), signal })
  }
  const program = build(edge.version, io, perform, performAtDesk)
  try {
    await program.parseAsync([...words], { from: 'user' })
  } catch (cause) {
    if (!(cause instanceof CommanderError)) throw cause
    return cause.exitCode === 0 ? 0 : 2
  }
  return code
}

type Doing = { core: Core; telling: Telling; opened: Opened; signal: AbortSignal }
type Perform = (does: (doing: Doing) => Promise<ExitCode>, json: boolean) => Promise<void>
type DoingAtDesk = { desk: TokenServiceDesk; telling: Telling; signal: AbortSignal }
type PerformAtDesk = (does: (doing: DoingAtDesk) => Promise<ExitCode>, json: boolean) => Promise<void>

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
  const json = () => program.opts().json === true
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
      perform(
        ({ core, telling }) =>
          options.tokenService === undefined
            ? connectLightspeed(core, telling, options.clientId)
            : connectTokenService(core, telling, options.tokenService, options.fingerprint),
        json(),
      ),
    )
  verb('magento', 'keys come from the environment or from stdin', connect)
    .requiredOption('--url <address>', 'the address of the web shop')
    .action((options: { url: string }) =>
      perform(({ core, telling }) => connectMagento(core, telling, options.url), json()),
    )
  verb('doctor', 'check both sides: what to mend before you start').action(() =>
    perform(({ core, telling }) => doctor(core, telling), json()),
  )
  verb('go', 'say go: from now on the web shop is written').action(() =>
    perform(({ core, telling, signal }) => goNow(core, telling, signal), json()),
  )
  verb('status', 'the state in words').action(() =>
    perform(({ core, telling }) => showStatus(core, telling), json()),
  )
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
        perform(
          ({ core, telling, signal }) =>
            sync(core, telling, job === undefined ? options : { ...options, job }, signal),
          json(),
        ),
    )
  verb('explain', 'why an item is, or is not, online')
    .argument('<sku>')
    .action((sku: string) => perform(({ core, telling }) => explain(core, telling, sku), json()))
  verb('runs', 'the newest syncs')
    .option('--limit <n>', 'how many', '20')
    .action((options: { limit: string }) =>
      perform(({ core, telling }) => showRuns(core, telling, count(options.limit)), json()),
    )
  verb('problems', 'what needs you')
    .option('--limit <n>', 'how many', '50')
    .action((options: { limit: string }) =>
      perform(({ core, telling }) => showProblems(core, telling, count(options.limit)), json()),
    )
  verb('decide', 'answer a safety stop')
    .argument('<id>')
    .argument('<answer>', 'yes or no')
    .action((id: string, answer: string) =>
      perform(({ core, telling }) => decide(core, telling, id, answer), json()),
    )
  const settings = verb('settings', 'read or change the settings')
  verb('get', 'all of them, or one', settings)
    .argument('[key]')
    .action((key: string | undefined) =>
      perform(({ core, telling }) => getSettings(core, telling, key), json()),
    )
  verb('set', 'one of them', settings)
    .argument('<key>')
    .argument('<value>')
    .action((key: string, value: string) =>
      perform(({ core, telling }) => setSetting(core, telling, key, value), json()),
    )
  settings.action(() => perform(({ core, telling }) => getSettings(core, telling, undefined), json()))
  verb('pause', 'pause the schedule: 30m, 1h, tomorrow, or until you resume')
    .argument('[how-long]', '30m, 1h, tomorrow', 'forever')
    .action((howLong: string) => perform(({ core, telling }) => pause(core, telling, howLong), json()))
  verb('resume', 'go on').action(() => perform(({ core, telling }) => resume(core, telling), json()))
  verb('run', 'follow the schedule without a window, until SIGTERM').action(() =>
    perform(({ core, telling, opened, signal }) => serve(core, telling, opened, signal), json()),
  )
  addTokenService(verb, (does) => performAtDesk(does, json()))
  return program
}

/** A number of rows between 1 and 500; what is no number becomes the least. */
const count = (text: string): number => Math.min(500, Math.max(1, Math.trunc(Number(text)) || 1))
