import type { z } from 'zod'
import { err, ok, type Result } from '../../shared/result.ts'
import type { CallSummary, MagentoError } from './error.ts'

/** An answer through its schema. The issues name places and kinds, never values. */
export function parse<T>(call: CallSummary, schema: z.ZodType<T>, value: unknown): Result<T, MagentoError> {
  const parsed = schema.safeParse(value)
  if (parsed.success) return ok(parsed.data)
  const issues = parsed.error.issues.map(({ path, code }) => `${path.join('.')}: ${code}`)
  return err({ kind: 'unreadable', call, issues: issues.slice(0, 5) })
}
