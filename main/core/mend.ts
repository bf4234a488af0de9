import { copyFileSync, existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { type Message, message } from '../../shared/message.ts'
import { ok, type Result } from '../../shared/result.ts'
import { backedUpAt, damagedFile, dayBackups, setAside, versionBackups } from '../store/backup.ts'
import { type Keepsake, readKeepsake } from '../store/keepsake.ts'
import { type Ledger, type LedgerRefused, openLedger } from '../store/ledger.ts'
import { instant } from '../support/clock.ts'
import type { Edge } from '../support/edge.ts'
import { isDamage } from '../support/system-fault.ts'

export type Sound = {
  readonly ledger: Ledger
  /** What the merchant is told where the ledger was damaged; null where it was sound. */
  readonly mended: Message | null
}

export const ledgerFile = (dataFolder: string): string => join(dataFolder, 'ledger.sqlite')

/** While this file is there the ledger beside it is not to be used: it holds the name that the damaged one gets. */
const markFile = (file: string): string => `${file}.mending`

/** Says that the ledger is damaged: whoever opens the folder next mends it, also after a power cut. */
export function markDamaged({ dataFolder, clock }: Pick<Edge, 'dataFolder' | 'clock'>): void {
  const file = ledgerFile(dataFolder)
  if (!existsSync(markFile(file)))
    writeFileSync(markFile(file), basename(damagedFile(file, instant(clock.now()))), { mode: 0o600 })
}

/**
 * Opens the ledger; a damaged one is moved aside, and the newest good backup takes its place, or else a new one.
 *
 * What stands in the keepsake (who belongs together, go, rules, mapping) is newer than any backup and put back. What a
 * backup says of till and shop is read again before anything is written; in a new one every product is looked up first.
 */
export async function openSound(edge: Edge): Promise<Result<Sound, LedgerRefused>> {
  const { dataFolder, log } = edge
  const file = ledgerFile(dataFolder)
  if (!existsSync(markFile(file))) {
    try {
      const opened = openLedger({ file, clock: edge.clock, log })
      return opened.ok ? ok({ ledger: opened.value, mended: null }) : opened
    } catch (cause) {
      if (!isDamage(cause)) throw cause
      log.error('ledger damaged', { cause: String(cause) })
      markDamaged(edge)
    }
  }
  return mend(edge, file)
}

async function mend(edge: Edge, file: string): Promise<Result<Sound, LedgerRefused>> {
  const { clock, log } = edge
  const aside = join(dirname(file), basename(readFileSync(markFile(file), 'utf8')))
  // A mending that was cut off has moved it already; what it left half made is thrown away.
  if (existsSync(aside)) removeLedger(file)
  else setAside(file, aside)
  const keepsake = readKeepsake(file)
  const restored = await fromBackup(edge, file, keepsake)
  const opened = restored === null ? openLedger({ file, clock, log }) : ok(restored.ledger)
  if (!opened.ok) return opened
  const ledger = opened.value
  if (keepsake !== null) putBack(ledger, keepsake)
  const from = restored?.at ?? null
  ledger.lists.mended.store({ from })
  const told = message(sentenceFor(ledger, from), { backupAt: from, file: basename(aside) })
  ledger.notes.add(told)
  rmSync(markFile(file))
  log.warn('ledger mended', { from, aside: basename(aside) })
  return ok({ ledger, mended: told })
}

function sentenceFor(ledger: Ledger, from: string | null): string {
  if (from !== null) return 'note.ledger-restored'
  return ledger.pair.get().magento === null ? 'note.ledger-lost' : 'note.ledger-rebuilt'
}

/** The newest backup that is sound and of the same two sides. */
async function fromBackup(
  { checkLedger, clock, log }: Edge,
  file: string,
  keepsake: Keepsake | null,
): Promise<{ ledger: Ledger; at: string } | null> {
  for (const backup of [...dayBackups(file), ...versionBackups(file)]) {
    if ((await checkLedger(backup))?.length !== 0) continue
    try {
      copyFileSync(backup, file)
      const opened = openLedger({ file, clock, log })
      if (opened.ok) {
        const ledger = opened.value
        if (isOfSamePair(ledger, keepsake)) {
          await ledger.mistrust()
          return { ledger, at: backedUpAt(backup) ?? instant(statSync(backup).mtimeMs) }
        }
        ledger.close()
      }
    } catch (cause) {
      if (!isDamage(cause)) throw cause
    }
    log.warn('backup not used', { backup: basename(backup) })
    removeLedger(file)
  }
  return null
}

/** Links and history of another shop say nothing of this one. */
function isOfSamePair(ledger: Ledger, keepsake: Keepsake | null): boolean {
  if (keepsake === null) return true
  const { lightspeedAccountId, magentoId } = ledger.pair.get()
  return keepsake.lightspeedAccountId === lightspeedAccountId && keepsake.magentoId === magentoId
}

function putBack(ledger: Ledger, keepsake: Keepsake): void {
  const { mapping, rules, ...pair } = keepsake
  if (mapping !== null) ledger.mapping.set(mapping.document)
  if (rules !== null) ledger.rules.set(rules.document)
  // Without the rules of the merchant nothing may be written before the merchant has seen the plan.
  const known = rules !== null || ledger.rules.history(1).length > 0
  ledger.pair.restore(known ? pair : { ...pair, goneAt: null })
}

function removeLedger(file: string): void {
  for (const end of ['', '-wal', '-shm']) rmSync(`${file}${end}`, { force: true })
}
