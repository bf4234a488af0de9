import { assertNever } from '../../../shared/result.ts'
import { parseJson } from '../answer-text.ts'
import type { HandOut, Refusal } from './hand-out.ts'
import { TOKEN_PATH, type TokenAnswer, TokenQuestion, type TokenRefusal } from './wire.ts'

/** A request as it came in, without the wire. */
export type Incoming = {
  readonly method: string
  readonly url: string
  readonly authorization: string
  readonly body: string
  /** The address that it came from. */
  readonly from: string
}

export type Response = {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** The whole service but its wire: one path, one verb, one question. */
export async function respond(handOut: HandOut, incoming: Incoming): Promise<Response> {
  // What a proxy in front puts before the path is its own affair.
  if (!incoming.url.split('?')[0]?.endsWith(TOKEN_PATH)) return json(404, { error: 'question' })
  if (incoming.method !== 'POST') return json(405, { error: 'question' }, { Allow: 'POST' })
  const question = TokenQuestion.safeParse(parseJson(incoming.body))
  if (!question.success) return json(400, { error: 'question' })
  const key = /^Bearer\s+(\S+)$/i.exec(incoming.authorization)?.[1] ?? ''
  const token = await handOut({ key, question: question.data, from: incoming.from })
  return token.ok ? json(200, token.value) : refused(token.error)
}

function refused(refusal: Refusal): Response {
  switch (refusal) {
    case 'key':
      return json(401, { error: 'key' }, { 'WWW-Authenticate': 'Bearer' })
    case 'not-connected':
      return json(409, { error: 'not-connected' })
    case 'later':
      return json(503, { error: 'later' }, { 'Retry-After': '30' })
    case 'too-many':
      return json(429, { error: 'later' }, { 'Retry-After': '30' })
    default:
      return assertNever(refusal, 'refused')
  }
}

const json = (
  status: number,
  body: TokenAnswer | TokenRefusal,
  headers: Readonly<Record<string, string>> = {},
): Response => ({
  status,
  headers: { 'Content-Type': 'application/json', 'Cache-Control': 'no-store', ...headers },
  body: JSON.stringify(body),
})
