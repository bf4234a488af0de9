import type { Lightspeed } from '../../../main/lightspeed/lightspeed.ts'
import { shops } from '../../../main/lightspeed/resource/shops.ts'
import { Held, type TokenBook } from '../../../main/lightspeed/token-service/book.ts'
import { addKey, revokeKey } from '../../../main/lightspeed/token-service/desk-keys.ts'
import { createHandOut } from '../../../main/lightspeed/token-service/hand-out.ts'
import type { KeyRecord } from '../../../main/lightspeed/token-service/keys.ts'
import { respond } from '../../../main/lightspeed/token-service/respond.ts'
import { DirectTokens } from '../../../main/lightspeed/tokens.ts'
import type { Clock } from '../../../main/support/clock.ts'
import type { Http } from '../../../main/support/http.ts'
import { err, ok } from '../../../shared/result.ts'
import { generateShop } from '../../sandbox/generator/generate.ts'
import { createLightspeed } from '../../sandbox/lightspeed/lightspeed.ts'
import type { Options } from '../../sandbox/lightspeed/options.ts'
import {
  collected,
  connected,
  inProcess,
  keptLog,
  lightspeedOver,
  memoryTokens,
  never,
  seededRandom,
} from '../harness.ts'
import { simulatedClock } from '../simulated-clock.ts'

export const SERVICE = 'https://tokens.test'
export const SECRET = 'canary-client-secret-5f6a7b8c'
export const ACCOUNT = '314551'

const catalogue = generateShop({ items: 50, seed: 3 })

/** A book in memory, which keeps what a disk would: text. */
export function memoryBook(): TokenBook & { text: Map<string, string>; list: KeyRecord[] } {
  const text = new Map<string, string>()
  const book = {
    text,
    list: [] as KeyRecord[],
    accounts: () => [...text.keys()],
    read: async (accountId: string) => {
      const kept = text.get(accountId)
      return ok(kept === undefined ? null : Held.parse(JSON.parse(kept)))
    },
    write: async (accountId: string, held: Held) => {
      text.set(accountId, JSON.stringify(held))
      return ok(null)
    },
    replace: async (accountId: string, held: Held) => {
      const kept = text.get(accountId)
      if (kept !== undefined && Held.parse(JSON.parse(kept)).connection === held.connection)
        text.set(accountId, JSON.stringify(held))
      return ok(null)
    },
    remove: (accountId: string) => void text.delete(accountId),
    keys: async () => ok(book.list),
    changeKeys: (async (change) => {
      const changed = change(book.list)
      if (!changed.ok) return changed
      book.list = [...changed.value.keys]
      return ok(changed.value.value)
    }) as TokenBook['changeKeys'],
  }
  return book
}

export type Service = Awaited<ReturnType<typeof openService>>

/**
 * A token service that is connected with a sandbox, without a wire.
 *
 * @param wrap what stands between the service and Lightspeed
 */
export async function openService(
  options: Partial<Options> = {},
  wrap: (http: Http) => Http = (http) => http,
) {
  const clock = simulatedClock()
  const sandbox = createLightspeed({ clock, options: { clientSecret: SECRET, ...options } })
  sandbox.load(catalogue)
  const lightspeedHttp = inProcess(sandbox.handle, clock, 100)
  const book = memoryBook()
  const log = keptLog()

  /** The merchant, or the agency, agrees for the service. */
  async function connect(connection: string): Promise<void> {
    const tokens = memoryTokens()
    const { lightspeed } = lightspeedOver({ clock, tokens, http: lightspeedHttp, clientSecret: SECRET })
    await clock.during(connected(lightspeed, sandbox.approve))
    await book.write(ACCOUNT, {
      connection,
      clientSecret: SECRET,
      tokens: DirectTokens.parse(tokens.kept),
    })
    sandbox.requests.clear()
  }
  await connect('first')

  const started = () =>
    createHandOut({ http: wrap(lightspeedHttp), clock, log, book, address: 'https://lightspeed.test' })
  let handOut: ReturnType<typeof started> | null = started()

  /** The network as a shop's computer sees it: the service at one address, Lightspeed at another. */
  const network: Http = async (request, signal) => {
    const url = new URL(request.url)
    if (url.origin !== SERVICE) return lightspeedHttp(request, signal)
    if (handOut === null) return err({ kind: 'unreachable', reason: 'ECONNREFUSED' })
    const answer = await respond(handOut, {
      method: request.method,
      url: url.pathname,
      authorization: request.headers.Authorization ?? '',
      body: request.body ?? '',
      from: '203.0.113.7',
    })
    return ok({ ...answer, headers: {} })
  }

  async function newKey(name: string): Promise<string> {
    const added = await addKey({ book, clock, random: seededRandom }, name, null)
    if (!added.ok) throw new Error(added.error.key)
    return added.value.key
  }

  return {
    clock,
    sandbox,
    book,
    log,
    network,
    connect,
    newKey,
    revokeKey: (name: string) => revokeKey(book, name),
    /** Ends the process without a farewell; what was under way is never heard of again. */
    kill: () => {
      handOut = null
    },
    start: () => {
      handOut = started()
    },
    asked: () => sandbox.requests.all().map(({ route, status }) => `${route} ${status}`),
    refreshes: () => sandbox.requests.all().filter(({ route }) => route === 'POST oauth/token').length,
    /** A shop's program that is connected by way of the service. */
    async shop(name: string, over: { clock?: Clock; key?: string; http?: Http } = {}) {
      const key = over.key ?? (await newKey(name))
      const tokens = memoryTokens()
      const { lightspeed, log: shopLog } = lightspeedOver({
        clock: over.clock ?? clock,
        tokens,
        http: over.http ?? network,
        certificateLook: async () => ok({ pem: '', fingerprint: 'AB:CD', trusted: true }),
      })
      const found = await clock.during(lightspeed.connectTokenService({ url: `${SERVICE}/`, key }))
      return { key, tokens, lightspeed, log: shopLog, found, read: () => readShops(lightspeed) }
    },
  }
}

/** What any run does first: asks Lightspeed something. */
const readShops = async (lightspeed: Lightspeed) =>
  (await collected(shops(lightspeed.api({ priority: 'stock', signal: never })))).error
