import { closeSync, mkdirSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import { takeLock } from './sqlite.ts'

export type Lock = { release(): void }

/**
 * Holds a lock that dies with the process, however it ends; null when another one holds it.
 *
 * It is SQLite's own lock on a small database of its own, so it works alike on every system.
 */
export function holdLock(file: string): Lock | null {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  closeSync(openSync(file, 'a', 0o600))
  return takeLock(file)
}
