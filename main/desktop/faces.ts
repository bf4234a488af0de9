import { app, shell } from 'electron'
import type { Core, CoreEvent } from '../../shared/contract.ts'
import { pauseUntil } from '../../shared/day.ts'
import type { Run } from '../../shared/job.ts'
import { message } from '../../shared/message.ts'
import { assertNever } from '../../shared/result.ts'
import type { Words } from '../../shared/say.ts'
import type { Settings } from '../../shared/settings.ts'
import type { State, Status } from '../../shared/status.ts'
import type { Clock } from '../support/clock.ts'
import type { Log } from '../support/log.ts'
import { clickAct } from './click.ts'
import { answerWindow } from './ipc.ts'
import { isWanted, notificationsShown, showNotification } from './notifications.ts'
import { setStartAtLogin } from './power.ts'
import { savePlan } from './save-plan.ts'
import { openTray } from './tray.ts'
import { lookAtTray } from './tray-host.ts'
import { stateLine, type TrayAct, trayMenu } from './tray-menu.ts'
import { watchTray } from './tray-watch.ts'
import { type Bounds, createWindow, type Place } from './window.ts'

export type FacesParts = {
  readonly core: Core
  readonly words: Words
  readonly clock: Clock
  readonly log: Log
  readonly logFile: string | null
  readonly page: string
  readonly preload: string
  quit(): void
}

export type Faces = Awaited<ReturnType<typeof openFaces>>

/** The arrows stand at least this long after a click, so that it is seen to have done something. */
const LEAST_ARROWS_MS = 1_000
/** Ages in the menu are made anew this often while nothing happens. */
const AGES_MS = 30_000
/** While a sync runs its progress moves several times a second: the menu does not. */
const BETWEEN_MENUS_MS = 2_000

/** Tray, window and notifications over one core. */
export async function openFaces(parts: FacesParts) {
  const { core, words, clock, log } = parts
  let status: Status | null = null
  let settings: Settings | null = null
  let last: Run | null = null
  let lastClick: number | null = null
  let arrowsUntil = 0
  let drawn: { state: State; at: number } | null = null

  const window = createWindow({
    page: parts.page,
    preload: parts.preload,
    bounds: async () => (settings === null ? null : settings.window),
    keepBounds: (bounds) => void keepBounds(bounds),
  })
  const tray = openTray({ click, act, entries: () => trayMenu(status, lastLine(), words, clock.now()) })
  const trayWatch = watchTray({
    look: async () => (process.platform === 'linux' ? lookAtTray(process.pid) : 'there'),
    rebuild: tray.rebuild,
    clock,
  })

  /** Beside whatever another face has changed meanwhile. */
  async function keepBounds(bounds: Bounds): Promise<void> {
    const now = await core.ask('settings', {})
    if (now.ok) await core.ask('setSettings', { settings: { ...now.value, window: bounds } })
  }

  async function readSettings(): Promise<void> {
    const answer = await core.ask('settings', {})
    if (!answer.ok) return
    const before = settings
    settings = answer.value
    const about = await core.ask('about', {})
    if (about.ok) words.use(settings.language ?? about.value.texts)
    if (before?.startAtLogin !== settings.startAtLogin) setStartAtLogin(settings.startAtLogin)
  }

  /** At once when the state is another one, else not too often. */
  function drawCalmly(): void {
    const calm = drawn !== null && drawn.state === status?.state && clock.now() - drawn.at < BETWEEN_MENUS_MS
    if (!calm) draw()
  }

  function draw(): void {
    if (status === null) return
    const now = clock.now()
    drawn = { state: status.state, at: now }
    tray.show(now < arrowsUntil ? 'working' : status.state, `Tillbridge · ${stateLine(status, words, now)}`)
  }

  function lastLine(): string | null {
    if (last === null || last.outcome === null || last.endedAt === null) return null
    const { counts, outcome } = last
    const sent = counts.created + counts.updated + counts.disabled + counts.stock
    const key = outcome.kind === 'done' && sent === 0 ? 'tray.lastNothing' : `tray.last.${outcome.kind}`
    return words.say(message(key, { endedAt: last.endedAt, sent, job: last.job }), clock.now())
  }

  function click(): void {
    const now = clock.now()
    const does = clickAct(status, now, lastClick)
    lastClick = now
    if (does.kind === 'open') open({ page: does.page, problemId: null })
    if (does.kind === 'sync') sync(['stock', 'catalogue'])
    if (process.platform === 'darwin' && does.kind !== 'nothing') open(null)
  }

  function sync(jobs: readonly ('stock' | 'catalogue')[]): void {
    arrowsUntil = clock.now() + LEAST_ARROWS_MS
    draw()
    void clock.sleep(LEAST_ARROWS_MS).then(draw)
    const mode = { scope: { kind: 'changed' as const }, force: false, dryRun: false }
    void core.ask('startRun', { jobs: [...jobs], mode, trigger: 'tray' }).then((answer) => {
      if (!answer.ok) open({ page: 'overview', problemId: null })
    })
  }

  /** Resolves when the window shows its page. */
  const show = (place: Place | null): Promise<void> =>
    window.open(place).catch((cause) => log.error('window not opened', { cause: String(cause) }))

  function open(place: Place | null): void {
    void show(place)
  }

  function act(what: TrayAct): void {
    switch (what.kind) {
      case 'sync':
        sync(what.jobs)
        break
      case 'pause':
        void core.ask('pause', { until: pauseUntil(what.choice, clock.now()) })
        break
      case 'resume':
        void core.ask('resume', {})
        break
      case 'open':
        open({ page: what.page, problemId: null })
        break
      case 'logs':
        if (parts.logFile !== null) shell.showItemInFolder(parts.logFile)
        break
      case 'quit':
        parts.quit()
        break
      default:
        assertNever(what, 'tray')
    }
  }

  function heard(event: CoreEvent): void {
    window.tell(event)
    if (event.kind === 'status') {
      status = event.status
      drawCalmly()
    }
    if (event.kind === 'run-ended' && !event.run.mode.dryRun) {
      last = event.run
      draw()
    }
    if (event.kind === 'settings-changed') void readSettings().then(draw)
    if (event.kind === 'notify' && isWanted(event.level, settings?.notifications ?? 'needs-me')) {
      showNotification(event, words, clock.now(), log, () => open(event.open))
    }
  }

  const stopAnswering = answerWindow({
    core,
    isOurs: window.isOurs,
    hosts: () => hosts(core),
    desktop: async () => ({ tray: await trayWatch.isThere(), notifications: await notificationsShown() }),
    savePlan: (inWindow, runId) => savePlan({ core, words, now: clock.now, window: inWindow }, runId),
    logFile: parts.logFile,
  })
  const stopListening = core.listen(heard)
  const ages = setInterval(draw, AGES_MS)
  await readSettings()
  const first = await core.ask('status', {})
  if (first.ok) heard({ kind: 'status', status: first.value })
  app.on('second-instance', () => open(null))
  app.on('activate', () => open(null))
  return {
    show,
    imagesSet: tray.imagesSet,
    close(): void {
      clearInterval(ages)
      stopListening()
      stopAnswering()
      trayWatch.close()
      tray.close()
    },
  }
}

/** The services whose pages may be opened in the browser: those connected, and Lightspeed's own sign-in. */
async function hosts(core: Core): Promise<readonly string[]> {
  const [status, about] = await Promise.all([core.ask('status', {}), core.ask('about', {})])
  const addresses = status.ok ? [status.value.lightspeed, status.value.magento] : []
  const connected = addresses.flatMap((connection) =>
    connection.kind === 'none' ? [] : [connection.address],
  )
  return about.ok ? [...connected, ...about.value.services] : connected
}
