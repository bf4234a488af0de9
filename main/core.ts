import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { BUILT_IN_CLIENT_ID } from '../shared/client-id.ts'
import { type Answer, type Core, calls } from '../shared/contract.ts'
import type { Run } from '../shared/job.ts'
import { type Failure, message } from '../shared/message.ts'
import { err, ok, type Result } from '../shared/result.ts'
import { createWords } from '../shared/say.ts'
import { createCatalogue } from './catalogue/catalogue.ts'
import { createEvents } from './core/events.ts'
import { createHandlers } from './core/handlers.ts'
import { createLightspeedConnection } from './core/lightspeed-connection.ts'
import { createMagentoConnection } from './core/magento-connection.ts'
import { pausedState, readStatus } from './core/status.ts'
import { tokenStore } from './core/token-store.ts'
import { keepTrouble, mayBeBack, nameOf } from './core/trouble.ts'
import { httpsCallback } from './lightspeed/callback.ts'
import { createLightspeed } from './lightspeed/lightspeed.ts'
import { storeViews } from './magento/stores.ts'
import { type Meaning, nothingSaid, noticeFor } from './runs/notices.ts'
import { createRuns } from './runs/runs.ts'
import { createScheduler } from './runs/scheduler.ts'
import { type Ledger, openLedger } from './store/ledger.ts'
import { holdLock } from './store/lock.ts'
import { openSettings } from './store/settings.ts'
import { openVault } from './store/vault.ts'
import { lookAtCertificate } from './support/certificate.ts'
import { type Clock, instant } from './support/clock.ts'
import type { Edge } from './support/edge.ts'
import { systemFault } from './support/system-fault.ts'

export type Built = {
  readonly core: Core
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
  const opened = readLedger(edge)
  if (!opened.ok) return opened
  const ledger = opened.value
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
    tokens: tokenStore(vault),
    addresses: edge.addresses,
    clientId: () => settings.get().lightspeedClientId ?? BUILT_IN_CLIENT_ID,
    callback: httpsCallback(() => words),
    certificateLook: lookAtCertificate,
  })
  const magento = createMagentoConnection(edge, ledger, vault)
  const catalogue = createCatalogue({ ledger, lightspeed, magento: magento.client, clock, log })
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
    ended,
  })
  const scheduler = createScheduler({
    clock,
    bell: edge.bell,
    watch: runs.watch,
    schedule: () => settings.get().schedule,
    lastRuns: () => ({
      stock: lastStart(ledger.runs.last('stock')),
      catalogue: lastStart(ledger.runs.last('catalogue')),
      fullRead: {
        stock: at(ledger.runs.lastFullAt('stock')),
        catalogue: at(ledger.runs.lastFullAt('catalogue')),
      },
    }),
    mayRun: () => following && isConnected() && pausedState(settings.get().pausedUntil, clock.now()) === null,
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
  let open = true
  let said = nothingSaid

  function isConnected(): boolean {
    const pair = ledger.pair.get()
    return pair.lightspeed !== null && pair.magento !== null
  }

  function ended(run: Run): void {
    const meaning = meaningOf(run)
    events.tell({ kind: 'run-ended', run })
    events.tell({ kind: 'lists-changed' })
    const told = noticeFor(run, meaning, said, clock.now())
    said = told.said
    if (told.notice !== null) events.tell({ kind: 'notify', ...told.notice })
    if (run.mode.scope.kind === 'full')
      inBackground(
        'old history',
        forgetOldChanges(ledger, clock, () => open),
      )
    scheduler.look()
  }

  /** What a run means for problems and connections, written down; a full disk keeps nobody from being told. */
  function meaningOf(run: Run): Meaning {
    try {
      const { problem, over } = keepTrouble(ledger, run)
      for (const subject of over) if (subject.kind === 'connection') ledger.pair.good(subject.service)
      if (mayBeBack(ledger, run)) inBackground('look at the shop', lookAtShop())
      const failure = problem && { subject: nameOf(problem.subject), problemId: problem.id }
      return { failure, over: over.map(nameOf) }
    } catch (cause) {
      log.error('end of run not written down', { cause: String(cause) })
      return { failure: null, over: [] }
    }
  }

  /** While nothing is to be sent no run would notice that the shop is back. */
  async function lookAtShop(): Promise<void> {
    const client = await magento.client()
    const answer = client.ok ? await storeViews(client.value) : client
    if (!answer.ok || !open) return
    ledger.pair.good('magento')
    ledger.problems.close({ kind: 'connection', service: 'magento' }, ['unreachable'])
  }

  /** Work that nobody waits for: what goes wrong with it stands in the log. */
  function inBackground(what: string, work: Promise<void>): void {
    work.then(events.statusChanged, (cause) => log.error(`${what} broke`, { cause: String(cause) }))
  }

  const lightspeedConnection = createLightspeedConnection({
    lightspeed,
    ledger,
    vault,
    settings,
    events,
    connected: () => {
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
    look: scheduler.look,
  })
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
        return err({ message: systemFault(cause) ?? message('failure.bug') })
      }
    },
    listen: events.listen,
  }
  return ok({
    core,
    startSchedule() {
      following = true
      scheduler.look()
      if (ledger.stoppedUncleanly)
        inBackground(
          'ledger check',
          reportDamage(edge, ledger, () => open),
        )
    },
    async close() {
      scheduler.close()
      await runs.close()
      events.close()
      stopListening()
      lightspeed.close()
      open = false
      ledger.close()
    },
  })
}

/** What a run changed can be looked up this long. */
const HISTORY_MS = 180 * 86_400_000
const PRUNED_AT_ONCE = 500

/** Forgets old history in small steps, so that nothing waits for it. */
async function forgetOldChanges(ledger: Ledger, clock: Clock, isOpen: () => boolean): Promise<void> {
  const before = instant(clock.now() - HISTORY_MS)
  while (isOpen() && ledger.changes.prune(before, PRUNED_AT_ONCE) === PRUNED_AT_ONCE) await clock.sleep(0)
}

const ledgerFile = (dataFolder: string): string => join(dataFolder, 'ledger.sqlite')

/** After a power cut or a kill: what a process of its own finds wrong becomes a problem, and its absence ends one. */
async function reportDamage(
  { checkLedger, dataFolder, log }: Edge,
  ledger: Ledger,
  isOpen: () => boolean,
): Promise<void> {
  const file = ledgerFile(dataFolder)
  const found = await checkLedger(file)
  if (!isOpen()) return
  if (found === null) {
    log.warn('ledger not checked')
    return
  }
  log.info('ledger checked', { found: found.length })
  const subject = { kind: 'job', job: 'catalogue' } as const
  if (found.length === 0) ledger.problems.close(subject, ['ledger-damaged'])
  else
    ledger.problems.report({ kind: 'ledger-damaged', subject, params: { file }, details: found.join('\n') })
}

/** A ledger that a newer program wrote, or that is damaged, is left as it is: the sentence says what to do. */
function readLedger({ dataFolder, clock, log }: Edge): Result<Ledger, Failure> {
  const file = ledgerFile(dataFolder)
  try {
    const opened = openLedger({ file, clock, log })
    return opened.ok ? opened : err({ message: message('failure.newerLedger') })
  } catch (cause) {
    log.error('ledger not opened', { cause: String(cause) })
    const fault = systemFault(cause) ?? message('failure.damagedLedger', { file })
    return err({ message: fault, details: String(cause) })
  }
}

const at = (moment: string | null): number | null => (moment === null ? null : Date.parse(moment))
const lastStart = (run: Run | null): number | null => (run === null ? null : Date.parse(run.startedAt))
