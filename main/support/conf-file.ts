import Conf from 'conf'
import type { JsonFile } from './edge.ts'
import { setAsideUnreadable } from './unreadable-json.ts'

/** A JSON file of a data folder in plain Node; the app uses electron-store, which is built on the same `conf`. */
export function confFile(folder: string, name: string): JsonFile {
  setAsideUnreadable(folder, name)
  const conf = new Conf<Record<string, unknown>>({
    cwd: folder,
    configName: name,
    projectName: 'tillbridge',
    accessPropertiesByDotNotation: false,
    configFileMode: 0o600,
  })
  return {
    read: () => conf.store,
    write: (value) => {
      conf.store = { ...Object(value) }
    },
  }
}
