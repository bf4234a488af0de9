import { execFile } from 'node:child_process'

const WATCHER = 'org.kde.StatusNotifierWatcher'
const BUS = 'org.freedesktop.DBus'
const question = ['call', '--session', '--dest', BUS, '--object-path', '/', '--method', `${BUS}.NameHasOwner`]

/**
 * Whether this desktop shows tray icons. Some of Linux do not: their session bus, asked with GLib's own tool, knows no
 * watcher of icons, or there is no bus. Without that tool nothing is claimed.
 */
export function hasTray(): Promise<boolean> {
  if (process.platform !== 'linux') return Promise.resolve(true)
  return new Promise((resolve) => {
    execFile('gdbus', [...question, WATCHER], { timeout: 5_000 }, (error, answer) =>
      resolve(error === null ? answer.includes('true') : error.code === 'ENOENT'),
    )
  })
}
