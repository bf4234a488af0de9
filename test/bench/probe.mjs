// Loaded into the measured process before its program: tells how long the thread was held at the longest since it was
// last asked. Plain JavaScript, so that nothing but the program itself weighs there.

import { openSync, readSync } from 'node:fs'

/**
 * Milliseconds that the thread was ready but other programs had the processor: that is not the program's doing.
 * https://docs.kernel.org/scheduler/sched-stats.html
 */
const file = openSync('/proc/self/schedstat', 'r')
const bytes = Buffer.alloc(100)
const keptWaitingMs = () =>
  Number(bytes.toString('latin1', 0, readSync(file, bytes, 0, 100, 0)).split(' ')[1]) / 1e6

let longest = 0
let ticked = performance.now()
let waited = keptWaitingMs()
setInterval(() => {
  const [now, waitedNow] = [performance.now(), keptWaitingMs()]
  longest = Math.max(longest, now - ticked - (waitedNow - waited))
  ticked = now
  waited = waitedNow
}, 1).unref()

process.on('message', () => {
  process.send?.({ blockedMs: longest })
  longest = 0
})
// The program ends when it wants to.
process.channel?.unref()
