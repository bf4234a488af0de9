import { execFile } from 'node:child_process'
import { z } from 'zod'

/** The word with which this program starts itself as the process that checks a ledger. */
export const CHECK_LEDGER = 'check-ledger'

/** How this program is started once more: the executable and what comes before its own words. */
export type Self = { readonly command: string; readonly before: readonly string[] }

const crashes: ReadonlySet<string> = new Set(['SIGSEGV', 'SIGBUS', 'SIGABRT'])

const Findings = z.array(z.string())

/**
 * Has a process of its own look for damage in a ledger: that takes seconds for a large one and must not hold the
 * thread. Answers what was found; null when the process did not get to look, which says nothing about the ledger.
 */
export const checkInChild =
  ({ command, before }: Self) =>
  (file: string): Promise<readonly string[] | null> =>
    new Promise((resolve) => {
      execFile(command, [...before, CHECK_LEDGER, file], (failed, out) => {
        const findings = Findings.safeParse(parsed(out.trim().split('\n').at(-1) ?? ''))
        if (findings.success) return resolve(findings.data)
        // Damage can bring SQLite itself down; quitting and a program that cannot be started cannot.
        const crashed = crashes.has(failed?.signal ?? '')
        resolve(crashed ? [`the check ended with ${failed?.signal}`] : null)
      })
    })

/** The file to check, where these words ask for a check. */
export const fileToCheck = (words: readonly string[]): string | null =>
  words[0] === CHECK_LEDGER ? (words[1] ?? null) : null

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
