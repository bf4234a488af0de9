import Store from 'electron-store'
import type { JsonFile } from '../support/edge.ts'
import { setAsideUnreadable } from '../support/unreadable-json.ts'

/** A JSON file of the data folder, kept by electron-store: written in one step, readable by this user only. */
export function storeFile(folder: string, name: string): JsonFile {
  setAsideUnreadable(folder, name)
  const store = new Store<Record<string, unknown>>({
    cwd: folder,
    name,
    accessPropertiesByDotNotation: false,
    configFileMode: 0o600,
  })
  return {
    read: () => store.store,
    write: (value) => {
      store.store = { ...Object(value) }
    },
  }
}
