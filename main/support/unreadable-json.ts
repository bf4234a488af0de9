import { existsSync, readFileSync, renameSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Moves `<name>.json` aside when it is no JSON (a full disk, an editor), so that the start does not fail over it.
 *
 * It is kept as `<name>.unreadable.json`; an earlier one gives way.
 */
export function setAsideUnreadable(folder: string, name: string): void {
  const file = join(folder, `${name}.json`)
  if (existsSync(file) && !isJson(readFileSync(file, 'utf8'))) {
    renameSync(file, join(folder, `${name}.unreadable.json`))
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
