import { z } from 'zod'
import { type CallKey, type Core, calls } from './contract.ts'
import { type Failure, message } from './message.ts'
import { err, type Result } from './result.ts'

/** A question as it arrives from another process. */
export const Question = z.object({ key: z.string(), input: z.unknown() })

const isKey = (key: string): key is CallKey => Object.hasOwn(calls, key)

/**
 * Answers a question that came from another process (window, command line): its shape is checked first,
 * what does not fit the contract is refused and never reaches the core.
 */
export async function answerQuestion(core: Core, question: unknown): Promise<Result<unknown, Failure>> {
  const parsed = Question.safeParse(question)
  if (!parsed.success || !isKey(parsed.data.key)) return err({ message: message('failure.unknownCall') })
  return core.ask(parsed.data.key, parsed.data.input as never)
}

const answerShape = z.union([
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({
    ok: z.literal(false),
    error: z.object({ message: z.object({ key: z.string() }).loose() }).loose(),
  }),
])

/** Checks an answer from another process against the contract. Throws when it does not fit: that is a bug. */
export function parseAnswer<K extends CallKey>(key: K, answer: unknown): Awaited<ReturnType<Core['ask']>> {
  const parsed = answerShape.parse(answer)
  return parsed.ok ? { ok: true, value: calls[key].output.parse(parsed.value) } : (answer as never)
}
