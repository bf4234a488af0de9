/** One request that the sandbox answered. */
export type LoggedRequest = {
  /** Milliseconds since the epoch. */
  at: number
  /** `METHOD /V1/template`, the name by which faults know it. */
  route: string
  method: string
  /** With its query, as sent. */
  path: string
  /** 0 where the connection was dropped. */
  status: number
  /** Characters of the request's body. */
  bodySize: number
}

export type RequestLog = {
  add(request: LoggedRequest): void
  all(): readonly LoggedRequest[]
  /** Requests that can change the shop: a POST that only asks is none. */
  writes(): LoggedRequest[]
  clear(): void
}

/** The newest requests, so that a shop which runs for days does not grow. */
export function createRequestLog(most = 100_000): RequestLog {
  let requests: LoggedRequest[] = []
  return {
    add: (request) => {
      requests.push(request)
      if (requests.length > most * 1.1) requests = requests.slice(-most)
    },
    all: () => requests,
    writes: () => requests.filter(({ method, route }) => method !== 'GET' && !route.endsWith('-information')),
    clear: () => {
      requests = []
    },
  }
}
