import type { LightspeedParts } from '../../main/lightspeed/lightspeed.ts'
import { createLightspeed, type Lightspeed } from '../../main/lightspeed/lightspeed.ts'
import type { TokenStore, Tokens } from '../../main/lightspeed/tokens.ts'
import { lookAtCertificate } from '../../main/support/certificate.ts'
import type { Clock } from '../../main/support/clock.ts'
import { type Http, TOO_LARGE } from '../../main/support/http.ts'
import type { Log } from '../../main/support/log.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { createRandom } from '../sandbox/random.ts'
import type { SandboxRequest, SandboxResponse } from '../sandbox/types.ts'

export const ADDRESS = 'https://lightspeed.test'

/** A sandbox without a wire: latency is the clock's, a dropped connection a lost answer. */
export const inProcess =
  (handle: (request: SandboxRequest) => SandboxResponse, clock: Clock, latencyMs = 0): Http =>
  async (request, signal) => {
    const url = new URL(request.url)
    if (latencyMs > 0) await clock.sleep(latencyMs / 2)
    const answer = handle({
      method: request.method,
      url: url.pathname + url.search,
      headers: lowerCased(request.headers),
      body: request.body ?? '',
      host: url.host,
      scheme: 'https',
    })
    const backMs = latencyMs / 2 + (answer.latencyMs ?? 0)
    if (backMs > 0) await clock.sleep(backMs)
    if (signal?.aborted) return err({ kind: 'cancelled' })
    if ('dropConnection' in answer || answer.truncated) return err({ kind: 'lost', reason: 'ECONNRESET' })
    const { bytes } = answer
    if (bytes !== undefined && bytes.length > (request.mostBytes ?? 0))
      return err({ kind: 'lost', reason: TOO_LARGE })
    return ok({
      status: answer.status,
      headers: lowerCased(answer.headers),
      body: answer.body,
      // a network hands over bytes of its own, also of an answer that is a text
      ...(request.mostBytes === undefined ? {} : { bytes: bytes ?? Buffer.from(answer.body) }),
    })
  }

const lowerCased = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))

export type MemoryTokens = TokenStore & { kept: Tokens | null; saves: (Tokens | null)[] }

export function memoryTokens(kept: Tokens | null = null): MemoryTokens {
  const store: MemoryTokens = {
    kept,
    saves: [],
    load: async () => ok(store.kept),
    save: async (tokens): Promise<Result<null, never>> => {
      store.kept = tokens
      store.saves.push(tokens)
      return ok(null)
    },
  }
  return store
}

export type KeptLog = Log & { lines: string[] }

export function keptLog(): KeptLog {
  const lines: string[] = []
  const add =
    (level: string) =>
    (event: string, facts = {}): void =>
      void lines.push(`${level} ${event} ${JSON.stringify(facts)}`)
  return { lines, info: add('info'), warn: add('warn'), error: add('error') }
}

const numbers = createRandom(7)
export const seededRandom = {
  bytes: (count: number): Uint8Array => Uint8Array.from({ length: count }, () => numbers.between(0, 255)),
  fraction: numbers.next,
}

export function lightspeedOver(parts: Pick<LightspeedParts, 'http' | 'clock'> & Partial<LightspeedParts>): {
  lightspeed: Lightspeed
  tokens: TokenStore
  log: KeptLog
} {
  const tokens = parts.tokens ?? memoryTokens()
  const log = keptLog()
  const lightspeed = createLightspeed({
    random: seededRandom,
    log,
    tokens,
    addresses: { lightspeedAuth: ADDRESS, lightspeedApi: ADDRESS },
    clientId: () => 'sandbox-client',
    callback: async () => null,
    certificateLook: lookAtCertificate,
    ...parts,
  })
  return { lightspeed, tokens, log }
}

/** Connects as a merchant does who pastes the address. */
export async function connected(
  lightspeed: Lightspeed,
  approve: (authorizeUrl: string) => string,
): Promise<void> {
  const { authorizeUrl } = await lightspeed.beginAuthorization({}, () => {})
  const result = await lightspeed.finishAuthorization(approve(authorizeUrl))
  if (!result.ok) throw new Error(`not connected: ${JSON.stringify(result.error)}`)
}

export const never = new AbortController().signal

/** Everything that a list gave, and whether it ended well. */
export async function collected<T, E>(
  pages: AsyncIterable<Result<{ rows: readonly T[] }, E>>,
): Promise<{ rows: T[]; error: E | null }> {
  const rows: T[] = []
  for await (const page of pages) {
    if (!page.ok) return { rows, error: page.error }
    rows.push(...page.value.rows)
  }
  return { rows, error: null }
}
