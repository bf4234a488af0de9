import { type BusPlace, callBus, property } from './session-bus.ts'

const WATCHER = 'org.kde.StatusNotifierWatcher'
const ITEM = 'org.kde.StatusNotifierItem'
const BUS = { dest: 'org.freedesktop.DBus', path: '/' }

/** `not-there`: there is a panel, but the icon does not stand in it or does not answer. */
export type TrayLook = 'there' | 'not-there' | 'no-panel'

/**
 * Whether the icon of a process stands in the tray of a Linux desktop, and answers as a panel would ask it. Electron
 * does not tell (electron/electron#10427). Without GLib's tool nothing is claimed.
 */
export async function lookAtTray(pid: number): Promise<TrayLook> {
  const watcher = { dest: WATCHER, path: '/StatusNotifierWatcher' }
  const listed = await property(watcher, WATCHER, 'RegisteredStatusNotifierItems')
  if (listed.kind !== 'said') return listed.kind === 'unasked' ? 'there' : 'no-panel'
  for (const [, address = ''] of listed.text.matchAll(/'([^']+)'/g)) {
    const item = placeOf(address)
    if ((await pidOf(item.dest)) !== pid) continue
    const answer = await callBus(item, 'org.freedesktop.DBus.Properties.GetAll', ITEM)
    if (answer.kind === 'said') return 'there'
  }
  return 'not-there'
}

function placeOf(address: string): BusPlace {
  const slash = address.indexOf('/')
  return slash === -1
    ? { dest: address, path: '/StatusNotifierItem' }
    : { dest: address.slice(0, slash), path: address.slice(slash) }
}

async function pidOf(dest: string): Promise<number | null> {
  const answer = await callBus(BUS, 'org.freedesktop.DBus.GetConnectionUnixProcessID', dest)
  const [, pid] = answer.kind === 'said' ? (/uint32 (\d+)/.exec(answer.text) ?? []) : []
  return pid === undefined ? null : Number(pid)
}
