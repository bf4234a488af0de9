import type { z } from 'zod'
import { Fault } from './fault.ts'
import type { Faults } from './faults.ts'
import { type Served, serve } from './http.ts'
import type { RequestLog } from './request-log.ts'
import type { SandboxResponse } from './types.ts'

/**
 * The control API: `POST /till/sell {"itemID":12,"quantity":2}`. It belongs to tests and the demo; no part of the
 * product knows it.
 */
export type ControlRoutes = Readonly<Record<string, ControlRoute>>

/** Gets the request's JSON body; what it returns is the answer's. */
export type ControlRoute = (body: unknown) => unknown

/** A route whose body has this shape. */
export function route<T>(shape: z.ZodType<T>, act: (body: T) => unknown): ControlRoute {
  return (body) => act(shape.parse(body))
}

/** What every sandbox offers: `POST /<name>/faults`, `DELETE /<name>/faults`, `GET` and `DELETE /<name>/requests`. */
export function serviceRoutes(
  name: string,
  service: { faults: Faults; requests: Pick<RequestLog, 'clear'> & { all(): readonly unknown[] } },
): ControlRoutes {
  return {
    [`POST /${name}/faults`]: route(Fault, (fault) => service.faults.add(fault)),
    [`DELETE /${name}/faults`]: () => service.faults.clear(),
    [`GET /${name}/requests`]: () => service.requests.all(),
    [`DELETE /${name}/requests`]: () => service.requests.clear(),
  }
}

/**
 * Serves these routes on loopback; `GET /verbs` lists them.
 *
 * @param page the HTML at `/`
 */
export function serveControl(routes: ControlRoutes, page: string, port?: number): Promise<Served> {
  const all: ControlRoutes = { 'GET /verbs': () => Object.keys(routes), ...routes }
  return serve(
    ({ method, url, body }) => {
      if (method === 'GET' && url === '/') return html(page)
      const act = all[`${method} ${url.split('?')[0]}`]
      if (act === undefined) return json(404, { error: `there is no ${method} ${url}` })
      try {
        return json(200, act(body === '' ? {} : JSON.parse(body)) ?? {})
      } catch (cause) {
        return json(400, { error: cause instanceof Error ? cause.message : String(cause) })
      }
    },
    { port },
  )
}

const html = (body: string): SandboxResponse => ({
  status: 200,
  headers: { 'Content-Type': 'text/html; charset=utf-8' },
  body,
})

const json = (status: number, value: unknown): SandboxResponse => ({
  status,
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify(value),
})
