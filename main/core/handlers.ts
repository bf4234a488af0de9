import type { Handlers } from '../../shared/contract.ts'
import { midnightBefore } from '../../shared/day.ts'
import { type Failure, message } from '../../shared/message.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { Settings } from '../../shared/settings.ts'
import type { Status } from '../../shared/status.ts'
import type { Catalogue } from '../catalogue/catalogue.ts'
import type { Lightspeed } from '../lightspeed/lightspeed.ts'
import type { Runs } from '../runs/runs.ts'
import { isCron } from '../runs/schedule.ts'
import type { Ledger } from '../store/ledger.ts'
import type { SettingsStore } from '../store/settings.ts'
import { type Vault, vaultMessage } from '../store/vault.ts'
import { instant } from '../support/clock.ts'
import type { Edge } from '../support/edge.ts'
import { gatherFacts } from './check-up/gather.ts'
import { judge } from './check-up/judge.ts'
import type { Events } from './events.ts'
import type { LightspeedConnection } from './lightspeed-connection.ts'
import { keptLists, refreshLists } from './lists.ts'
import type { MagentoConnection } from './magento-connection.ts'

export type HandlerParts = {
  readonly edge: Edge
  readonly ledger: Ledger
  readonly vault: Vault
  readonly settings: SettingsStore
  readonly lightspeed: Lightspeed
  readonly lightspeedConnection: LightspeedConnection
  readonly magento: MagentoConnection
  readonly catalogue: Catalogue
  readonly runs: Runs
  readonly events: Events
  status(): Status
  /** The merchant has connected or decided something that a lost ledger must not lose. */
  decided(): void
  /** The schedule looks again. */
  look(): void
}

/** One short function per call of the contract; whatever decides stands in the rooms. */
export function createHandlers(parts: HandlerParts): Handlers {
  const { edge, ledger, vault, settings, lightspeed, lightspeedConnection, magento } = parts
  const { catalogue, runs, events } = parts

  const changed = () => {
    parts.decided()
    events.statusChanged()
    events.tell({ kind: 'lists-changed' })
    parts.look()
  }
  /** Price levels, tax classes, stock locations: names that the window shows, so they are read as soon as they can be. */
  async function readLists(): Promise<void> {
    const client = await magento.client()
    await refreshLists(ledger, lightspeed, client.ok ? client.value : null, new AbortController().signal)
  }
  const isSetUp = () => ledger.pair.get().lightspeed !== null && ledger.pair.get().magento !== null

  async function keepSettings(next: Settings): Promise<Result<Settings, Failure>> {
    for (const timing of Object.values(next.schedule)) {
      if (timing.kind === 'cron' && !isCron(timing.cron))
        return err({ message: message('failure.badCron', { cron: timing.cron }) })
    }
    const before = settings.get()
    settings.set(next)
    if (next.weakVault !== before.weakVault) {
      const moved = await vault.move()
      if (!moved.ok) {
        settings.set({ ...settings.get(), weakVault: before.weakVault })
        return err({ message: vaultMessage(moved.error) })
      }
    }
    events.tell({ kind: 'settings-changed' })
    changed()
    return ok(settings.get())
  }

  return {
    status: async () => ok(parts.status()),
    about: async () =>
      ok({
        version: edge.version,
        dataFolder: edge.dataFolder,
        logFile: edge.logFile,
        services: [edge.addresses.lightspeedAuth],
        texts: settings.get().language ?? edge.systemLanguage,
      }),

    connectLightspeed: ({ clientId }) => lightspeedConnection.begin(clientId),
    finishLightspeed: ({ redirected }) => lightspeedConnection.finish(redirected),
    connectTokenService: (input) => lightspeedConnection.connectTokenService(input),
    async connectMagento({ url, keys }) {
      const connected = await magento.connect(url, keys)
      if (connected.ok) {
        await readLists()
        changed()
      }
      return connected
    },
    async disconnect({ service }) {
      const ended = await (service === 'lightspeed'
        ? lightspeedConnection.disconnect()
        : magento.disconnect())
      changed()
      return ended.ok ? ok({}) : ended
    },
    async connections() {
      const { lightspeed: till, magento: shop } = ledger.pair.get()
      return ok({ lightspeed: till, magento: shop })
    },
    async lists() {
      await readLists()
      return ok(keptLists(ledger))
    },
    async checkUp() {
      const facts = await gatherFacts(parts, new AbortController().signal)
      return ok({ at: instant(edge.clock.now()), findings: [...judge(facts)] })
    },

    overrides: ({ after }) => catalogue.overrides.look(after),
    clearOverrides: ({ overrides }) => catalogue.overrides.clear(overrides),

    goPreview: async () => ok(catalogue.goPreview()),
    async go({ trigger }) {
      if (!isSetUp()) return err({ message: message('failure.notSetUp') })
      if (ledger.rules.current().watchOnly) return err({ message: message('failure.watchOnly') })
      if (catalogue.goPreview() === null) return err({ message: message('failure.nothingPlanned') })
      ledger.pair.go()
      const mode = { scope: { kind: 'changed' as const }, force: false, dryRun: false }
      for (const job of ['catalogue', 'stock'] as const) runs.start(job, mode, trigger)
      changed()
      return ok({})
    },

    async startRun({ jobs, mode, trigger }) {
      if (!isSetUp()) return err({ message: message('failure.notSetUp') })
      const begun = jobs.map((job) => runs.start(job, mode, trigger)).filter((start) => start !== null)
      // Nothing begins any more in a process that ends.
      if (begun.length === 0) return err({ message: message('failure.ownerGone') })
      return ok({
        started: begun.filter((start) => start.started).map((start) => start.run),
        running: begun.filter((start) => !start.started).map((start) => start.run),
      })
    },
    async cancelRun({ runId }) {
      return runs.cancel(runId) ? ok({}) : err({ message: message('failure.unknownRun') })
    },
    async awaitRun({ runId }) {
      const run = await runs.untilEnd(runId)
      return run === null ? err({ message: message('failure.unknownRun') }) : ok(run)
    },
    runs: async ({ limit, before }) => ok(ledger.runs.list({ limit, before })),
    notes: async () => ok([...ledger.notes.all()]),
    planSummary: async ({ runId }) => ok(ledger.plans.summary(runId)),
    planRows: async ({ runId, offset, limit }) => ok(catalogue.planRows(runId, offset, limit)),

    items: async (query) =>
      ok(ledger.itemList.page({ ...query, today: instant(midnightBefore(edge.clock.now())) })),
    async findItem({ text }) {
      const itemId = ledger.itemList.find(text)
      return ok(itemId === null ? null : { itemId })
    },
    explain: async ({ itemId }) => ok(catalogue.explain(itemId)),
    picture: async ({ itemId }) => ok(catalogue.picture(itemId)),

    problems: async ({ offset, limit }) =>
      ok({ rows: ledger.problems.list(offset, limit), total: ledger.problems.count() }),
    decisions: async () => ok(ledger.decisions.unanswered()),
    async decide({ id, answer, trigger }) {
      if (!ledger.decisions.answer(id, answer)) return err({ message: message('failure.unknownDecision') })
      const mode = { scope: { kind: 'changed' as const }, force: false, dryRun: false }
      for (const job of ['catalogue', 'stock'] as const) runs.start(job, mode, trigger)
      changed()
      return ok({})
    },

    rules: async () => ok(ledger.rules.current()),
    async setRules({ rules }) {
      ledger.rules.set(rules)
      changed()
      return ok(ledger.rules.current())
    },
    countSelected: async ({ rules }) => ok(catalogue.countSelected(rules)),
    mapping: async () => ok(ledger.mapping.current()),
    async setMapping({ mapping }) {
      ledger.mapping.set(mapping)
      changed()
      return ok(ledger.mapping.current())
    },
    settings: async () => ok(settings.get()),
    setSettings: async ({ settings: next }) => keepSettings(next),

    async pause({ until }) {
      const kept = await keepSettings({ ...settings.get(), pausedUntil: until })
      return kept.ok ? ok({}) : kept
    },
    async resume() {
      const kept = await keepSettings({ ...settings.get(), pausedUntil: null })
      return kept.ok ? ok({}) : kept
    },
    async wake() {
      parts.look()
      return ok({})
    },
  }
}
