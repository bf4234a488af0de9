import { readTime } from './filters.ts'
import { Refusal } from './refusal.ts'
import type { Place, SortValue } from './table.ts'
import { type Kind, timeText } from './tree.ts'

/**
 * A cursor is base64 of a small JSON array: `[id]` where the list goes by id, else `[value, id]`. Clients must not look
 * inside. https://developers.lightspeedhq.com/retail/introduction/pagination/
 */
export function writeCursor(place: Place, kind: Kind, byId: boolean): string {
  const value = kind === 'time' && typeof place.value === 'number' ? timeText(place.value) : place.value
  return Buffer.from(JSON.stringify(byId ? [place.id] : [value, place.id])).toString('base64')
}

export function readCursor(text: string, kind: Kind, byId: boolean): Place {
  const parts = parseArray(Buffer.from(text, 'base64').toString('utf8'))
  const id = Number(parts.at(-1))
  if (parts.length !== (byId ? 1 : 2) || !Number.isFinite(id))
    throw new Refusal(400, 'The cursor is not valid.')
  return { value: byId ? id : sortedValue(parts[0], kind), id }
}

function sortedValue(value: unknown, kind: Kind): SortValue {
  if (kind === 'time') return readTime(String(value))
  return typeof value === 'number' ? value : String(value)
}

function parseArray(text: string): unknown[] {
  try {
    const value: unknown = JSON.parse(text)
    return Array.isArray(value) ? value : []
  } catch {
    return []
  }
}
