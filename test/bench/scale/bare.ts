import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { z } from 'zod'
import { systemClock } from '../../../main/support/clock.ts'
import { connected, inProcess, lightspeedOver, memoryTokens } from '../../lightspeed/harness.ts'
import type { RunningSandbox } from '../../sandbox/start.ts'

const Done = z.object({ pages: z.number(), cpuMs: z.number() })

/**
 * Processor time of a bare loop that fetches pages and parses them, in a process of its own.
 *
 * @param paths first pages; the loop follows each list to its end
 */
export async function bareLoop(
  till: RunningSandbox['lightspeed'],
  paths: readonly string[],
): Promise<z.infer<typeof Done>> {
  const tokens = memoryTokens()
  const clock = systemClock
  const { lightspeed } = lightspeedOver({ http: inProcess(till.handle, clock), clock, tokens })
  await connected(lightspeed, till.approve)
  const child = fork(join(import.meta.dirname, 'bare-loop.mjs'))
  child.send({ addresses: paths.map((path) => till.url + path), token: tokens.kept?.accessToken })
  const [message] = await once(child, 'message')
  return Done.parse(message)
}
