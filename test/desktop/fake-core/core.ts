import type { CallKey, CoreEvent, Output, Parsed } from '../../../shared/contract.ts'
import { noCounts, Run } from '../../../shared/job.ts'
import { defaultMapping } from '../../../shared/mapping.ts'
import { message } from '../../../shared/message.ts'
import type { Note } from '../../../shared/note.ts'
import type { PlanRow, PlanSummary } from '../../../shared/plan.ts'
import { err, ok } from '../../../shared/result.ts'
import { defaultRules } from '../../../shared/rules.ts'
import { defaultSettings } from '../../../shared/settings.ts'
import { checkUpOf } from './check-up.ts'
import { explain, itemAt, listItems } from './items.ts'
import { connectionsOf, decisionsOf, problemsOf } from './lists.ts'
import { clearedOf, overridesPage } from './overrides.ts'
import { type Scene, statusOf } from './scenes.ts'

type Options = {
  readonly scene: Scene
  readonly items: number
  readonly language: 'en' | 'fr'
  readonly theme: 'light' | 'dark' | 'system'
}

/** A core that invents its answers: the window cannot tell it from the real one. */
export function createFakeCore({ scene, items, language, theme }: Options) {
  const start = Date.now()
  const listeners = new Set<(event: CoreEvent) => void>()
  let settings = { ...defaultSettings, language, theme }
  let rules = defaultRules
  let mapping = defaultMapping
  let decisions = decisionsOf(scene, start)
  let paused = statusOf(scene, start).paused
  let runId = 100

  const status = () => ({ ...statusOf(scene, start), paused })
  const tell = (event: CoreEvent) => {
    for (const listener of listeners) listener(event)
  }
  const ended = (id: number, job: Run['job'], mode: Run['mode']): Run =>
    Run.parse({
      id,
      job,
      trigger: 'window',
      mode,
      startedAt: new Date().toISOString(),
      endedAt: null,
      outcome: null,
      counts: noCounts,
      progress: null,
    })

  const answers: { readonly [K in CallKey]: (input: Parsed<K>) => Output<K> } = {
    status,
    about: () => ({
      version: '0.1.0',
      dataFolder: '/home/sutton/.config/Tillbridge',
      logFile: '/home/sutton/.config/Tillbridge/log.txt',
      services: ['https://cloud.lightspeedapp.com'],
      texts: language,
    }),
    notes: () => (scene === 'good-day' ? notesOf(start) : []),
    connectLightspeed: () => ({
      authorizeUrl: 'https://cloud.lightspeedapp.com/auth/oauth/authorize',
      listening: true,
      codeSeconds: 60,
      startedAt: new Date().toISOString(),
    }),
    finishLightspeed: () => connectionsOf('good-day').lightspeed ?? never(),
    connectTokenService: () => connectionsOf('good-day').lightspeed ?? never(),
    connectMagento: () => connectionsOf('good-day').magento ?? never(),
    disconnect: () => ({}),
    connections: () => connectionsOf(scene),
    lists: () => ({
      shops: connectionsOf('good-day').lightspeed?.shops ?? [],
      sources: [
        { code: 'default', name: 'Default Source', enabled: true },
        { code: 'bromont', name: 'Bromont', enabled: true },
      ],
      priceLevels: [
        { useTypeId: '1', name: 'Default' },
        { useTypeId: '2', name: 'MSRP' },
        { useTypeId: '3', name: 'Online' },
      ],
      taxClasses: [{ id: '2', name: 'Taxable Goods' }],
      attributeSets: [{ id: 4, name: 'Default' }],
      textAttributes: [
        { code: 'ean', label: 'EAN' },
        { code: 'manufacturer_sku', label: null },
      ],
      shopCategories: [
        { id: 2, path: 'Default Category' },
        { id: 3, path: 'Default Category › Bikes' },
        { id: 4, path: 'Default Category › Bikes › Parts' },
      ],
      places: [
        { key: '12', name: 'Apparel' },
        { key: '13', name: 'Apparel/Helmets' },
        { key: 'tag:4', name: 'webstore' },
      ],
    }),
    checkUp: () => checkUpOf(start),
    overrides: ({ after }) => overridesPage(after),
    clearOverrides: ({ overrides }) => clearedOf(overrides),
    goPreview: () => (scene === 'ready-to-go' ? summary(start) : null),
    go: () => ({}),
    startRun: ({ jobs, mode }) => {
      const started = jobs.map((job) => {
        runId += 1
        return ended(runId, job, mode)
      })
      setTimeout(() => {
        for (const run of started) {
          const outcome = run.mode.dryRun ? { kind: 'previewed' as const } : { kind: 'done' as const }
          tell({ kind: 'run-ended', run: { ...run, endedAt: new Date().toISOString(), outcome } })
        }
      }, 300)
      return { started, running: [] }
    },
    cancelRun: () => ({}),
    awaitRun: () => never(),
    runs: () => (scene === 'empty' ? [] : history(start)),
    planSummary: () => (scene === 'empty' ? null : summary(start)),
    planRows: ({ offset, limit }) => {
      const rows = planRows(start)
      return { rows: rows.slice(offset, offset + limit), total: rows.length }
    },
    items: ({ filter, search, offset, limit }) => {
      const total = scene === 'empty' || scene === 'first-day' ? 0 : items
      const { rows, counts } = listItems(total, start, filter, search)
      return { rows: rows.slice(offset, offset + limit), total: rows.length, counts }
    },
    findItem: () => null,
    explain: ({ itemId }) => explain(itemId, start),
    picture: () => pictureOfItem,
    problems: ({ offset, limit }) => {
      const rows = problemsOf(scene, start)
      return { rows: rows.slice(offset, offset + limit), total: rows.length }
    },
    decisions: () => decisions,
    decide: ({ id }) => {
      decisions = decisions.filter((decision) => decision.id !== id)
      tell({ kind: 'lists-changed' })
      return {}
    },
    rules: () => rules,
    setRules: (input) => {
      rules = input.rules
      return rules
    },
    countSelected: (input) =>
      input.rules.selection.kind === 'all'
        ? { selected: 2996, items: 3000 }
        : { selected: 2517, items: 3000 },
    mapping: () => mapping,
    setMapping: (input) => {
      mapping = input.mapping
      return mapping
    },
    settings: () => settings,
    setSettings: (input) => {
      settings = { ...input.settings, language: input.settings.language ?? language }
      return settings
    },
    pause: ({ until }) => {
      paused = { until: until === 'forever' ? null : until }
      return {}
    },
    resume: () => {
      paused = null
      return {}
    },
    wake: () => ({}),
  }

  return {
    async ask(key: string, input: unknown): Promise<unknown> {
      if (scene === 'silent' && key !== 'status' && key !== 'settings' && key !== 'about') {
        return err({ message: message('failure.no-answer'), details: `${key}: socket closed` })
      }
      if (scene === 'slow' && (key === 'items' || key === 'problems')) await new Promise(() => {})
      if (!isKey(key, answers)) return err({ message: message('failure.unexpected') })
      return ok(answers[key](input as never))
    },
    listen(listener: (event: unknown) => void) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** 64 pixels square; the page has no Node that could draw one. */
const pictureOfItem =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAEAAAABACAIAAAAlC+aJAAAAh0lEQVR4nO3VwQ2AIAxAUY6O4XRO7wTGgwuACUJTSV7yj6TtO1HO+6q2HXu11vtZ9e4tAAAAAAAhgGjYrDkAAAAAAGOA1qBVAsgOIDuA7NYHLP+RAQAAAACEAHoXvH8343MAAAAAAP4B6F0QPR8AAAAAYAww66DoWncCAAAAAAAAAAAAAHwGPFG0/8Ng0RbyAAAAAElFTkSuQmCC'

const isKey = (key: string, answers: object): key is CallKey => Object.hasOwn(answers, key)

function never(): never {
  throw new Error('the fake core does not answer this')
}

const summary = (now: number): PlanSummary => ({
  runId: 1 as PlanSummary['runId'],
  madeAt: new Date(now - 60_000).toISOString(),
  selected: 2517,
  create: 2305,
  update: 38,
  adopt: 170,
  disable: 0,
  stock: 2517,
  unchanged: 0,
  held: 4,
  overwrites: 38,
  pictures: 0,
  byBarcode: 12,
})

const planRows = (now: number): PlanRow[] =>
  Array.from({ length: 2343 }, (_, index): PlanRow => {
    const { itemId, name, sku, price } = itemAt(index, now)
    const update = index % 60 === 1
    return {
      itemId,
      name,
      sku: sku ?? '',
      kind: update ? 'update' : 'create',
      byBarcode: update && index % 180 === 1,
      facet: update ? 'price' : 'details',
      fields: update
        ? [{ field: 'price', before: '69.95', after: price }]
        : [
            { field: 'name', before: null, after: name },
            { field: 'price', before: null, after: price },
          ],
    }
  })

function notesOf(now: number): Note[] {
  const ago = (minutes: number) => new Date(now - minutes * 60_000).toISOString()
  return [
    { at: ago(70), text: message('note.off', { fromAt: ago(900), toAt: ago(72), count: 12 }) },
    {
      at: ago(180),
      text: message('note.ledger-restored', {
        backupAt: ago(300),
        file: 'ledger.sqlite.damaged-2026-11-24T08-10-00-000Z',
      }),
    },
  ]
}

function history(now: number): Run[] {
  const outcomes = [
    { kind: 'done' },
    { kind: 'done' },
    { kind: 'done-with-problems', problems: 2 },
    { kind: 'previewed' },
    { kind: 'failed', reason: { key: 'problem.unreachable.title', params: { service: 'magento' } } },
    { kind: 'held-by-guard', decisions: 1 },
    { kind: 'cancelled' },
  ]
  return Array.from({ length: 40 }, (_, index) =>
    Run.parse({
      id: 40 - index,
      job: index % 3 === 0 ? 'catalogue' : 'stock',
      trigger: index % 5 === 0 ? 'tray' : 'schedule',
      mode: { scope: { kind: 'changed' }, force: false, dryRun: index % 7 === 3 },
      startedAt: new Date(now - index * 1_900_000 - 12_000).toISOString(),
      endedAt: new Date(now - index * 1_900_000 - 2000).toISOString(),
      outcome: outcomes[index % 7],
      counts: { ...noCounts, updated: (index * 5) % 13, stock: (index * 11) % 31 },
      progress: null,
    }),
  )
}
