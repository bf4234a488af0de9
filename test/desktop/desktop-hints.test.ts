import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { expect, test } from '@playwright/test'
import { openShop, type Shop } from '../harness/shop.ts'
import { keepScreen, startApp } from './app.ts'
import { choose, menuEntries, trayItemOf } from './bus.ts'

const NO_TRAY = /^Tillbridge finds no tray on this desktop/

let shop: Shop
const session = process.env.DBUS_SESSION_BUS_ADDRESS
const programs = new Set<ChildProcess>()
test.beforeEach(async () => {
  shop = await openShop(60)
  await shop.connect()
})
test.afterEach(async () => {
  process.env.DBUS_SESSION_BUS_ADDRESS = session
  for (const program of programs) program.kill('SIGKILL')
  programs.clear()
  await shop.close()
})

/** A session bus on which nobody shows icons yet; from now on, the one that is asked here too. */
async function emptyBus(): Promise<void> {
  const bus = spawn('dbus-daemon', ['--session', '--nofork', '--nopidfile', '--print-address'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  programs.add(bus)
  const [address]: string[] = await once(createInterface(bus.stdout), 'line')
  process.env.DBUS_SESSION_BUS_ADDRESS = address
}

function startPanel(): ChildProcess {
  const panel = spawn('xfce4-panel', [], { stdio: 'ignore' })
  programs.add(panel)
  return panel
}

const within = { timeout: 45_000 }

test('a panel that starts after the program gets the icon; one that starts once more gets it again', async () => {
  test.setTimeout(180_000)
  await emptyBus()
  const app = await startApp({
    ...shop.environment,
    DBUS_SESSION_BUS_ADDRESS: process.env.DBUS_SESSION_BUS_ADDRESS,
  })
  const pid = app.process().pid ?? 0
  const page = await app.firstWindow()
  await expect(page.getByText(NO_TRAY)).toBeVisible()

  const panel = startPanel()
  await expect(page.getByText(NO_TRAY)).toHaveCount(0, within)
  const item = trayItemOf(pid)
  if (item === null) throw new Error('The icon is said to be there and is not')
  expect(menuEntries(item).length).toBeGreaterThan(3)
  await page.close()
  await expect.poll(() => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(0)
  const [opened] = await Promise.all([app.waitForEvent('window'), choose(item, 'Open Tillbridge')])
  await opened.getByRole('navigation').getByRole('button', { name: 'Overview' }).click()

  const ended = once(panel, 'exit')
  panel.kill('SIGTERM')
  await ended
  await expect(opened.getByText(NO_TRAY)).toBeVisible(within)
  startPanel()
  await expect(opened.getByText(NO_TRAY)).toHaveCount(0, within)
  expect(trayItemOf(pid)).not.toBeNull()
  await app.close()
})

test('muted notifications are said in the window, and no more once they are not', async () => {
  const app = await startApp(shop.environment)
  const page = await app.firstWindow()
  const said = page.getByText(/^Notifications are muted on this desktop/)
  await expect(page.getByRole('heading', { name: 'First sync' })).toBeVisible()
  await expect(said).toHaveCount(0)
  execFileSync('dunstctl', ['set-paused', 'true'])
  try {
    await expect(said).toBeVisible({ timeout: 20_000 })
    await keepScreen(page, 'notifications-muted')
  } finally {
    execFileSync('dunstctl', ['set-paused', 'false'])
  }
  await expect(said).toHaveCount(0, { timeout: 20_000 })
  await app.close()
})

test('a desktop without notifications is said in the window, and a failure stands under Needs you', async () => {
  const app = await startApp({ ...shop.environment, DBUS_SESSION_BUS_ADDRESS: 'disabled:' })
  const page = await app.firstWindow()
  await expect(page.getByText(/^This desktop shows no notifications/)).toBeVisible()
  shop.sandbox.magento.faults.add({ route: '*', status: 401, times: 1000 })
  await shop.tillbridge('sync', 'catalogue')
  await page.getByRole('navigation').getByRole('button', { name: 'Needs you' }).click()
  await expect(
    page
      .getByRole('main')
      .getByText(/did not accept|refused|rights|keys/i)
      .first(),
  ).toBeVisible()
  await keepScreen(page, 'no-notifications')
  await app.close()
})
