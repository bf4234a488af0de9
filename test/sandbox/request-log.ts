/** One request that a sandbox answered. */
export type LoggedRequest = {
  /** Milliseconds since the epoch. */
  at: number
  /** `METHOD Resource`, the name by which faults know it. */
  route: string
  method: string
  /** With its query. */
  path: string
  /** 0 where the connection was dropped. */
  status: number
  /** Units of the bucket. */
  cost: number
}

export type RequestLog<R = LoggedRequest> = {
  add(request: R): void
  all(): readonly R[]
  clear(): void
}

/** The newest requests, so that a stand-in which runs for days does not grow. */
export function createRequestLog<R = LoggedRequest>(most = 100_000): RequestLog<R> {
  let requests: R[] = []
  return {
    add: (request) => {
      requests.push(request)
      if (requests.length > most * 1.1) requests = requests.slice(-most)
    },
    all: () => requests,
    clear: () => {
      requests = []
    },
  }
}
