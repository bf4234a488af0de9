import { type Message, message } from '../../shared/message.ts'

const full = new Set(['ENOSPC', 'EDQUOT', 'SQLITE_FULL'])
const refused = new Set([
  'EACCES',
  'EPERM',
  'EROFS',
  'ENOTDIR',
  'ENOENT',
  'EEXIST',
  'EIO',
  'SQLITE_CANTOPEN',
  'SQLITE_READONLY',
  'SQLITE_PERM',
])

/**
 * The sentence for what the computer itself refuses: a full disk, a folder that may not be written, a disk that went
 * away. Null for anything else: that is a fault of ours.
 */
export function systemFault(cause: unknown): Message | null {
  const code = codeOf(cause)
  if (code === null) return null
  if (full.has(code)) return message('failure.diskFull')
  if (isDamage(cause)) return message('failure.ledgerDamaged')
  return refused.has(code) || code.startsWith('SQLITE_IOERR')
    ? message('failure.folderRefused', { code })
    : null
}

/** The code of the error for a row of the ledger that is not what the program once wrote. */
export const UNREADABLE_ROW = 'LEDGER_UNREADABLE'

/** Whether the ledger itself is broken: SQLite says so, or a row of it makes no sense. */
export function isDamage(cause: unknown): boolean {
  const code = codeOf(cause)
  return code === UNREADABLE_ROW || code === 'SQLITE_NOTADB' || (code?.startsWith('SQLITE_CORRUPT') ?? false)
}

function codeOf(cause: unknown): string | null {
  if (typeof cause !== 'object' || cause === null || !('code' in cause)) return null
  return typeof cause.code === 'string' ? cause.code : null
}
