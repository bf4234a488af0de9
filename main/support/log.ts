/**
 * Log events, not data: names, counts, ids and kinds of error. Never rows, tokens, keys or names of people.
 * The level follows from the kind: an expected stop `info`, a problem `warn`, a bug `error`.
 */
export type Log = {
  info(event: string, facts?: LogFacts): void
  warn(event: string, facts?: LogFacts): void
  error(event: string, facts?: LogFacts): void
}

export type LogFacts = Readonly<Record<string, string | number | boolean | null>>
