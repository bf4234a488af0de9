import { execFileSync, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'

// The session bus, asked with gdbus as any other program of the desktop would ask it.

const WATCHER = 'org.kde.StatusNotifierWatcher'
const ITEM = 'org.kde.StatusNotifierItem'
const MENU = 'com.canonical.dbusmenu'

function call(dest: string, path: string, method: string, ...args: string[]): string {
  const words = [
    'call',
    '--session',
    '--dest',
    dest,
    '--object-path',
    path,
    '--method',
    method,
    '--',
    ...args,
  ]
  return execFileSync('gdbus', words, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
}

const get = (dest: string, path: string, of: string, name: string): string =>
  call(dest, path, 'org.freedesktop.DBus.Properties.Get', of, name)

export type TrayItem = { readonly dest: string; readonly path: string }

/** The tray icon that a process has registered; null while it has none. */
export function trayItemOf(pid: number): TrayItem | null {
  const listed = get(WATCHER, '/StatusNotifierWatcher', WATCHER, 'RegisteredStatusNotifierItems')
  for (const [, address = ''] of listed.matchAll(/'([^']+)'/g)) {
    const slash = address.indexOf('/')
    const item =
      slash === -1
        ? { dest: address, path: '/StatusNotifierItem' }
        : { dest: address.slice(0, slash), path: address.slice(slash) }
    if (pidOf(item.dest) === pid) return item
  }
  return null
}

function pidOf(dest: string): number {
  const answer = call('org.freedesktop.DBus', '/', 'org.freedesktop.DBus.GetConnectionUnixProcessID', dest)
  return Number(/uint32 (\d+)/.exec(answer)?.[1])
}

/** A left click on the icon. */
export function activate({ dest, path }: TrayItem): void {
  call(dest, path, `${ITEM}.Activate`, '10', '10')
}

export function tooltip({ dest, path }: TrayItem): string {
  return get(dest, path, ITEM, 'ToolTip')
}

/** All properties at once, as a panel asks for them: a dead icon does not answer. */
export function properties({ dest, path }: TrayItem): string {
  return call(dest, path, 'org.freedesktop.DBus.Properties.GetAll', ITEM)
}

export type MenuEntry = { readonly id: number; readonly label: string; readonly enabled: boolean }

/** The entries of the icon's menu, in order, submenus flattened. */
export function menuEntries(item: TrayItem): MenuEntry[] {
  const layout = call(item.dest, menuPath(item), `${MENU}.GetLayout`, '0', '-1', '@as []')
  const entries: MenuEntry[] = []
  for (const [, id = '', body = ''] of layout.matchAll(/\((?:int32 )?(\d+), (\{[^{}]*\})/g)) {
    const label =
      /'label': <'((?:[^'\\]|\\.)*)'>/.exec(body)?.[1] ?? /'label': <"((?:[^"\\]|\\.)*)">/.exec(body)?.[1]
    if (label !== undefined)
      entries.push({ id: Number(id), label, enabled: !body.includes("'enabled': <false>") })
  }
  return entries
}

/** Chooses an entry of the icon's menu by its label. An app that quits ends before it could answer the bus. */
export function choose(item: TrayItem, label: string): void {
  const entry = menuEntries(item).find((candidate) => candidate.label === label)
  if (entry === undefined) throw new Error(`The menu has no entry “${label}”`)
  try {
    call(item.dest, menuPath(item), `${MENU}.Event`, String(entry.id), 'clicked', "<''>", '0')
  } catch (cause) {
    if (!String(cause).includes('NoReply')) throw cause
  }
}

function menuPath({ dest, path }: TrayItem): string {
  const answer = get(dest, path, ITEM, 'Menu')
  return /'(\/[^']+)'/.exec(answer)?.[1] ?? '/com/canonical/dbusmenu'
}

/** How many bubbles are on the screen now. */
export const bubbles = (): number =>
  Number(execFileSync('dunstctl', ['count', 'displayed'], { encoding: 'utf8' }))

/** A click on the newest bubble. */
export function clickBubble(): void {
  execFileSync('dunstctl', ['action', '0'])
}

/** Hears every notification that is sent over the bus from now on: title and body of each. */
export function hearNotifications(): { readonly heard: string[][]; stop(): void } {
  const monitor = spawn('dbus-monitor', [
    '--session',
    "interface='org.freedesktop.Notifications',member='Notify'",
  ])
  const heard: string[][] = []
  createInterface(monitor.stdout).on('line', (line) => {
    if (line.includes('member=Notify')) heard.push([])
    const text = /^ {3}string "(.*)"$/.exec(line)?.[1]
    if (text !== undefined) heard.at(-1)?.push(text)
  })
  return { heard, stop: () => void monitor.kill() }
}

/** Counts from now on how often icons of the tray are drawn anew. */
export function hearIcons(): { drawn(): number; stop(): void } {
  const monitor = spawn('dbus-monitor', ['--session', `type='signal',interface='${ITEM}',member='NewIcon'`])
  let drawn = 0
  createInterface(monitor.stdout).on('line', (line) => {
    if (line.includes('member=NewIcon')) drawn += 1
  })
  return { drawn: () => drawn, stop: () => void monitor.kill() }
}
