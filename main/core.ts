import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { BUILT_IN_CLIENT_ID } from '../shared/client-id.ts'
import { type Answer, type Core, calls } from '../shared/contract.ts'
import { type Run, SyncJob } from '../shared/job.ts'
import { type Failure, type Message, message } from '../shared/message.ts'
import { err, ok, type Result } from '../shared/result.ts'
import { createWords } from '../shared/say.ts'
import { createCatalogue } from './catalogue/catalogue.ts'
import { createAbsence } from './core/absence.ts'
import { createEvents } from './core/events.ts'
import { createHandlers } from './core/handlers.ts'
import { createLedgerCare } from './core/ledger-care.ts'
import { createLightspeedConnection } from './core/lightspeed-connection.ts'
import { createMagentoConnection } from './core/magento-connection.ts'
import { ledgerFile, openSound, type Sound } from './core/mend.ts'
import { createRunEnds } from './core/run-ends.ts'
import { pausedState, readStatus } from './core/status.ts'
import { noteTokenSource } from './core/token-source.ts'
import { tokenStore } from './core/token-store.ts'
import { httpsCallback } from './lightspeed/callback.ts'
import { createLightspeed } from './lightspeed/lightspeed.ts'
import { createRuns } from './runs/runs.ts'
import { createScheduler } from './runs/scheduler.ts'
import { openKeepsake } from './store/keepsake.ts'
import { holdLock } from './store/lock.ts'
import { openPictureCache } from './store/picture-cache.ts'
import { openSettings } from './store/settings.ts'
import { openVault } from './store/vault.ts'
import { lookAtCertificate } from './support/certificate.ts'
import type { Edge } from './support/edge.ts'
import { isDamage, systemFault } from './support/system-fault.ts'

export type Built = {
  readonly core: Core
  /** The ledger was damaged when it was opened: what became of it. */
  readonly mended: Message | null
  /** Resolves when the ledger turns out to be damaged: closed and built anew, it is mended. */
  readonly damaged: Promise<void>
  startSchedule(): void
  close(): Promise<void>
}

/** One process owns a data folder; null when another one does. The lock dies with the process. */
export const holdFolder = (dataFolder: string): { release(): void } | null =>
  holdLock(join(dataFolder, 'owner.lock'))

/**
 * Wires the program together: every room gets what it needs here and nowhere else.
 *
 * @returns a failure when the ledger was written by a newer program
 */
export async function buildCore(edge: Edge): Promise<Result<Built, Failure>> {
  const { clock, log, random, http } = edge
  mkdirSync(edge.dataFolder, { recursive: true, mode: 0o700 })
  const opened = await readLedger(edge)
  if (!opened.ok) return opened
  const { ledger, mended } = opened.value
  let foundDamage = () => {}
  const damaged = new Promise<void>((resolve) => {
    foundDamage = resolve
  })
  const care = createLedgerCare(edge, ledger, () => foundDamage())
  const keepsake = openKeepsake(ledgerFile(edge.dataFolder), ledger)
  const absence = createAbsence(join(edge.dataFolder, 'awake'))
  const settings = openSettings(edge.settingsFile)
  const vault = openVault(
    edge.vaultFile,
    edge.cipher,
    edge.weakCipher && { cipher: edge.weakCipher, agreed: () => settings.get().weakVault },
  )
  const words = createWords({ language: settings.get().language ?? edge.systemLanguage })
  const lightspeed = createLightspeed({
    http,
    clock,
    random,
    log,
    tokens: tokenStore(vault, (tokens) => noteTokenSource({ ledger, clock, log }, tokens)),
    addresses: edge.addresses,
    clientId: () => settings.get().lightspeedClientId ?? BUILT_IN_CLIENT_ID,
    callback: httpsCallback(() => words),
    certificateLook: lookAtCertificate,
  })
  const magento = createMagentoConnection(edge, ledger, vault)
  const pictureCache = openPictureCache(join(edge.dataFolder, 'pictures'), clock)
  const catalogue = createCatalogue({
    ledger,
    lightspeed,
    magento: magento.client,
    http,
    pictureCache,
    clock,
    log,
  })
  const status = () =>
    readStatus({
      ledger,
      settings,
      lightspeed,
      runs,
      clock,
      magentoGoodAt: magento.lastGoodAt,
      follows: () => following && isConnected(),
    })
  const events = createEvents(clock, log, status)
  const runs = createRuns({
    book: ledger.runs,
    jobs: catalogue.jobs,
    clock,
    log,
    report: (_runId, problem) => void ledger.problems.report(problem),
    changed: events.statusChanged,
    ended(run) {
      runEnded(run)
      scheduler.look()
    },
  })
  const scheduler = createScheduler({
    clock,
    bell: edge.bell,
    watch: runs.watch,
    schedule: () => settings.get().schedule,
    lastRuns: () => ({
      stock: lastStart(ledger.runs.last('stock')),
      catalogue: lastStart(ledger.runs.last('catalogue')),
      verify: lastStart(ledger.runs.last('verify')),
      fullRead: {
        stock: at(ledger.runs.lastFullAt('stock')),
        catalogue: at(ledger.runs.lastFullAt('catalogue')),
        verify: at(ledger.runs.lastFullAt('verify')),
      },
    }),
    mayRun,
    start({ job, scope }) {
      try {
        runs.start(job, { scope: { kind: scope }, force: false, dryRun: false }, 'schedule')
      } catch (cause) {
        // A full disk: the bell rings again.
        log.error('run not begun', { job, cause: String(cause) })
      }
    },
  })
  let following = false
  let checked = false
  let open = true

  /** After mending nothing is believed that was not seen: both sides are looked through at once. */
  function lookThrough(): void {
    const mode = { scope: { kind: 'changed' as const }, force: false, dryRun: false }
    for (const job of SyncJob.options) runs.start(job, mode, 'start-up')
  }

  /** Asked at every look of the schedule. */
  function mayRun(): boolean {
    const may =
      following && checked && isConnected() && pausedState(settings.get().pausedUntil, clock.now()) === null
    const { schedule } = settings.get()
    absence.awake(clock.now(), may ? SyncJob.options.filter((job) => schedule[job].kind !== 'off') : [])
    return may
  }

  function isConnected(): boolean {
    const pair = ledger.pair.get()
    return pair.lightspeed !== null && pair.magento !== null
  }

  const runEnded = createRunEnds({
    edge,
    ledger,
    events,
    magento,
    care,
    absence,
    isOpen: () => open,
  })
  const lightspeedConnection = createLightspeedConnection({
    lightspeed,
    ledger,
    vault,
    settings,
    events,
    connected: () => {
      keepsake.keep()
      events.statusChanged()
      scheduler.look()
    },
  })
  const handlers = createHandlers({
    edge,
    ledger,
    vault,
    settings,
    lightspeed,
    lightspeedConnection,
    magento,
    catalogue,
    runs,
    events,
    status,
    decided: keepsake.keep,
    look: scheduler.look,
  })
  keepsake.keep()
  const stopListening = lightspeed.listen(events.statusChanged)

  const core: Core = {
    async ask(key, input) {
      const parsed = calls[key].input.safeParse(input)
      if (!parsed.success) {
        const field = parsed.error.issues[0]?.path.join('.') ?? ''
        return err({
          message: message('failure.badInput', { field }),
          details: parsed.error.issues[0]?.message ?? '',
        })
      }
      const handler: (input: never) => Promise<Answer<typeof key>> = handlers[key]
      try {
        return await handler(parsed.data as never)
      } catch (cause) {
        log.error('call broke', {
          call: key,
          cause: cause instanceof Error ? (cause.stack ?? cause.message) : String(cause),
        })
        if (isDamage(cause)) care.damage(String(cause))
        return err({ message: systemFault(cause) ?? message('failure.bug') })
      }
    },
    listen: events.listen,
  }
  return ok({
    core,
    mended,
    damaged,
    startSchedule() {
      following = true
      if (mended !== null)
        events.tell({
          kind: 'notify',
          title: message('notify.mended.title'),
          body: mended,
          level: 'needs-me',
          open: { page: 'overview', problemId: null },
        })
      void care.checkAfterUncleanStop().then(() => {
        checked = true
        if (open && mended !== null && mayRun()) lookThrough()
        if (open) scheduler.look()
      })
    },
    async close() {
      care.close()
      scheduler.close()
      absence.goodNight(clock.now())
      await runs.close()
      events.close()
      stopListening()
      lightspeed.close()
      open = false
      ledger.close()
    },
  })
}

/** A ledger that a newer program wrote, or whose folder cannot be used, is left as it is: the sentence says what to do. */
async function readLedger(edge: Edge): Promise<Result<Sound, Failure>> {
  try {
    const opened = await openSound(edge)
    return opened.ok ? opened : err({ message: message('failure.newerLedger') })
  } catch (cause) {
    edge.log.error('ledger not opened', { cause: String(cause) })
    const fault = systemFault(cause) ?? message('failure.bug')
    return err({ message: fault, details: String(cause) })
  }
}

const at = (moment: string | null): number | null => (moment === null ? null : Date.parse(moment))
const lastStart = (run: Run | null): number | null => (run === null ? null : Date.parse(run.startedAt))
