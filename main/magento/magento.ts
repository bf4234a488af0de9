import type { MagentoKeys } from '../../shared/connect.ts'
import type { RunCounts } from '../../shared/job.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { Clock } from '../support/clock.ts'
import type { Http, HttpFailure, HttpRequest, HttpResponse } from '../support/http.ts'
import type { Log } from '../support/log.ts'
import type { Random } from '../support/random.ts'
import { readAnswer } from './answer.ts'
import type { CallSummary, MagentoError } from './error.ts'
import { magentoId } from './id.ts'
import { defaultLimits, type Limits, learnLimit } from './limits.ts'
import { nextAttempt } from './next-attempt.ts'
import { authorization, encode, type PathForm } from './signature.ts'

/** One call of Magento's REST API. */
export type MagentoCall = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** What follows `/V1/`; a value inside goes through `encode`. */
  readonly path: string
  /** A store view's code, `all`, or null: the default store view. */
  readonly scope: string | null
  readonly query?: readonly (readonly [name: string, value: string])[]
  readonly body?: unknown
  /** Whether it changes the shop; some POST calls only read. */
  readonly effect: 'read' | 'write'
  readonly timeoutMs?: number
  /** Handed in for later: the body is a list of bodies of this call, which a consumer works off. */
  readonly bulk?: true
}

/** Magento's REST API, signed. The functions per resource take it as their first argument. */
export type Magento = {
  /** Our id of this Magento: eight characters made from its address. */
  readonly id: string
  /** Its base address, normalised, without a slash at the end. */
  readonly url: string
  /** How much this shop takes in one call, as learnt from its refusals. */
  limits(): Limits
  /** The parsed JSON of the answer. Reads are repeated, and writes that were surely not done. */
  request(call: MagentoCall): Promise<Result<unknown, MagentoError>>
  /** An unsigned page below the base address, as text. */
  text(path: string): Promise<Result<string, MagentoError>>
  /** The same client for one run: cancelled with it, its requests and writes counted for it. */
  forRun(run: MagentoRun): Magento
  /** Milliseconds since the epoch of the last answer that was no failure; null before the first. */
  lastGoodAt(): number | null
}

export type MagentoRun = {
  readonly signal?: AbortSignal
  count(counts: Partial<RunCounts>): void
}

export type MagentoOptions = {
  readonly http: Http
  readonly clock: Clock
  readonly random: Random
  readonly log: Log
  /** A normalised address: see `normaliseAddress`. */
  readonly url: string
  readonly keys: MagentoKeys
}

/** A product save with indexers on save takes seconds, and a proxy in front gives up at 60 to 100. */
const READ_TIMEOUT_MS = 60_000
const WRITE_TIMEOUT_MS = 180_000

/** The client of one Magento. What it learns (limits, how paths are signed, last good answer) all its runs share. */
export function createMagento({ http, clock, random, log, url, keys }: MagentoOptions): Magento {
  const learnt: { limits: Limits; pathForm: PathForm; lastGoodAt: number | null } = {
    limits: defaultLimits,
    pathForm: 'decoded',
    lastGoodAt: null,
  }

  const signed = (method: HttpRequest['method'], address: string, pathForm: PathForm): string =>
    keys.kind === 'bearer'
      ? `Bearer ${keys.token}`
      : authorization({
          method,
          url: address,
          keys,
          nonce: Buffer.from(random.bytes(16)).toString('hex'),
          timestamp: Math.floor(clock.now() / 1000),
          pathForm,
        })

  const send = async (
    call: MagentoCall,
    run: MagentoRun,
    pathForm: PathForm,
  ): Promise<Result<unknown, MagentoError>> => {
    const summary = summaryOf(call)
    const address = addressOf(url, call)
    run.count({ magentoRequests: 1, magentoWrites: call.effect === 'write' ? 1 : 0 })
    const answer = await http(
      {
        method: call.method,
        url: address,
        headers: {
          accept: 'application/json',
          'cache-control': 'no-cache',
          'user-agent': 'Tillbridge',
          authorization: signed(call.method, address, pathForm),
          ...(call.body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
        timeoutMs: call.timeoutMs ?? (call.effect === 'read' ? READ_TIMEOUT_MS : WRITE_TIMEOUT_MS),
      },
      run.signal,
    )
    return answer.ok ? readAnswer(summary, answer.value) : err(noAnswer(summary, answer.error))
  }

  /** Versions differ in how they sign a path with encoded characters: on refusal the other form is tried, and kept. */
  const sendEitherWay = async (
    call: MagentoCall,
    run: MagentoRun,
  ): Promise<Result<unknown, MagentoError>> => {
    const first = await send(call, run, learnt.pathForm)
    const doubtful = !first.ok && first.error.kind === 'refused-keys' && first.error.fault === 'signature'
    if (!doubtful || !call.path.includes('%')) return first
    const otherForm: PathForm = learnt.pathForm === 'decoded' ? 'as-sent' : 'decoded'
    const second = await send(call, run, otherForm)
    if (second.ok || second.error.kind !== 'refused-keys') learnt.pathForm = otherForm
    return second
  }

  const request = async (call: MagentoCall, run: MagentoRun): Promise<Result<unknown, MagentoError>> => {
    for (let attempt = 1; ; attempt++) {
      const result = await sendEitherWay(call, run)
      if (result.ok) {
        learnt.lastGoodAt = clock.now()
        return result
      }
      learnt.limits = learnLimit(learnt.limits, result.error)
      const next = nextAttempt({ effect: call.effect, error: result.error, attempt }, random.fraction())
      if (next.kind === 'give-up') return result
      log.warn('magento call repeated', { call: summaryOf(call), error: result.error.kind, attempt })
      if (!(await waited(clock, next.afterMs, run.signal))) return err({ kind: 'cancelled' })
    }
  }

  const text = async (path: string, run: MagentoRun): Promise<Result<string, MagentoError>> => {
    const summary = `GET ${path}`
    run.count({ magentoRequests: 1 })
    const answer = await http(
      {
        method: 'GET',
        url: `${url}${path}`,
        headers: { accept: 'text/plain, */*' },
        timeoutMs: READ_TIMEOUT_MS,
      },
      run.signal,
    )
    if (!answer.ok) return err(noAnswer(summary, answer.error))
    if (answer.value.status === 200) return ok(answer.value.body)
    const refused = readAnswer(summary, answer.value)
    return refused.ok ? err(notMagento(summary, answer.value)) : refused
  }

  const clientOf = (run: MagentoRun): Magento => ({
    id: magentoId(url),
    url,
    limits: () => learnt.limits,
    request: (call) => request(call, run),
    text: (path) => text(path, run),
    forRun: clientOf,
    lastGoodAt: () => learnt.lastGoodAt,
  })
  return clientOf({ count: () => undefined })
}

/** `POST /V1/products`: what *Details* and the log may show. */
const summaryOf = (call: MagentoCall): CallSummary => `${call.method} ${versionOf(call)}/${call.path}`

const versionOf = ({ bulk }: MagentoCall): string => (bulk ? '/async/bulk/V1' : '/V1')

function addressOf(url: string, call: MagentoCall): string {
  const { scope, path, query = [] } = call
  const place = `/rest${scope === null ? '' : `/${encode(scope)}`}${versionOf(call)}/`
  const pairs = query.map(([name, value]) => `${encode(name)}=${encode(value)}`)
  return `${url}${place}${path}${pairs.length === 0 ? '' : `?${pairs.join('&')}`}`
}

function noAnswer(call: CallSummary, failure: HttpFailure): MagentoError {
  if (failure.kind === 'cancelled') return { kind: 'cancelled' }
  return { kind: failure.kind === 'lost' ? 'answer-lost' : 'unreachable', call, reason: failure.reason }
}

const notMagento = (call: CallSummary, { status }: HttpResponse): MagentoError => ({
  kind: 'not-magento',
  call,
  status,
})

/** False when the run was cancelled meanwhile. */
async function waited(clock: Clock, ms: number, signal: AbortSignal | undefined): Promise<boolean> {
  try {
    await clock.sleep(ms, signal)
    return true
  } catch (cause) {
    if (signal?.aborted === true) return false
    throw cause
  }
}
