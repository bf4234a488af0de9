// Loaded into the measured process before its program: tells how long the thread was held at the longest and how much
// processor time the process used since it was last asked. Plain JavaScript, so that nothing but the program itself weighs there.

import { openSync, readSync } from 'node:fs'

/**
 * Milliseconds that the thread was ready but other programs had the processor: that is not the program's doing.
 * https://docs.kernel.org/scheduler/sched-stats.html
 */
const file = openSync('/proc/self/schedstat', 'r')
const bytes = Buffer.alloc(100)
const keptWaitingMs = () =>
  Number(bytes.toString('latin1', 0, readSync(file, bytes, 0, 100, 0)).split(' ')[1]) / 1e6

/** `busyMs` is the part of the hold that the thread worked; the rest it waited for the disk or for V8's helpers. */
let longest = { blockedMs: 0, busyMs: 0 }
let ticked = performance.now()
let waited = keptWaitingMs()
let worked = process.threadCpuUsage()
setInterval(() => {
  const [now, waitedNow, workedNow] = [performance.now(), keptWaitingMs(), process.threadCpuUsage()]
  const blockedMs = now - ticked - (waitedNow - waited)
  if (blockedMs > longest.blockedMs) {
    const busyMs = (workedNow.user + workedNow.system - worked.user - worked.system) / 1000
    longest = { blockedMs, busyMs }
  }
  ticked = now
  waited = waitedNow
  worked = workedNow
}, 10).unref()

/** Of all threads: V8's helpers collect garbage on their own. */
let used = process.cpuUsage()
process.on('message', () => {
  const { user, system } = process.cpuUsage(used)
  process.send?.({ ...longest, cpuMs: (user + system) / 1000 })
  longest = { blockedMs: 0, busyMs: 0 }
  used = process.cpuUsage()
})
// Whoever measures has ended, however that came: nobody else would stop the program.
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'))
// The program ends when it wants to.
process.channel?.unref()
