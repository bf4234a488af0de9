import type { Core } from '../../shared/contract.ts'
import { type PauseChoice, pauseChoices, pauseUntil } from '../../shared/day.ts'
import { message } from '../../shared/message.ts'
import { type ExitCode, type Telling, tellFailure, tellUsage } from './io.ts'
import { follow } from './sync.ts'

/** `go`: tells what the first sync will do, says go, and follows it. */
export async function goNow(core: Core, telling: Telling, signal: AbortSignal): Promise<ExitCode> {
  const preview = await core.ask('goPreview', {})
  if (!preview.ok) return tellFailure(telling, preview.error)
  if (preview.value !== null && !telling.json) {
    const { selected, ...plan } = preview.value
    telling.io.out(
      telling.words.say(message('cli.plan', { ...plan, selected, count: selected }), telling.now()),
    )
  }
  const said = await core.ask('go', { trigger: 'command-line' })
  if (!said.ok) return tellFailure(telling, said.error)
  return followAll(core, telling, signal)
}

/** Follows whatever runs now. */
async function followAll(core: Core, telling: Telling, signal: AbortSignal): Promise<ExitCode> {
  const status = await core.ask('status', {})
  if (!status.ok) return tellFailure(telling, status.error)
  return follow(core, telling, { started: status.value.running, running: [] }, signal)
}

/** `decide <id> yes|no`: what is allowed is planned again from the newest mirror and goes out, followed to its end. */
export async function decide(
  core: Core,
  telling: Telling,
  id: string,
  answer: string,
  signal: AbortSignal,
): Promise<ExitCode> {
  if (!/^\d+$/.test(id) || (answer !== 'yes' && answer !== 'no'))
    return tellUsage(telling, message('cli.decideUsage'))
  const decided = await core.ask('decide', { id: Number(id), answer, trigger: 'command-line' })
  if (!decided.ok) return tellFailure(telling, decided.error)
  if (!telling.json) telling.io.out(telling.words.say(message(`cli.decided.${answer}`), telling.now()))
  return followAll(core, telling, signal)
}

export async function pause(core: Core, telling: Telling, howLong: string): Promise<ExitCode> {
  const choice = pauseChoices.find((candidate): candidate is PauseChoice => candidate === howLong)
  if (choice === undefined)
    return tellUsage(telling, message('cli.pauseUsage', { choices: pauseChoices.join(', ') }))
  return said(telling, await core.ask('pause', { until: pauseUntil(choice, telling.now()) }), 'cli.paused')
}

export const resume = async (core: Core, telling: Telling): Promise<ExitCode> =>
  said(telling, await core.ask('resume', {}), 'cli.resumed')

function said(telling: Telling, answer: Awaited<ReturnType<Core['ask']>>, key: string): ExitCode {
  if (!answer.ok) return tellFailure(telling, answer.error)
  if (telling.json) telling.io.out('{}')
  else telling.io.out(telling.words.say(message(key), telling.now()))
  return 0
}
