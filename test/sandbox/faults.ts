import type { Fault, SandboxResponse } from './types.ts'

/** The troubles planned for a sandbox's routes. */
export type Faults = {
  add(fault: Fault): void
  clear(): void
  /** How many planned troubles have not happened yet. */
  left(): number
  /** Answers a request on `route`, with the first planned trouble of that route applied and used up. */
  through(route: string, answer: () => SandboxResponse): SandboxResponse
}

/** @param errorBody the service's own body for a status that a fault asks for without one */
export function createFaults(
  errorBody: (status: number) => { headers: Record<string, string>; body: string },
): Faults {
  let planned: (Fault & { times: number })[] = []

  const take = (route: string): Fault | undefined => {
    const fault = planned.find((each) => each.route === route || each.route === '*')
    if (fault === undefined) return undefined
    fault.times -= 1
    if (fault.times <= 0) planned = planned.filter((each) => each !== fault)
    return fault
  }

  return {
    add: (fault) => {
      planned.push({ ...fault, times: fault.times ?? 1 })
    },
    clear: () => {
      planned = []
    },
    left: () => planned.reduce((sum, fault) => sum + fault.times, 0),
    through: (route, answer) => {
      const fault = take(route)
      if (fault === undefined) return answer()
      const wait = fault.latencyMs === undefined ? {} : { latencyMs: fault.latencyMs }
      if (fault.dropped) return { dropConnection: true, ...wait }
      if (fault.loseAnswer) {
        answer()
        return { dropConnection: true, ...wait }
      }
      if (fault.status === undefined) return { ...answer(), ...wait }
      const usual = errorBody(fault.status)
      return {
        status: fault.status,
        headers: { ...usual.headers, ...fault.headers },
        body: fault.body ?? usual.body,
        ...wait,
      }
    },
  }
}
