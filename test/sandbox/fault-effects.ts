import type { z } from 'zod'
import type { Fault } from './fault.ts'
import type { ErrorBody } from './faults.ts'
import type { SandboxResponse } from './types.ts'

type Json = z.infer<ReturnType<typeof z.json>>
type WrongType = NonNullable<Fault['wrongType']>

/** What comes instead of the service's answer; undefined where the service answers itself. */
export function replacement(fault: Fault, errorBody: ErrorBody): SandboxResponse | undefined {
  if (fault.dropped || fault.loseAnswer) return { dropConnection: true }
  const { status = fault.html ? 200 : undefined } = fault
  if (status === undefined) return undefined
  const usual = fault.html ? page(status) : errorBody(status, fault.message)
  return {
    status,
    headers: { ...usual.headers, ...addedHeaders(fault) },
    body: fault.body ?? usual.body,
  }
}

/** The service's own answer, damaged on the way. */
export function spoilt(answer: SandboxResponse, fault: Fault): SandboxResponse {
  if ('dropConnection' in answer) return answer
  const { wrongType, clockHours = 0, truncated } = fault
  const retyped = wrongType === undefined ? answer.body : withWrongType(answer.body, wrongType)
  const date = answer.headers.Date
  return {
    ...answer,
    headers: {
      ...answer.headers,
      ...(date !== undefined && { Date: new Date(Date.parse(date) + clockHours * HOUR_MS).toUTCString() }),
      ...addedHeaders(fault),
    },
    body: clockHours === 0 ? retyped : shiftedTimes(retyped, clockHours),
    ...(truncated && { truncated }),
  }
}

const HOUR_MS = 3_600_000

function addedHeaders({ headers, retryAfterSeconds }: Fault): Record<string, string> {
  const wait = retryAfterSeconds === undefined ? {} : { 'Retry-After': String(retryAfterSeconds) }
  return { ...wait, ...headers }
}

/** From 400 on the page of the proxy in front of a service, else that of a network which asks to sign in first. */
function page(status: number): { headers: Record<string, string>; body: string } {
  const title = status >= 400 ? `${status}: ${reasons[status] ?? 'Error'}` : 'Welcome to our network'
  const foot = status >= 400 ? 'cloudflare' : '<a href="/login">Sign in to go online</a>'
  return {
    headers: {
      'Content-Type': 'text/html; charset=UTF-8',
      ...(status >= 400 && { Server: 'cloudflare', 'Cf-Ray': '8c0ffee000000000-SBX' }),
    },
    body: `<!DOCTYPE html>\n<html>\n<head><title>${title}</title></head>\n<body>\n<center><h1>${title}</h1></center>\n<hr><center>${foot}</center>\n</body>\n</html>\n`,
  }
}

const reasons: Readonly<Record<number, string>> = {
  403: 'Forbidden',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  502: 'Bad gateway',
  503: 'Service Temporarily Unavailable',
  504: 'Gateway time-out',
  520: 'Web server is returning an unknown error',
}

const substitutes = {
  text: 'not what it was',
  number: 7,
  flag: true,
  null: null,
  list: ['not', 'what', 'it', 'was'],
  object: { not: 'what it was' },
} as const satisfies Record<WrongType['becomes'], Json>

function withWrongType(body: string, { field, becomes }: WrongType): string {
  return JSON.stringify(JSON.parse(body), (name, value: unknown) =>
    name === field ? substitutes[becomes] : value,
  )
}

/** `2026-01-31T08:00:00+00:00` and `2026-01-31 08:00:00`, wherever they stand as a value. */
function shiftedTimes(body: string, hours: number): string {
  return body.replace(
    /"(\d{4}-\d{2}-\d{2})([T ])(\d{2}:\d{2}:\d{2})(\+00:00|Z)?"/g,
    (_text, day: string, between: string, time: string, zone = '') => {
      const moved = new Date(Date.parse(`${day}T${time}Z`) + hours * HOUR_MS).toISOString()
      return `"${moved.slice(0, 10)}${between}${moved.slice(11, 19)}${zone}"`
    },
  )
}
