import type { Instant } from '../../shared/ids.ts'
import { assertNever, err, ok, type Result } from '../../shared/result.ts'
import { type Clock, instant } from '../support/clock.ts'
import type { Http, HttpFailure, HttpResponse } from '../support/http.ts'
import type { Log } from '../support/log.ts'
import type { Random } from '../support/random.ts'
import { isSomebodyElses, parseJson, saidBy } from './answer-text.ts'
import type { Answer, Priority } from './api.ts'
import { type Attempt, nextAttempt } from './attempt.ts'
import { readLimits } from './bucket.ts'
import { slept, unlessCancelled } from './cancel.ts'
import { ANOTHER_ANSWERS, type LightspeedError, type RequestSummary } from './errors.ts'
import type { Gates } from './gates.ts'
import type { Refresher } from './refresher.ts'

/** A read, with what the gates have to know. */
export type Read = {
  readonly url: string
  readonly cost: number
  readonly priority: Priority
  readonly signal: AbortSignal
  onWait(until: Instant | null): void
  onSent(was: { readonly waitedMs: number; readonly rateLimited: boolean }): void
}

export type Client = (read: Read) => Promise<Result<Answer, LightspeedError>>

/** Pages with many relations take Lightspeed long. */
const ANSWER_TIMEOUT_MS = 60_000

/** Sends a read through the gates until its answer is final: repeated where that helps, the token refreshed once. */
export function createClient(parts: {
  http: Http
  clock: Clock
  random: Random
  log: Log
  gates: Gates
  tokens: Refresher
}): Client {
  const { http, clock, random, log, gates, tokens } = parts

  return async (read) => {
    const request = summaryOf(read.url)
    const since = clock.now()
    let token = ''
    let refreshed = false

    const send = async (): Promise<Result<HttpResponse, HttpFailure | NoToken>> => {
      const current = await unlessCancelled(tokens.current(), read.signal)
      if (!current.ok) return err({ kind: 'no-token', error: current.error })
      token = current.value.accessToken
      const headers = { Authorization: `Bearer ${token}`, Accept: 'application/json' }
      return http({ method: 'GET', url: read.url, headers, timeoutMs: ANSWER_TIMEOUT_MS }, read.signal)
    }

    let number = 1
    for (;;) {
      const sent = await gates.pass({ ...read, since }, send)
      const came = sent.ok ? readAnswer(sent.value, token) : failed(sent.error)
      if (came.kind === 'no-token') return err(came.error)
      const next = nextAttempt({ method: 'GET', number, refreshed, came })
      switch (next.kind) {
        case 'take':
          return sent.ok
            ? ok(answerOf(request, sent.value, came.body, read.cost))
            : err(finalError(request, came))
        case 'refresh-token': {
          const newer = await unlessCancelled(tokens.refused(token), read.signal)
          if (!newer.ok) return newer
          refreshed = true
          break
        }
        case 'repeat': {
          log.warn('lightspeed read repeated', {
            path: pathOnly(request),
            attempt: number,
            cause: causeOf(came),
          })
          number += 1
          const pause = next.afterMs * (0.75 + random.fraction() / 2)
          if (!(await slept(clock, pause, read.signal))) return err({ kind: 'cancelled' })
          break
        }
        case 'look-up-first':
        case 'give-up':
          return err(finalError(request, came))
        default:
          return assertNever(next, 'nextAttempt')
      }
    }
  }
}

type NoToken = { readonly kind: 'no-token'; readonly error: LightspeedError }

type Came = Attempt['came'] & { readonly body: unknown; readonly isSomebodyElses: boolean }

function readAnswer(response: HttpResponse, token: string): Came {
  const body = parseJson(response.body)
  const readable = body !== undefined
  return {
    kind: 'answer',
    status: response.status,
    readable,
    message: saidBy(body, [token]),
    body,
    isSomebodyElses: isSomebodyElses(response),
  }
}

const failed = (error: HttpFailure | NoToken): Came | NoToken =>
  error.kind === 'no-token' ? error : { ...error, body: undefined, isSomebodyElses: false }

function answerOf(request: RequestSummary, response: HttpResponse, body: unknown, predicted: number): Answer {
  const date = Date.parse(response.headers.date ?? '')
  return {
    request,
    body,
    serverDate: Number.isNaN(date) ? null : instant(date),
    cost: readLimits(response.headers).cost ?? predicted,
  }
}

function finalError(request: RequestSummary, came: Came): LightspeedError {
  switch (came.kind) {
    case 'cancelled':
      return { kind: 'cancelled' }
    case 'unreachable':
      return { kind: 'unreachable', request, reason: came.reason }
    case 'lost':
      return { kind: 'answer-lost', request, reason: came.reason }
    case 'answer': {
      if (came.isSomebodyElses)
        return { kind: 'unreachable', request, reason: `${ANOTHER_ANSWERS}: ${came.status}` }
      if (came.status === 401) return { kind: 'token-refused' }
      if (came.status === 200) return { kind: 'unreadable', request, issues: ['the answer is not JSON'] }
      return came.status >= 500
        ? { kind: 'unreachable', request, reason: `${came.status} ${came.message}`.trim() }
        : { kind: 'rejected', request, status: came.status, message: came.message }
    }
  }
}

const causeOf = (came: Came): string | number => (came.kind === 'answer' ? came.status : came.kind)

function summaryOf(url: string): RequestSummary {
  const { pathname, search } = new URL(url)
  return { method: 'GET', path: pathname + search }
}

/** Without the query, which may hold what a merchant searched for. */
const pathOnly = (request: RequestSummary): string => request.path.split('?')[0] ?? ''
