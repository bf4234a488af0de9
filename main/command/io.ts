import type { Output } from '../../shared/contract.ts'
import type { Failure, Message } from '../../shared/message.ts'
import type { Words } from '../../shared/say.ts'

/** What the command line reads from and writes to. */
export type Io = {
  out(line: string): void
  err(line: string): void
  /** Redraws one line on a terminal; nothing where there is none. */
  progress(line: string): void
  readonly terminal: boolean
  /** Somebody sits before stdin and may be asked to type. */
  readonly asks: boolean
  /** Empty when it was cancelled, or nothing came. */
  readStdin(wanted: Wanted): Promise<string>
  readonly env: Readonly<Record<string, string | undefined>>
}

/** What is read from stdin: a pipe to its end unless more is to be read, a terminal line by line. */
export type Wanted = {
  /** On a terminal: whether the lines so far are all that is wanted. */
  enough(text: string): boolean
  /** What is typed does not show. */
  readonly secret: boolean
  /** Something else is read afterwards: of a pipe only the next line. */
  readonly more?: boolean
  readonly signal: AbortSignal
}

/** Exit codes: 0 done, 1 failed, 2 usage, 3 done with problems, 4 held or stopped by the guard. */
export type ExitCode = 0 | 1 | 2 | 3 | 4

/** What a verb needs: where to speak, in which words, as text or JSON. */
export type Telling = {
  readonly io: Io
  readonly words: Words
  readonly json: boolean
  now(): number
}

/** A failure ends a command with its sentence; under `--json` as an object. */
export function tellFailure({ io, words, json, now }: Telling, failure: Failure): ExitCode {
  const text = words.say(failure.message, now())
  if (json)
    io.out(JSON.stringify({ error: { key: failure.message.key, text, details: failure.details ?? null } }))
  else io.err(failure.details === undefined ? text : `${text}\n  ${failure.details}`)
  return 1
}

/** What was asked for was not understood. */
export function tellUsage(telling: Telling, sentence: Message, details?: string): ExitCode {
  tellFailure(telling, { message: sentence, ...(details === undefined ? {} : { details }) })
  return 2
}

/** Prints an answer: as JSON, or in the words that `tell` makes of it. */
export function tellAnswer<T>(
  telling: Telling,
  answer: { ok: true; value: T } | { ok: false; error: Failure },
  tell: (value: T) => void,
): ExitCode {
  if (!answer.ok) return tellFailure(telling, answer.error)
  if (telling.json) telling.io.out(JSON.stringify(answer.value, null, 2))
  else tell(answer.value)
  return 0
}

export type Explained = NonNullable<Output<'explain'>>
