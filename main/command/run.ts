import { Command, CommanderError } from 'commander'
import type { Core } from '../../shared/contract.ts'
import { type Failure, message } from '../../shared/message.ts'
import type { Result } from '../../shared/result.ts'
import { createWords } from '../../shared/say.ts'
import type { TokenServiceDesk } from '../../shared/token-service.ts'
import type { Opened } from '../owner/owner.ts'
import type { Edge } from '../support/edge.ts'
import { systemFault } from '../support/system-fault.ts'

import { showChoices } from './choices.ts'
import { connectLightspeed, connectMagento, connectTokenService } from './connect.ts'
import { doctor } from './doctor.ts'
import { type Help, helpIn, speakHelp } from './help.ts'
import { type ExitCode, type Io, type Telling, tellFailure, tellUsage } from './io.ts'
import { type OverrideOptions, overrides } from './overrides.ts'
import { serve } from './serve.ts'
import { getSettings, setSetting } from './settings.ts'
import { explain, showProblems, showRuns, showStatus } from './show.ts'
import { decide, goNow, pause, resume } from './steer.ts'
import { sync, verify } from './sync.ts'
import { aborted } from './terminal.ts'
import { addTokenService } from './token-service.ts'

export type OpenCore = (edge: Edge) => Promise<Result<Opened, Failure>>
export type OpenTokenService = (edge: Edge) => TokenServiceDesk

export const verbs = [
  'connect',
  'doctor',
  'overrides',
  'go',
  'status',
  'sync',
  'verify',
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

/**
 * The verb of a command line: its first word that is no option and no option's value; null when that is no verb, or
 * there is none, and the window is meant.
 */
export function findVerb(words: readonly string[]): (typeof verbs)[number] | null {
  if (['--version', '-V', '--help', '-h'].some((option) => words.includes(option))) return 'help'
  const first = words.find((word, at) => !word.startsWith('-') && words[at - 1] !== '--data')
  return verbs.find((verb) => verb === first) ?? null
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
    const { mended } = opened.value
    if (mended !== null) io.err(telling.words.say(mended, edge.clock.now()))
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
  const program = build(edge.version, usageIo, helpIn(telling.words), perform, performAtDesk)
  try {
    await program.parseAsync([...words], { from: 'user' })
  } catch (cause) {
    if (!(cause instanceof CommanderError)) {
      edge.log.error('command broke', { cause: cause instanceof Error ? (cause.stack ?? '') : String(cause) })
      return tellFailure(telling, { message: systemFault(cause) ?? message('failure.bug') })
    }
    if (cause.exitCode === 0) return 0
    // The whole help, where a verb lacks its next word, has been told already.
    if (!json && cause.code === 'commander.help') return 2
    return tellUsage(telling, message('cli.usage'), cause.message)
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

function build(version: string, io: Io, help: Help, perform: Perform, performAtDesk: PerformAtDesk): Command {
  const program = new Command('tillbridge')
    .version(version, '-V, --version', help('version'))
    .description(help('about'))
    .option('--data <folder>', help('data'))
    .option('--json', help('json'))
    .exitOverride()
    .configureOutput({
      writeOut: (text) => io.out(text.trimEnd()),
      writeErr: (text) => io.err(text.trimEnd()),
      // What was not understood is told in our own words.
      outputError: () => {},
    })
  const verb = (name: string, about: string, parent: Command = program) =>
    parent.command(name).description(about).exitOverride()

  const connect = verb('connect', help('connect'))
  verb('lightspeed', help('connectLightspeed'), connect)
    .option('--client-id <id>', help('clientId'))
    .option('--token-service <address>', help('byTokenService'))
    .option('--fingerprint <sha256>', help('fingerprint'))
    .action((options: { clientId?: string; tokenService?: string; fingerprint?: string }) =>
      perform(({ core, telling, signal }) =>
        options.tokenService === undefined
          ? connectLightspeed(core, telling, options.clientId, signal)
          : connectTokenService(core, telling, options.tokenService, options.fingerprint, signal),
      ),
    )
  verb('magento', help('connectMagento'), connect)
    .requiredOption('--url <address>', help('url'))
    .action((options: { url: string }) =>
      perform(({ core, telling, signal }) => connectMagento(core, telling, options.url, signal)),
    )
  verb('doctor', help('doctor')).action(() => perform(({ core, telling }) => doctor(core, telling)))
  verb('overrides', help('overrides'))
    .option('--clear <attribute>', help('clear'))
    .option('--view <code>', help('view'))
    .action((options: OverrideOptions) =>
      perform(({ core, telling, signal }) => overrides(core, telling, options, signal)),
    )
  verb('go', help('go')).action(() => perform(({ core, telling, signal }) => goNow(core, telling, signal)))
  verb('status', help('status')).action(() => perform(({ core, telling }) => showStatus(core, telling)))
  verb('sync', help('sync'))
    .argument('[job]')
    .option('--sku <sku...>', help('sku'))
    .option('--force', help('force'))
    .option('--dry-run', help('dryRun'))
    .option('--csv', help('csv'))
    .action(
      (
        job: string | undefined,
        options: { sku?: string[]; force?: boolean; dryRun?: boolean; csv?: boolean },
      ) =>
        perform(({ core, telling, signal }) =>
          sync(core, telling, job === undefined ? options : { ...options, job }, signal),
        ),
    )
  verb('verify', help('verify')).action(() =>
    perform(({ core, telling, signal }) => verify(core, telling, signal)),
  )
  verb('explain', help('explain'))
    .argument('<sku>')
    .action((sku: string) => perform(({ core, telling }) => explain(core, telling, sku)))
  verb('runs', help('runs'))
    .option('--limit <n>', help('limit'), '20')
    .action((options: { limit: string }) =>
      perform(({ core, telling }) => showRuns(core, telling, count(options.limit))),
    )
  verb('problems', help('problems'))
    .option('--limit <n>', help('limit'), '50')
    .action((options: { limit: string }) =>
      perform(({ core, telling }) => showProblems(core, telling, count(options.limit))),
    )
  verb('decide', help('decide'))
    .argument('<id>')
    .argument('<answer>', help('answer'))
    .action((id: string, answer: string) =>
      perform(({ core, telling, signal }) => decide(core, telling, id, answer, signal)),
    )
  const settings = verb('settings', help('settings'))
  verb('get', help('get'), settings)
    .argument('[key]')
    .action((key: string | undefined) => perform(({ core, telling }) => getSettings(core, telling, key)))
  verb('set', help('set'), settings)
    .argument('<key>')
    .argument('<value>')
    .action((key: string, value: string) =>
      perform(({ core, telling }) => setSetting(core, telling, key, value)),
    )
  verb('choices', help('choices'), settings)
    .argument('[text]')
    .action((text: string | undefined) => perform(({ core, telling }) => showChoices(core, telling, text)))
  settings.action(() => perform(({ core, telling }) => getSettings(core, telling, undefined)))
  verb('pause', help('pause'))
    .argument('[how-long]', help('howLong'), 'forever')
    .action((howLong: string) => perform(({ core, telling }) => pause(core, telling, howLong)))
  verb('resume', help('resume')).action(() => perform(({ core, telling }) => resume(core, telling)))
  verb('run', help('run')).action(() =>
    perform(({ core, telling, opened, signal }) => serve(core, telling, opened, signal)),
  )
  addTokenService(verb, help, performAtDesk)
  speakHelp(program, help)
  return program
}

/** A number of rows between 1 and 500; what is no number becomes the least. */
const count = (text: string): number => Math.min(500, Math.max(1, Math.trunc(Number(text)) || 1))
