import { createFaults, type Faults } from '../faults.ts'
import { createRandom, randomFrom } from '../random.ts'
import { createRequestLog, type RequestLog } from '../request-log.ts'
import type { SandboxClock, SandboxRequest, SandboxResponse } from '../types.ts'
import { createApi, routeOf } from './api.ts'
import { type Bucket, createBucket } from './bucket.ts'
import type { Catalogue } from './catalogue.ts'
import { createOAuth, type OAuth } from './oauth.ts'
import { type Options, usualOptions } from './options.ts'
import { usualError } from './refusal.ts'
import { createState, loadCatalogue, type State } from './state.ts'
import { createTill, type Till } from './till.ts'

export type LightspeedSandbox = {
  handle(request: SandboxRequest): SandboxResponse
  /** The account in the merchant's hands. */
  till: Till
  faults: Faults
  requests: RequestLog
  bucket: Bucket
  options: Options
  /** For looking; change things with `till`. */
  state: State
  load(catalogue: Catalogue): void
  /**
   * The merchant's click on Allow.
   *
   * @param authorizeUrl as the program made it
   * @returns the address to which the browser is sent
   */
  approve(authorizeUrl: string, employeeID?: number): string
  connections: OAuth['connections']
}

/** A stand-in for Lightspeed Retail: one account and one registered client, with everything in memory. */
export function createLightspeed({
  clock,
  seed = 1,
  random,
  options: chosen = {},
}: {
  clock: SandboxClock
  seed?: number
  random?: () => number
  options?: Partial<Options>
}): LightspeedSandbox {
  const options = { ...usualOptions, ...chosen }
  const state = createState({ accountID: options.accountID, name: options.accountName })
  const chance = random === undefined ? createRandom(seed) : randomFrom(random)
  const owner = (): number => state.employees.ordered('employeeID')[0]?.employeeID ?? 0
  const oauth = createOAuth(clock, chance, options, owner)
  const bucket = createBucket(clock, options)
  const requests = createRequestLog()
  const faults = createFaults(usualError, clock)
  const till = createTill(state, clock, options)
  const api = createApi({ state, options, oauth, bucket, till })

  return {
    handle: (request) => {
      const picture = till.picture(request)
      const route = picture === undefined ? (oauth.route(request) ?? routeOf(request)) : 'GET picture'
      const answer = faults.through(
        route,
        () => picture ?? (oauth.route(request) === undefined ? api(request) : oauth.handle(request)),
      )
      const sent =
        'dropConnection' in answer
          ? { status: 0, cost: 0 }
          : { status: answer.status, cost: Number(answer.headers['x-ls-api-request-cost'] ?? 0) }
      requests.add({ at: clock.now(), route, method: request.method, path: request.url, ...sent })
      return answer
    },
    till,
    faults,
    requests,
    bucket,
    options,
    state,
    load: (catalogue) => loadCatalogue(state, catalogue),
    approve: oauth.approve,
    connections: oauth.connections,
  }
}
