import { createRequestLog, type RequestLog } from '../request-log.ts'

/** One request that the sandbox answered. */
export type ShopRequest = {
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

export type ShopRequests = RequestLog<ShopRequest> & {
  /** Requests that can change the shop: a POST that only asks is none. */
  writes(): ShopRequest[]
}

export function createShopRequests(): ShopRequests {
  const log = createRequestLog<ShopRequest>()
  const isWrite = ({ method, route }: ShopRequest): boolean =>
    method !== 'GET' && !route.endsWith('-information')
  return { ...log, writes: () => log.all().filter(isWrite) }
}
