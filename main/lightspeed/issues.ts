import type { z } from 'zod'

/** `qoh: …` for each part that did not fit; never the values, which belong to the merchant. */
export const issuesOf = (error: z.ZodError): string[] =>
  error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
