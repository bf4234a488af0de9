import type { Core } from '../../shared/contract.ts'
import { message } from '../../shared/message.ts'
import type { Opened } from '../owner/owner.ts'
import { type ExitCode, type Telling, tellFailure } from './io.ts'
import { runLine } from './sync.ts'
import { aborted } from './terminal.ts'

/** `run`: the schedule without a window, for a server or a shop's NAS. Ends cleanly on SIGTERM or Ctrl-C. */
export async function serve(
  core: Core,
  telling: Telling,
  opened: Opened,
  signal: AbortSignal,
): Promise<ExitCode> {
  const { io, words, now } = telling
  if (!opened.owns) return tellFailure(telling, { message: message('cli.alreadyRunning') })
  const stop = core.listen((event) => {
    if (event.kind === 'run-ended') {
      io.out(
        telling.json
          ? JSON.stringify(event.run)
          : `${words.exact(event.run.endedAt ?? event.run.startedAt)}  ${runLine(telling, event.run)}`,
      )
    }
    if (event.kind === 'notify' && !telling.json)
      io.out(`${words.say(event.title, now())}: ${words.say(event.body, now())}`)
  })
  if (!telling.json) io.out(words.say(message('cli.running'), now()))
  const status = await core.ask('status', {})
  if (status.ok && status.value.setUp !== 'done' && !telling.json)
    io.out(words.say(status.value.sentence, now()))
  opened.startSchedule()
  await aborted(signal)
  stop()
  if (!telling.json) io.out(words.say(message('cli.stopping'), now()))
  return 0
}
