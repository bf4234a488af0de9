import { createServer } from 'node:https'
import { generate } from 'selfsigned'
import type { Words } from '../../shared/say.ts'

/** Where the browser is sent after the merchant agreed. Registered with Lightspeed, so never to be changed. */
export const CALLBACK_PORT = 48_915

export type Listening = { readonly port: number; close(): void }

/**
 * Waits for the browser. Resolves to null when the port is taken.
 *
 * `arrived` is told the whole redirected address, and answers what the page shall say.
 */
export type CallbackListener = (
  arrived: (redirected: string) => Promise<'connected' | 'failed'>,
) => Promise<Listening | null>

/**
 * Listens on `https://localhost:<port>/callback`, for this computer only.
 *
 * Lightspeed redirects to https alone. The certificate is made for each time and known to nobody, so the browser warns
 * of it; the merchant is told so beforehand, and can paste the address instead.
 */
export const httpsCallback =
  (words: () => Words, port: number = CALLBACK_PORT): CallbackListener =>
  async (arrived) => {
    const pair = await generate([{ name: 'commonName', value: 'localhost' }], {
      keyType: 'ec',
      algorithm: 'sha256',
      extensions: [
        {
          name: 'subjectAltName',
          altNames: [
            { type: 2, value: 'localhost' },
            { type: 7, ip: '127.0.0.1' },
          ],
        },
      ],
    })
    const server = createServer({ key: pair.private, cert: pair.cert }, (request, response) => {
      const redirected = `https://localhost:${port}${request.url ?? '/'}`
      if (request.method !== 'GET' || new URL(redirected).pathname !== '/callback') {
        response.writeHead(404).end()
        return
      }
      arrived(redirected).then(
        (outcome) => response.writeHead(200, pageHeaders).end(page(words(), outcome)),
        (cause: unknown) => response.destroy(cause instanceof Error ? cause : new Error(String(cause))),
      )
    })
    return new Promise((resolve) => {
      server.once('error', () => resolve(null))
      server.listen(port, '127.0.0.1', () => {
        const address = server.address()
        resolve({
          port: typeof address === 'object' && address !== null ? address.port : port,
          close: () => {
            server.close()
            server.closeIdleConnections()
          },
        })
      })
    })
  }

/** The address of this page holds the code: nothing is loaded, kept or told onwards. */
const pageHeaders = {
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'",
  'Cache-Control': 'no-store',
  'Referrer-Policy': 'no-referrer',
  Connection: 'close',
}

function page(words: Words, outcome: 'connected' | 'failed'): string {
  const say = (key: string): string => words.i18n.t(`callback.${outcome}.${key}`)
  return `<!doctype html>
<html lang="${words.language()}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Tillbridge</title>
<style>
  body { font: 1.1rem/1.5 system-ui, sans-serif; max-width: 30rem; margin: 20vh auto; padding: 0 1.5rem; color: #1c2530 }
  @media (prefers-color-scheme: dark) { body { background: #14191f; color: #e8edf2 } }
</style>
<h1>${say('title')}</h1>
<p>${say('text')}</p>
</html>
`
}
