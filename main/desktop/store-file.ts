import Store from 'electron-store'
import type { JsonFile } from '../support/edge.ts'
import { lazily } from '../support/lazily.ts'
import { setAsideUnreadable } from '../support/unreadable-json.ts'

/**
 * A JSON file of the data folder, kept by electron-store: written in one step, readable by this user only.
 *
 * Opened when it is first wanted, as in `conf-file.ts`.
 */
export function storeFile(folder: string, name: string): JsonFile {
  const opened = lazily(() => {
    setAsideUnreadable(folder, name)
    return new Store<Record<string, unknown>>({
      cwd: folder,
      name,
      accessPropertiesByDotNotation: false,
      configFileMode: 0o600,
    })
  })
  return {
    read: () => opened().store,
    write: (value) => {
      opened().store = { ...Object(value) }
    },
  }
}
