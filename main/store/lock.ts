import { makePrivateFile, takeLock } from './sqlite.ts'

export type Lock = { release(): void }

/**
 * Holds a lock that dies with the process, however it ends; null when another one holds it.
 *
 * It is SQLite's own lock on a small database of its own, so it works alike on every system.
 */
export function holdLock(file: string): Lock | null {
  makePrivateFile(file)
  return takeLock(file)
}
