import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

setFlagsFromString('--expose-gc')
const collect: unknown = runInNewContext('gc')

/** What this process holds on to, in MB: program, both stand-ins and the story together. */
export function heldMb(): number {
  if (typeof collect !== 'function') throw new Error('The garbage cannot be collected')
  collect()
  return process.memoryUsage().heapUsed / 1024 / 1024
}
