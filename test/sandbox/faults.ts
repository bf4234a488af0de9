import type { Fault } from './fault.ts'
import { replacement, spoilt } from './fault-effects.ts'
import { createRandom } from './random.ts'
import type { SandboxClock, SandboxResponse } from './types.ts'

/** The troubles planned for a sandbox's routes. */
export type Faults = {
  add(fault: Fault): void
  clear(): void
  /** How many planned troubles have not happened yet; those without an end do not count. */
  left(): number
  /** Answers a request on `route`, with the first planned trouble that happens to it. */
  through(route: string, answer: () => SandboxResponse): SandboxResponse
}

/** The service's own answer for a status that a fault asks for, with this message where one is given. */
export type ErrorBody = (
  status: number,
  message?: string,
) => { headers: Record<string, string>; body: string }

type Planned = { fault: Fault; left: number; happens: () => boolean }

/** Every answer that comes through tells the service's time in its Date header. */
export function createFaults(errorBody: ErrorBody, clock: SandboxClock): Faults {
  let planned: Planned[] = []

  const take = (route: string): Fault | undefined => {
    const found = planned.find(({ fault, happens }) => fits(fault.route, route) && happens())
    if (found === undefined) return undefined
    found.left -= 1
    if (found.left <= 0) planned = planned.filter((each) => each !== found)
    return found.fault
  }

  return {
    add: (fault) => {
      const { probability, seed = 1, times } = fault
      const random = createRandom(seed)
      planned.push({
        fault,
        left: times ?? (probability === undefined ? 1 : Number.POSITIVE_INFINITY),
        happens: () => probability === undefined || random.chance(probability),
      })
    },
    clear: () => {
      planned = []
    },
    left: () => planned.reduce((sum, { left }) => sum + (Number.isFinite(left) ? left : 0), 0),
    through: (route, answer) => {
      const date = new Date(clock.now()).toUTCString()
      const fault = take(route)
      if (fault === undefined) return dated(answer(), date)
      const wait = fault.latencyMs === undefined ? {} : { latencyMs: fault.latencyMs }
      const instead = replacement(fault, errorBody)
      if (instead === undefined) return later(spoilt(dated(answer(), date), fault), fault.latencyMs)
      if (fault.when === 'after' || fault.loseAnswer) answer()
      return { ...dated(instead, date), ...wait }
    },
  }
}

const fits = (pattern: string, route: string): boolean =>
  pattern.endsWith('*') ? route.startsWith(pattern.slice(0, -1)) : route === pattern

const dated = (answer: SandboxResponse, date: string): SandboxResponse =>
  'dropConnection' in answer ? answer : { ...answer, headers: { Date: date, ...answer.headers } }

/** A slow network comes on top of what the service itself takes. */
const later = (response: SandboxResponse, ms: number | undefined): SandboxResponse =>
  ms === undefined ? response : { ...response, latencyMs: (response.latencyMs ?? 0) + ms }
