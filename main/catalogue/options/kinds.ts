import type { AttributeKind } from '../../magento/options.ts'

const yes = new Set(['1', 'true', 'yes'])
const no = new Set(['0', 'false', 'no'])

/** A text of the till as an attribute without options wants it. What is none of its kind stays: the shop says why not. */
export function asKind(kind: Exclude<AttributeKind, 'select' | 'multiselect'>, text: string): string {
  switch (kind) {
    case 'boolean': {
      const word = text.trim().toLowerCase()
      return yes.has(word) ? '1' : no.has(word) ? '0' : text
    }
    // the day as it is written, wherever that is
    case 'date':
      return /^\d{4}-\d{2}-\d{2}/.test(text) ? `${text.slice(0, 10)} 00:00:00` : text
    case 'datetime':
      return Number.isNaN(Date.parse(text))
        ? text
        : new Date(text).toISOString().slice(0, 19).replace('T', ' ')
  }
}
