import { type Finding, toMend } from '../../shared/check-up.ts'
import type { Core } from '../../shared/contract.ts'
import { message } from '../../shared/message.ts'
import { type ExitCode, type Telling, tellAnswer } from './io.ts'

/** `doctor`: looks at both sides and tells what to mend, what is good to know and what is right. 3: something is to mend. */
export async function doctor(core: Core, telling: Telling): Promise<ExitCode> {
  const { io, words, now } = telling
  const answer = await core.ask('checkUp', {})
  const code = tellAnswer(telling, answer, (checkUp) => {
    io.out(words.say(message('checkUp.score', { count: toMend(checkUp) }), now()))
    for (const finding of checkUp.findings) tellFinding(telling, finding)
  })
  return answer.ok && toMend(answer.value) > 0 ? 3 : code
}

function tellFinding({ io, words, now }: Telling, { verdict, what, cure, names }: Finding): void {
  io.out(`${words.say(message(`checkUp.verdict.${verdict}`), now())}: ${words.say(what, now())}`)
  for (const name of names) io.out(`    ${name}`)
  if (cure !== null) io.out(`  → ${words.say(cure, now())}`)
}
