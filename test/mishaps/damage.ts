import { closeSync, openSync, statSync, writeSync } from 'node:fs'

/** Bytes in the middle of a file become nonsense, as a failing disk leaves them. */
export function damage(file: string, from = 0.3, to = 0.7): void {
  const { size } = statSync(file)
  const at = Math.floor(size * from)
  const bytes = Buffer.alloc(Math.floor(size * (to - from)), 0xa5)
  const open = openSync(file, 'r+')
  writeSync(open, bytes, 0, bytes.length, at)
  closeSync(open)
}
