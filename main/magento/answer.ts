import { STATUS_CODES } from 'node:http'
import { z } from 'zod'
import { err, ok, type Result } from '../../shared/result.ts'
import type { HttpResponse } from '../support/http.ts'
import type { CallSummary, KeyFault, MagentoError } from './error.ts'

const Parameters = z.union([z.array(z.unknown()), z.record(z.string(), z.unknown())])
type Parameters = z.infer<typeof Parameters>

/** Magento's error body; `message` still holds its placeholders (recorded Magento 2.4.7). */
export const ErrorBody = z.object({
  message: z.string(),
  parameters: Parameters.nullish(),
  errors: z.array(z.object({ message: z.string(), parameters: Parameters.nullish() })).nullish(),
  code: z.union([z.number(), z.string()]).nullish(),
})
export type ErrorBody = z.infer<typeof ErrorBody>

/** What an answer means: its JSON, or why there is none to work with. */
export function readAnswer(call: CallSummary, response: HttpResponse): Result<unknown, MagentoError> {
  const { status } = response
  if (status >= 200 && status < 300) return readJson(call, response)
  if (status >= 300 && status < 400) {
    // Where the address asked for was `…/rest/V1/…`, the rest of the new one is the shop's right address.
    const to = response.headers.location?.replace(/\/(index\.php\/)?rest\/.*$/s, '') ?? null
    return err({ kind: 'redirected', call, to })
  }
  const json = parseJson(response.body)
  const body = ErrorBody.safeParse(json.ok ? json.value : null)
  return err(body.success ? refusal(call, response, body.data) : withoutMessage(call, response))
}

/** The text of an error, filled in: `parameters` may be a list or an object, placeholders numbered or named. */
export function fillIn(body: Pick<ErrorBody, 'message' | 'parameters' | 'errors'>): string {
  const message = substitute(body.message, body.parameters ?? [])
  const more = (body.errors ?? [])
    .map((error) => substitute(error.message, error.parameters ?? []))
    .filter((text) => !message.includes(text))
  return [message, ...more].join(' ')
}

function substitute(message: string, parameters: Parameters): string {
  if (!Array.isArray(parameters)) {
    return message.replace(/%(\w+)/g, (whole, name: string) =>
      name in parameters ? textOf(parameters[name]) : whole,
    )
  }
  // Price faults come with named placeholders and a plain list, in the order of the text.
  let next = 0
  return message.replace(/%(\d+|[a-zA-Z]\w*)/g, (whole, name: string) => {
    const index = /^\d/.test(name) ? Number(name) - 1 : next++
    return index in parameters ? textOf(parameters[index]) : whole
  })
}

const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : value === null || value === undefined ? '' : JSON.stringify(value)

function readJson(call: CallSummary, response: HttpResponse): Result<unknown, MagentoError> {
  const json = parseJson(response.body)
  if (json.ok) return json
  if (isPage(response)) return err({ kind: 'not-magento', call, status: response.status })
  return err({ kind: 'unreadable', call, issues: [json.error] })
}

function parseJson(text: string): Result<unknown, string> {
  try {
    return ok(JSON.parse(text))
  } catch (cause) {
    return err(cause instanceof Error ? cause.name : 'not JSON')
  }
}

/** An error in Magento's own words. Texts are translated in shops of other languages, so they are the last resort. */
function refusal(call: CallSummary, { status, headers }: HttpResponse, body: ErrorBody): MagentoError {
  const message = fillIn(body)
  const named = body.parameters === null || Array.isArray(body.parameters) ? {} : (body.parameters ?? {})
  if (status === 401 && 'resources' in named) {
    return { kind: 'permission-missing', call, resources: textOf(named.resources).split(/,\s*/) }
  }
  if (status === 401 || isOAuth(body, named)) {
    return { kind: 'refused-keys', call, fault: keyFault(body.message), message }
  }
  if (status === 429) return { kind: 'busy', call, message, retryAfterMs: retryAfter(headers) }
  if (isDatabase(body)) return { kind: 'busy', call, message, retryAfterMs: null }
  if (status >= 500) return { kind: 'internal-error', call, message }
  const most = Number(named.max)
  if (status === 400 && most > 0) {
    return { kind: 'over-limit', call, limit: 'type' in named ? 'rows' : 'page', most }
  }
  if (isUrlKey(body)) return { kind: 'url-key-taken', call, message }
  return { kind: 'rejected', call, status, message }
}

/** An answer that is not Magento's JSON: a web server's page, a proxy's, or a broken Magento's. */
function withoutMessage(call: CallSummary, response: HttpResponse): MagentoError {
  const { status, body, headers } = response
  if (status === 429)
    return { kind: 'busy', call, message: `HTTP ${status}`, retryAfterMs: retryAfter(headers) }
  if (status === 503 && /<title>[^<]*503: Service Unavailable/.test(body))
    return { kind: 'maintenance', call }
  if (status === 500) return { kind: 'internal-error', call, message: firstLine(response) }
  if (status > 500 || status === 408) return { kind: 'answer-lost', call, reason: `HTTP ${status}` }
  if (status === 413 || status === 414) return { kind: 'rejected', call, status, message: inWords(status) }
  return { kind: 'not-magento', call, status }
}

/** `oauth_…` is missing, a token of the wrong length, a method that is not supported: 400, not 401 (recorded). */
function isOAuth(body: ErrorBody, named: Record<string, unknown>): boolean {
  const about = named.fieldName
  return (
    (typeof about === 'string' && about.startsWith('oauth_')) ||
    /^(The token length|The "%1" Oauth version|Signature method)/.test(body.message)
  )
}

function keyFault(message: string): KeyFault {
  if (/validating the nonce/.test(message)) return 'clock'
  if (/signature/i.test(message)) return 'signature'
  if (/^(A consumer|Consumer key)/.test(message)) return 'consumer-key'
  if (/token/i.test(message)) return 'token'
  return 'other'
}

/**
 * `URL key for specified store already exists.` In every language Magento says "URL" there; no other refusal of a
 * product does without quoting a value.
 */
const isUrlKey = ({ message, parameters }: ErrorBody): boolean =>
  /\bURL\b/.test(message) && !/["«%]/.test(message) && Object.keys(parameters ?? {}).length === 0

/** MySQL's deadlock, lock wait and connection errors; `code` is its error number. The save was rolled back. */
function isDatabase({ message, code }: ErrorBody): boolean {
  const numbers = ['1205', '1213', '2006']
  return (
    numbers.includes(String(code ?? '')) ||
    /database (deadlock|lock wait|connection error)|deadlock found|lock wait timeout/i.test(message)
  )
}

/** Seconds, or a date, which is not trusted: clocks differ. */
function retryAfter(headers: HttpResponse['headers']): number | null {
  const seconds = Number(headers['retry-after'] ?? Number.NaN)
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : null
}

const isPage = ({ headers, body }: HttpResponse): boolean =>
  (headers['content-type'] ?? '').includes('html') || /^\s*</.test(body)

/** A refusal without a word of its own: merchants read it, so it is no number. */
const inWords = (status: number): string => STATUS_CODES[status] ?? 'no reason given'

const firstLine = (response: HttpResponse): string =>
  isPage(response) ? inWords(response.status) : (response.body.trim().split('\n', 1)[0] ?? '').slice(0, 200)
