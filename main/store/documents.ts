import { z } from 'zod'
import { Instant } from '../../shared/ids.ts'
import { type Clock, instant } from '../support/clock.ts'
import { flag } from './columns.ts'
import type { Sqlite } from './sqlite.ts'

/** A document of the merchant that is kept with its whole history. */
export type DocumentKind<T> = {
  readonly kind: 'mapping' | 'rules'
  readonly version: number
  readonly schema: z.ZodType<T>
  /** What ships. */
  readonly initial: T
}

export type DocumentsTable<T> = {
  /** The newest one; what ships when none was stored. */
  current(): T
  /** Stores a new version; one that equals the current is not stored. Answers whether it differed. */
  set(value: T): boolean
  /** The newest one's number, as long as the items were not marked due because of it; null otherwise. */
  unapplied(): number | null
  /** Every item is marked due because of this one. */
  applied(id: number): void
  /** Newest first. */
  history(limit: number): { readonly at: Instant; readonly value: T }[]
  /** The document's version when a newer program wrote it, so that an older one must not read it. */
  fromNewerProgram(): number | null
}

const Row = z.object({ version: z.number(), document: z.string(), at: Instant })

export function openDocuments<T>(db: Sqlite, clock: Clock, document: DocumentKind<T>): DocumentsTable<T> {
  const read = db.query(
    'SELECT version, document, at FROM documents WHERE kind = ? ORDER BY id DESC LIMIT ?',
    Row,
  )
  const readUnapplied = db.query(
    'SELECT id, applied FROM documents WHERE kind = ? ORDER BY id DESC LIMIT 1',
    z.object({ id: z.number(), applied: flag }),
  )
  const setApplied = db.command('UPDATE documents SET applied = 1 WHERE id = ?')
  const insert = db.command('INSERT INTO documents (kind, version, document, at) VALUES (?, ?, ?, ?)')
  const parse = (text: string): T => document.schema.parse(JSON.parse(text))
  const newest = () => read(document.kind, 1)[0]

  /** Asked by every run; undefined after a change. */
  let kept: { readonly value: T; readonly unapplied: number | null } | undefined

  function known() {
    if (kept !== undefined) return kept
    const row = newest()
    const [mark] = readUnapplied(document.kind)
    kept = {
      value: row === undefined ? document.initial : parse(row.document),
      unapplied: mark === undefined || mark.applied ? null : mark.id,
    }
    return kept
  }
  const current = (): T => known().value
  return {
    current,
    set(value) {
      const text = JSON.stringify(document.schema.parse(value))
      if (text === JSON.stringify(current())) return false
      kept = undefined
      insert(document.kind, document.version, text, instant(clock.now()))
      return true
    },
    unapplied: () => known().unapplied,
    applied(id) {
      kept = undefined
      setApplied(id)
    },
    history: (limit) =>
      read(document.kind, limit)
        .filter((row) => row.version <= document.version)
        .map((row) => ({ at: row.at, value: parse(row.document) })),
    fromNewerProgram() {
      const version = newest()?.version ?? 0
      return version > document.version ? version : null
    },
  }
}
