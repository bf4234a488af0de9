import { err } from '../../shared/result.ts'
import type { Http } from '../support/http.ts'

const thisComputer = new Set(['localhost', '127.0.0.1', '[::1]'])

/** Tokens travel in every request: anything but https is refused, except to this computer. */
export const secureOnly =
  (http: Http): Http =>
  async (request, signal) => {
    const { protocol, hostname } = new URL(request.url)
    if (protocol === 'https:' || (protocol === 'http:' && thisComputer.has(hostname)))
      return http(request, signal)
    return err({ kind: 'unreachable', reason: `${protocol}// is not secure enough, only https is` })
  }
