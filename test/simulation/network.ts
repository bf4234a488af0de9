import type { HttpFailure, HttpRequest, HttpResponse } from '../../main/support/http.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { Random } from '../sandbox/random.ts'
import type { SandboxRequest, SandboxResponse } from '../sandbox/types.ts'
import type { Time, Waiting } from './time.ts'

/** A sandbox, as the network sees it. */
export type Service = (request: SandboxRequest) => SandboxResponse

type Answer = Result<HttpResponse, HttpFailure>
type Flight = { readonly owner: Waiting; end(answer: Answer): void }

/** What is on its way belongs to nobody: it arrives though the sender be gone. */
const onTheWay: Waiting = { name: 'network' }

/** From the computer to the services, with the time that it takes. */
export function createNetwork(time: Time, services: Readonly<Record<string, Service>>, chance: Random) {
  let flights: Flight[] = []
  let offline = false

  function send(owner: Waiting, request: HttpRequest, signal?: AbortSignal): Promise<Answer> {
    const url = new URL(request.url)
    const service = services[url.hostname]
    if (offline || service === undefined)
      return time.sleep(owner, 5).then(() => err({ kind: 'unreachable', reason: 'ENOTFOUND' }))
    if (signal?.aborted) return Promise.resolve(err({ kind: 'cancelled' }))
    return new Promise((resolve) => {
      const cancel = (): void => flight.end(err({ kind: 'cancelled' }))
      const flight: Flight = {
        owner,
        end(answer) {
          if (!flights.includes(flight)) return
          flights = flights.filter((other) => other !== flight)
          signal?.removeEventListener('abort', cancel)
          tooLong()
          resolve(answer)
        },
      }
      flights.push(flight)
      signal?.addEventListener('abort', cancel, { once: true })
      const tooLong = time.at(owner, time.now() + request.timeoutMs, () =>
        flight.end(err({ kind: 'lost', reason: 'ECONNABORTED' })),
      )
      time.at(onTheWay, time.now() + chance.between(10, 80), () => {
        const answer = service(asSeen(request, url))
        const back = chance.between(10, 80) + (answer.latencyMs ?? 0)
        time.at(onTheWay, time.now() + back, () => flight.end(received(answer)))
      })
    })
  }

  const lose = (owner: Waiting): void => {
    for (const flight of flights.filter((each) => each.owner === owner))
      flight.end(err({ kind: 'lost', reason: 'ECONNRESET' }))
  }

  return {
    send,
    /** Its open connections end. */
    lose,
    /** Nobody is there any more to be answered. */
    forget(owner: Waiting): void {
      flights = flights.filter((flight) => flight.owner !== owner)
    },
    setOffline(isOffline: boolean): void {
      if (isOffline) for (const { owner } of [...flights]) lose(owner)
      offline = isOffline
    },
  }
}

const asSeen = (request: HttpRequest, url: URL): SandboxRequest => ({
  method: request.method,
  url: url.pathname + url.search,
  headers: lowerCased(request.headers),
  body: request.body ?? '',
  host: url.host,
  scheme: 'https',
})

function received(answer: SandboxResponse): Answer {
  if ('dropConnection' in answer || answer.truncated) return err({ kind: 'lost', reason: 'ECONNRESET' })
  const { status, headers, body, bytes } = answer
  return ok({ status, headers: lowerCased(headers), body, bytes: bytes ?? Buffer.from(body) })
}

const lowerCased = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
