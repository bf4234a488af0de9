import { execFile } from 'node:child_process'

/** An answer of the desktop; `nobody` answers; or it cannot be asked, for the tool to ask with is missing. */
export type DesktopAnswer =
  | { readonly kind: 'said'; readonly text: string }
  | { readonly kind: 'nobody' | 'unasked' }

export type BusPlace = { readonly dest: string; readonly path: string }

/** Asks a program of this desktop, through its session bus (Linux). One that the bus starts by itself, is started. */
export function callBus({ dest, path }: BusPlace, method: string, ...args: string[]): Promise<DesktopAnswer> {
  const words = ['call', '--session', '--timeout', '5', '--dest', dest, '--object-path', path]
  return askTool('gdbus', ...words, '--method', method, '--', ...args)
}

export const property = (place: BusPlace, of: string, name: string): Promise<DesktopAnswer> =>
  callBus(place, 'org.freedesktop.DBus.Properties.Get', of, name)

/** What one of the desktop's own tools prints. */
export function askTool(tool: string, ...args: readonly string[]): Promise<DesktopAnswer> {
  return new Promise((resolve) => {
    execFile(tool, args, { timeout: 6_000 }, (error, text) => {
      if (error === null) resolve({ kind: 'said', text })
      else resolve({ kind: error.code === 'ENOENT' ? 'unasked' : 'nobody' })
    })
  })
}
