import { type Failure, message } from '../../../shared/message.ts'
import { assertNever, err, ok, type Result } from '../../../shared/result.ts'
import type { CertificateLook } from '../../support/certificate.ts'
import type { Clock } from '../../support/clock.ts'
import type { Http } from '../../support/http.ts'
import { parseUrl } from '../../support/url.ts'
import { type LightspeedError, lightspeedFailure } from '../errors.ts'
import { isSecure } from '../secure.ts'
import type { ServiceTokens } from '../tokens.ts'
import { askTokenService } from './ask.ts'

/** What the merchant was given by whoever runs the service, and the certificate that was compared, if one had to be. */
export type TokenServiceInput = {
  readonly url: string
  readonly key: string
  /** SHA-256, as `AB:CD:…`; any case, with or without colons. */
  readonly fingerprint?: string
}

/** Why connecting by way of a token service did not work. */
export type OpenError =
  | { readonly kind: 'failed'; readonly error: LightspeedError }
  /** Not an address, or one to which no key is sent. */
  | { readonly kind: 'address' }
  /** No authority vouches for its certificate: somebody has to compare the fingerprint. */
  | { readonly kind: 'compare-certificate'; readonly fingerprint: string }
  /** It shows another certificate than the one that was compared. */
  | { readonly kind: 'other-certificate'; readonly fingerprint: string }

/** Finds the service, settles whom to trust, and only then shows the key. */
export async function openTokenService(
  parts: { http: Http; clock: Clock; look: CertificateLook },
  { url: text, key, fingerprint }: TokenServiceInput,
): Promise<Result<ServiceTokens, OpenError>> {
  const url = parseUrl(text.trim())
  if (url === null || !isSecure(url)) return err({ kind: 'address' })
  const certificate = url.protocol === 'https:' ? await settle(parts.look, url, fingerprint) : ok(null)
  if (!certificate.ok) return certificate
  const address = url.origin + url.pathname.replace(/\/+$/, '')
  const service = { url: address, key: key.trim(), certificate: certificate.value }
  const asked = await askTokenService(parts, service, null)
  return asked.ok ? asked : err({ kind: 'failed', error: asked.error })
}

/** The certificate (PEM) to hold on to; null where an authority vouches for it. */
async function settle(
  look: CertificateLook,
  url: URL,
  compared: string | undefined,
): Promise<Result<string | null, OpenError>> {
  const shown = await look(url)
  if (!shown.ok)
    return err({
      kind: 'failed',
      error: { kind: 'token-service', why: 'unreachable', reason: shown.error },
    })
  const { pem, fingerprint, trusted } = shown.value
  if (compared === undefined) return trusted ? ok(null) : err({ kind: 'compare-certificate', fingerprint })
  return plain(compared) === plain(fingerprint) ? ok(pem) : err({ kind: 'other-certificate', fingerprint })
}

const plain = (fingerprint: string): string => fingerprint.replace(/[^0-9a-f]/gi, '').toLowerCase()

export function openFailure(error: OpenError): Failure {
  switch (error.kind) {
    case 'failed':
      return lightspeedFailure(error.error)
    case 'address':
      return { message: message('tokenService.address') }
    case 'compare-certificate':
      return { message: message('tokenService.compare-certificate', { fingerprint: error.fingerprint }) }
    case 'other-certificate':
      return { message: message('tokenService.other-certificate', { fingerprint: error.fingerprint }) }
    default:
      return assertNever(error, 'openFailure')
  }
}
