import { execFile } from 'node:child_process'
import { constants, setPriority } from 'node:os'
import { z } from 'zod'

/** The word with which this program starts itself as the process that looks after a ledger. */
export const CHECK_LEDGER = 'check-ledger'

/** How this program is started once more: the executable and what comes before its own words. */
export type Self = { readonly command: string; readonly before: readonly string[] }

/** A ledger to check, and where a backup of it goes when it is sound. */
export type Asked = { readonly file: string; readonly backUpTo: string | null }

const crashes: ReadonlySet<string> = new Set(['SIGSEGV', 'SIGBUS', 'SIGABRT'])

const Findings = z.array(z.string())

/**
 * Has a process of its own look for damage in a ledger, or back it up: that takes seconds for a large one and must not
 * hold the thread. Each answers what was found wrong; null when the process did not get through, which says nothing
 * about the ledger.
 */
export const careInChild = (self: Self) => ({
  checkLedger: (file: string) => inChild(self, [file]),
  backUpLedger: (file: string, target: string) => inChild(self, [file, target]),
})

const inChild = ({ command, before }: Self, files: readonly string[]): Promise<readonly string[] | null> =>
  new Promise((resolve) => {
    const child = execFile(command, [...before, CHECK_LEDGER, ...files], (failed, out) => {
      const findings = Findings.safeParse(parsed(out.trim().split('\n').at(-1) ?? ''))
      if (findings.success) return resolve(findings.data)
      // Damage can bring SQLite itself down; quitting and a program that cannot be started cannot.
      const crashed = crashes.has(failed?.signal ?? '')
      resolve(crashed ? [`the check ended with ${failed?.signal}`] : null)
    })
    try {
      if (child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_BELOW_NORMAL)
    } catch {
      // It is only less polite then.
    }
  })

/** What to look after, where these words ask for that. */
export function ledgerToCheck(words: readonly string[]): Asked | null {
  const [verb, file, backUpTo] = words
  return verb === CHECK_LEDGER && file !== undefined ? { file, backUpTo: backUpTo ?? null } : null
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
