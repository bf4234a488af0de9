import Conf from 'conf'
import type { JsonFile } from './edge.ts'
import { lazily } from './lazily.ts'
import { setAsideUnreadable } from './unreadable-json.ts'

/**
 * A JSON file of a data folder in plain Node; the app uses electron-store, which is built on the same `conf`.
 *
 * Opened when it is first wanted: a client of the owner never touches it, and a folder that cannot be used is told then.
 */
export function confFile(folder: string, name: string): JsonFile {
  const opened = lazily(() => {
    setAsideUnreadable(folder, name)
    return new Conf<Record<string, unknown>>({
      cwd: folder,
      configName: name,
      projectName: 'tillbridge',
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
