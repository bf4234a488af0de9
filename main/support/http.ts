import { X509Certificate } from 'node:crypto'
import { Agent } from 'node:https'
import axios, { AxiosError } from 'axios'
import { err, ok, type Result } from '../../shared/result.ts'

export type HttpRequest = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
  readonly timeoutMs: number
  /** The answer is no text: it comes as bytes, and only as far as this many. */
  readonly mostBytes?: number
  /** The one certificate (PEM) that the server may show, instead of any that an authority vouches for. */
  readonly certificate?: string
}

export type HttpResponse = {
  readonly status: number
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  /** Where bytes were asked for; `body` is empty then. */
  readonly bytes?: Uint8Array
}

/** Why an answer of more bytes than were asked for is lost. */
export const TOO_LARGE = 'too-large'

/**
 * Why there is no answer.
 *
 * `unreachable`: surely not done (no route, refused, TLS). `lost`: perhaps done; look before it is sent again.
 */
export type HttpFailure =
  | { readonly kind: 'unreachable'; readonly reason: string }
  | { readonly kind: 'lost'; readonly reason: string }
  | { readonly kind: 'cancelled' }

/** The network as a parameter. Never follows a redirect: credentials must not travel to another host. */
export type Http = (request: HttpRequest, signal?: AbortSignal) => Promise<Result<HttpResponse, HttpFailure>>

const OTHER_CERTIFICATE = 'ERR_TLS_CERT_ALTNAME_INVALID'

/**
 * What is wrong with a certificate: its time is over, or has not begun by this computer's clock; nobody that this
 * computer trusts vouches for it; it is another server's.
 */
export type CertificateFault = 'expired' | 'unknown' | 'other-host'

/** Reasons that are about the certificate which the server showed. */
const certificateFaults: ReadonlyMap<string, CertificateFault> = new Map([
  ['CERT_HAS_EXPIRED', 'expired'],
  ['CERT_NOT_YET_VALID', 'expired'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'unknown'],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'unknown'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'unknown'],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'unknown'],
  [OTHER_CERTIFICATE, 'other-host'],
])

/** Null where the reason is not about a certificate. */
export const certificateFault = (reason: string): CertificateFault | null =>
  certificateFaults.get(reason) ?? null

const neverSent = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EPROTO', // https spoken to a port that speaks http
  ...certificateFaults.keys(),
])

/** Most bytes of an answer that are read; a page of 100 items with every relation stays far below. */
const MAX_ANSWER_BYTES = 64 * 1024 * 1024

/** The real network: axios, without its opinions about status codes, JSON and redirects. */
export const axiosHttp: Http = async (request, signal) => {
  try {
    const answer = await axios.request<string | Buffer>({
      method: request.method,
      url: request.url,
      headers: { ...request.headers },
      timeout: request.timeoutMs,
      maxRedirects: 0,
      maxContentLength: request.mostBytes ?? MAX_ANSWER_BYTES,
      responseType: request.mostBytes === undefined ? 'text' : 'arraybuffer',
      transformResponse: (body: string | Buffer) => body,
      validateStatus: () => true,
      ...(request.body === undefined ? {} : { data: request.body }),
      ...(signal === undefined ? {} : { signal }),
      ...(request.certificate === undefined ? {} : { httpsAgent: pinned(request.certificate) }),
    })
    const { status, data } = answer
    const headers = lowerCased(answer.headers)
    return ok(
      typeof data === 'string' ? { status, headers, body: data } : { status, headers, body: '', bytes: data },
    )
  } catch (cause) {
    return err(failure(cause))
  }
}

function lowerCased(headers: object): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]),
  )
}

function failure(cause: unknown): HttpFailure {
  if (axios.isCancel(cause)) return { kind: 'cancelled' }
  if (!(cause instanceof AxiosError)) throw cause
  const reason = isOverLimit(cause) ? TOO_LARGE : (cause.code ?? cause.message)
  return neverSent.has(reason) ? { kind: 'unreachable', reason } : { kind: 'lost', reason }
}

/** axios ends the stream at the limit, and says so in words only. */
const isOverLimit = ({ message }: AxiosError): boolean => message.startsWith('maxContentLength')

/** Trusts this certificate alone. Its name does not matter, as it is compared whole; that it has not expired does. */
function pinned(certificate: string): Agent {
  const { fingerprint256 } = new X509Certificate(certificate)
  return new Agent({
    ca: certificate,
    allowPartialTrustChain: true,
    checkServerIdentity: (_host, shown) =>
      shown.fingerprint256 === fingerprint256
        ? undefined
        : Object.assign(new Error('another certificate'), { code: OTHER_CERTIFICATE }),
  })
}
