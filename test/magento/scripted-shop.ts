import { createMagento, type Magento } from '../../main/magento/magento.ts'
import type { Clock } from '../../main/support/clock.ts'
import { axiosHttp } from '../../main/support/http.ts'
import type { Log, LogFacts } from '../../main/support/log.ts'
import { systemRandom } from '../../main/support/random.ts'
import type { MagentoKeys } from '../../shared/connect.ts'
import { type Served, serve } from '../sandbox/http.ts'
import type { SandboxRequest, SandboxResponse } from '../sandbox/types.ts'

export const testKeys = {
  kind: 'integration',
  consumerKey: 'consumerkeyconsumerkeyconsumerke',
  consumerSecret: 'canaryconsumersecretcanarycanary',
  accessToken: 'accesstokenaccesstokenaccesstoke',
  accessTokenSecret: 'canarytokensecretcanarycanarycan',
} as const satisfies MagentoKeys

export type Asked = { readonly method: string; readonly path: string; readonly body: unknown }

export type ScriptedShop = {
  readonly magento: Magento
  readonly served: Served
  /** What was asked, in order. */
  readonly asked: Asked[]
  readonly headers: Readonly<Record<string, string>>[]
  /** How long the client waited between attempts, in milliseconds. */
  readonly waits: number[]
  readonly logged: { event: string; facts: LogFacts }[]
  readonly counts: { requests: number; writes: number }
  close(): Promise<void>
}

export const json = (body: unknown, status = 200): SandboxResponse => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8' },
  body: JSON.stringify(body),
})

export const page = (status: number, body = '<html></html>'): SandboxResponse => ({
  status,
  headers: { 'content-type': 'text/html' },
  body,
})

export const dropped: SandboxResponse = { dropConnection: true }

/** A shop on a real port that answers what it is told to; the client's waits pass at once. */
export async function scriptedShop(
  answer: (request: SandboxRequest, n: number) => SandboxResponse,
  keys: MagentoKeys = testKeys,
): Promise<ScriptedShop> {
  const asked: Asked[] = []
  const headers: Record<string, string>[] = []
  const served = await serve((request) => {
    asked.push({
      method: request.method,
      path: decodeURIComponent(request.url),
      body: request.body === '' ? null : JSON.parse(request.body),
    })
    headers.push(request.headers)
    return answer(request, asked.length)
  })
  const waits: number[] = []
  const clock: Clock = {
    now: () => Date.parse('2026-11-24T09:00:00Z'),
    sleep: async (ms, signal) => {
      signal?.throwIfAborted()
      waits.push(ms)
    },
  }
  const logged: ScriptedShop['logged'] = []
  const note = (event: string, facts: LogFacts = {}): void => void logged.push({ event, facts })
  const log: Log = { info: note, warn: note, error: note }
  const random = { bytes: systemRandom.bytes, fraction: () => 0.5 }
  const counts = { requests: 0, writes: 0 }
  const magento = createMagento({ http: axiosHttp, clock, random, log, url: served.url, keys }).forRun({
    count: ({ magentoRequests = 0, magentoWrites = 0 }) => {
      counts.requests += magentoRequests
      counts.writes += magentoWrites
    },
  })
  return { magento, served, asked, headers, waits, logged, counts, close: served.close }
}
