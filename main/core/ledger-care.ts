import { backedUpAt, dayBackupFile, dayBackups } from '../store/backup.ts'
import type { Ledger } from '../store/ledger.ts'
import { instant } from '../support/clock.ts'
import type { Edge } from '../support/edge.ts'
import { ledgerFile, markDamaged } from './mend.ts'

export type LedgerCare = ReturnType<typeof createLedgerCare>

const DAY_MS = 86_400_000
/** A backup that could not be made is tried again after this long. */
const REST_MS = 3_600_000
/** Damage that comes back so soon is the disk's, or ours: it is told, and mended only at the next start. */
const MENDED_LATELY_MS = DAY_MS
/** What was changed is kept this long, and so are the runs that did it. */
const HISTORY_MS = 180 * DAY_MS
const PRUNED_AT_ONCE = 500

const subject = { kind: 'job', job: 'catalogue' } as const

/** Looks after the ledger while it is open: checked after an unclean stop, backed up daily, old history forgotten. */
export function createLedgerCare(edge: Edge, ledger: Ledger, damaged: () => void) {
  const { clock, log, dataFolder } = edge
  const file = ledgerFile(dataFolder)
  let open = true
  let triedAt = Number.NEGATIVE_INFINITY
  let found = false

  /** The ledger is broken: it is mended as soon as this program has let go of it. */
  function damage(details: string): void {
    if (found || !open) return
    found = true
    log.error('ledger damaged', { details })
    markDamaged(edge)
    try {
      const mended = ledger.lists.mended.get()
      if (mended !== null && clock.now() - Date.parse(mended.readAt) < MENDED_LATELY_MS) {
        ledger.problems.report({ kind: 'ledger-damaged', subject, params: { file }, details })
        return
      }
    } catch {
      // Damaged so far that even this cannot be read.
    }
    damaged()
  }

  /** Null: nobody could look. */
  function judge(what: string, findings: readonly string[] | null): void {
    if (!open) return
    if (findings === null) log.warn(`${what} not done`)
    else log.info(`${what} done`, { found: findings.length })
    if (findings !== null && findings.length > 0) damage(findings.join('\n'))
    if (findings?.length === 0) ledger.problems.close(subject, ['ledger-damaged'])
  }

  async function forgetOld(forget: (before: string, limit: number) => number): Promise<void> {
    const before = instant(clock.now() - HISTORY_MS)
    while (open && forget(before, PRUNED_AT_ONCE) > 0) await clock.sleep(0)
  }

  return {
    damage,
    /** Nothing is started by itself before this is through. */
    async checkAfterUncleanStop(): Promise<void> {
      if (ledger.stoppedUncleanly) judge('ledger check', await edge.checkLedger(file))
    },
    /** Once a day, from the first go on; a process of its own checks and copies. */
    async backUpDaily(): Promise<void> {
      const now = clock.now()
      const last = lastBackupAt(file, now)
      if (ledger.pair.get().goneAt === null || now - triedAt < REST_MS || now - last < DAY_MS) return
      triedAt = now
      judge('ledger backup', await edge.backUpLedger(file, dayBackupFile(file, instant(now))))
    },
    async forgetOldHistory(): Promise<void> {
      await forgetOld(ledger.changes.prune)
      await forgetOld(ledger.runs.prune)
    },
    close(): void {
      open = false
    },
  }
}

/** One that is dated in the future comes from a clock that was wrong. */
function lastBackupAt(file: string, now: number): number {
  const [at] = dayBackups(file)
    .map((name) => Date.parse(backedUpAt(name) ?? ''))
    .filter((made) => made <= now)
  return at ?? Number.NEGATIVE_INFINITY
}
