import { readFile } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'
import { protocol } from 'electron'
import type { Random } from '../support/random.ts'

/** Our own scheme instead of `file:`: one origin, its own policy, nothing else of the disk within reach. */
const SCHEME = 'tillbridge'
export const PAGE = `${SCHEME}://window/index.html`

/** Must be called before Electron is ready. */
export function registerPageScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: SCHEME, privileges: { standard: true, secure: true } }])
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
}

/** Serves the built window out of a folder, with a nonce of its own for each page that is loaded. */
export function servePage(folder: string, random: Random): void {
  protocol.handle(SCHEME, async (request) => {
    const path = normalize(decodeURIComponent(new URL(request.url).pathname))
    const file = join(folder, path)
    const type = types[extname(file)]
    if (!file.startsWith(folder + sep) || type === undefined) return new Response(null, { status: 404 })
    const bytes = await readFile(file).catch(() => null)
    if (bytes === null) return new Response(null, { status: 404 })
    if (extname(file) !== '.html')
      return new Response(new Uint8Array(bytes), { headers: { 'content-type': type } })
    const nonce = Buffer.from(random.bytes(16)).toString('base64')
    return new Response(bytes.toString('utf8').replaceAll('__NONCE__', nonce), {
      headers: { 'content-type': type, 'content-security-policy': policy(nonce) },
    })
  })
}

/** Nothing from outside, no script but our own, styles with the page's nonce only. */
const policy = (nonce: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
