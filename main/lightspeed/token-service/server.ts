import {
  createServer as createPlainServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { text } from 'node:stream/consumers'
import { err, ok, type Result } from '../../../shared/result.ts'
import { fingerprintOf } from '../../support/certificate.ts'
import type { Log } from '../../support/log.ts'
import { isSecure } from '../secure.ts'
import type { HandOut } from './hand-out.ts'
import { respond } from './respond.ts'

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
  // A body whose length is not told beforehand is refused too.
  if (
    !(Number(incoming.headers['content-length'] ?? 0) <= MOST_BYTES) ||
    'transfer-encoding' in incoming.headers
  ) {
    outgoing.writeHead(413, { Connection: 'close' }).end()
    return
  }
  const { status, headers, body } = await respond(handOut, {
    method: incoming.method ?? '',
    url: incoming.url ?? '',
    authorization: incoming.headers.authorization ?? '',
    body: await text(incoming),
    from: incoming.socket.remoteAddress ?? '',
  })
  outgoing.writeHead(status, headers).end(body)
}
