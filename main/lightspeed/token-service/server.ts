import {
  createServer as createPlainServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { text } from 'node:stream/consumers'
import { assertNever, err, ok, type Result } from '../../../shared/result.ts'
import { fingerprintOf } from '../../support/certificate.ts'
import type { Log } from '../../support/log.ts'
import { parseJson } from '../answer-text.ts'
import { isSecure } from '../secure.ts'
import type { HandOut, Refusal } from './hand-out.ts'
import { TOKEN_PATH, TokenQuestion } from './wire.ts'

/** Certificate and its private key, both PEM. */
export type Tls = { readonly certificate: string; readonly key: string }

export type ServedTokens = {
  readonly url: string
  /** Of its certificate; null for plain http. */
  readonly fingerprint: string | null
  close(): Promise<void>
}

export type ServeError =
  /** Plain http is for this computer alone. */
  | { readonly kind: 'needs-certificate' }
  | { readonly kind: 'bad-certificate'; readonly reason: string }
  | { readonly kind: 'not-listening'; readonly reason: string }

const MOST_BYTES = 4096
const REQUEST_TIMEOUT_MS = 10_000

/**
 * Serves the tokens over HTTPS, or plain on this computer alone.
 *
 * @param at port 0 takes any free one
 */
export async function serveTokens(
  handOut: HandOut,
  at: { readonly host: string; readonly port: number },
  tls: Tls | null,
  log: Log,
): Promise<Result<ServedTokens, ServeError>> {
  const named = (port: number): string =>
    `${tls === null ? 'http' : 'https'}://${at.host.includes(':') ? `[${at.host}]` : at.host}:${port}`
  if (tls === null && !isSecure(new URL(named(at.port)))) return err({ kind: 'needs-certificate' })
  const listener = (incoming: IncomingMessage, outgoing: ServerResponse): void => {
    answer(handOut, incoming, outgoing).catch((cause: unknown) => {
      log.error('token service broke', { cause: cause instanceof Error ? cause.name : 'unknown' })
      outgoing.destroy()
    })
  }
  const limits = { requestTimeout: REQUEST_TIMEOUT_MS, headersTimeout: REQUEST_TIMEOUT_MS }
  let server: Server
  let fingerprint: string | null
  try {
    fingerprint = tls === null ? null : fingerprintOf(tls.certificate)
    server =
      tls === null
        ? createPlainServer(limits, listener)
        : createTlsServer({ ...limits, cert: tls.certificate, key: tls.key }, listener)
  } catch (cause) {
    return err({ kind: 'bad-certificate', reason: cause instanceof Error ? cause.message : String(cause) })
  }
  return new Promise((resolve) => {
    server.once('error', (cause: NodeJS.ErrnoException) =>
      resolve(err({ kind: 'not-listening', reason: cause.code ?? cause.message })),
    )
    server.listen(at.port, at.host, () => {
      const address = server.address()
      const port = typeof address === 'object' && address !== null ? address.port : at.port
      resolve(
        ok({
          url: named(port),
          fingerprint,
          close: () =>
            new Promise((closed) => {
              server.close(() => closed())
              server.closeAllConnections()
            }),
        }),
      )
    })
  })
}

async function answer(handOut: HandOut, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const say = (status: number, body: unknown, headers: Record<string, string> = {}): void =>
    void outgoing
      .writeHead(status, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store', ...headers })
      .end(JSON.stringify(body))
  const path = incoming.url?.split('?')[0]?.replace(/^.*(?=\/v1\/)/, '')
  if (path !== TOKEN_PATH) return say(404, { error: 'question' })
  if (incoming.method !== 'POST') return say(405, { error: 'question' }, { Allow: 'POST' })
  if (!(Number(incoming.headers['content-length']) <= MOST_BYTES)) return say(413, { error: 'question' })
  const question = TokenQuestion.safeParse(parseJson(await text(incoming)))
  if (!question.success) return say(400, { error: 'question' })
  const key = /^Bearer\s+(\S+)$/i.exec(incoming.headers.authorization ?? '')?.[1] ?? ''
  const token = await handOut({ key, question: question.data, from: incoming.socket.remoteAddress ?? '' })
  if (token.ok) return say(200, token.value)
  const [status, headers] = statusOf(token.error)
  say(status, { error: token.error === 'too-many' ? 'later' : token.error }, headers)
}

function statusOf(refusal: Refusal): [number, Record<string, string>] {
  switch (refusal) {
    case 'key':
      return [401, { 'WWW-Authenticate': 'Bearer' }]
    case 'not-connected':
      return [409, {}]
    case 'later':
      return [503, { 'Retry-After': '30' }]
    case 'too-many':
      return [429, { 'Retry-After': '30' }]
    default:
      return assertNever(refusal, 'statusOf')
  }
}
