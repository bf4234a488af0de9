import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import type { SandboxRequest, SandboxResponse } from './types.ts'

/** A sandbox on the wire. */
export type Served = {
  /** `http://127.0.0.1:PORT`, without a slash at the end. */
  url: string
  port: number
  /** Ends open connections too. */
  close(): Promise<void>
}

type Handle = (request: SandboxRequest) => SandboxResponse | Promise<SandboxResponse>

/**
 * Serves a sandbox on loopback.
 *
 * @param options.port 0 (the default) takes any free port
 * @param options.latencyMs held back before every answer, on top of what the answer itself asks for
 */
export async function serve(
  handle: Handle,
  options: { port?: number | undefined; latencyMs?: number } = {},
): Promise<Served> {
  const closing = new AbortController()
  const server = createServer((incoming, outgoing) => {
    answer(handle, incoming, outgoing, options.latencyMs ?? 0, closing.signal).catch((cause: unknown) => {
      if (!closing.signal.aborted) process.stderr.write(`sandbox: ${String(cause)}\n`)
      outgoing.destroy()
    })
  })
  server.keepAliveTimeout = 60_000
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port ?? 0, '127.0.0.1', resolve)
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the sandbox has no port')
  return {
    url: `http://127.0.0.1:${address.port}`,
    port: address.port,
    close: () =>
      new Promise((resolve) => {
        closing.abort()
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function answer(
  handle: Handle,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  latencyMs: number,
  closing: AbortSignal,
): Promise<void> {
  const response = await handle(await readRequest(incoming))
  const wait = latencyMs + (response.latencyMs ?? 0)
  if (wait > 0) await delay(wait, undefined, { signal: closing })
  if ('dropConnection' in response) {
    incoming.socket.destroy()
    return
  }
  const body = Buffer.from(response.bytes ?? response.body)
  if (response.truncated) {
    outgoing.writeHead(response.status, response.headers)
    outgoing.write(body.subarray(0, Math.ceil(body.byteLength / 2)), () => incoming.socket.destroy())
    return
  }
  outgoing.writeHead(response.status, { ...response.headers, 'Content-Length': body.byteLength })
  outgoing.end(incoming.method === 'HEAD' ? undefined : body)
}

async function readRequest(incoming: IncomingMessage): Promise<SandboxRequest> {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(Buffer.from(chunk))
  const headers: Record<string, string> = {}
  for (const [name, value] of Object.entries(incoming.headers))
    headers[name] = Array.isArray(value) ? value.join(', ') : (value ?? '')
  return {
    method: incoming.method ?? 'GET',
    url: incoming.url ?? '/',
    headers,
    body: Buffer.concat(chunks).toString('utf8'),
    host: headers.host ?? '',
    scheme: 'http',
  }
}
