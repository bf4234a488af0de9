// Loaded into the measured process before its program: tells how long the thread was held at the longest since it was
// last asked. Plain JavaScript, so that nothing but the program itself weighs there.

import { monitorEventLoopDelay } from 'node:perf_hooks'

const held = monitorEventLoopDelay({ resolution: 1 })
held.enable()
process.on('message', () => {
  process.send?.({ blockedMs: held.max / 1_000_000 })
  held.reset()
})
// The program ends when it wants to.
process.channel?.unref()
