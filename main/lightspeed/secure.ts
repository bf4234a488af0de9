import { err } from '../../shared/result.ts'
import type { Http } from '../support/http.ts'

const thisComputer = new Set(['localhost', '127.0.0.1', '[::1]'])

/** Nobody on the way can listen: https, or nothing leaves this computer. */
export const isSecure = ({ protocol, hostname }: URL): boolean =>
  protocol === 'https:' || (protocol === 'http:' && thisComputer.has(hostname))

/** Tokens travel in every request: anything but https is refused, except to this computer. */
export const secureOnly =
  (http: Http): Http =>
  async (request, signal) => {
    const url = new URL(request.url)
    if (isSecure(url)) return http(request, signal)
    return err({ kind: 'unreachable', reason: `${url.protocol}// is not secure enough, only https is` })
  }
