import { X509Certificate } from 'node:crypto'
import { isIP } from 'node:net'
import { connect } from 'node:tls'
import { err, ok, type Result } from '../../shared/result.ts'

/** The certificate that a server shows. */
export type ShownCertificate = {
  readonly pem: string
  /** SHA-256, as `AB:CD:…`. */
  readonly fingerprint: string
  /** An authority that this computer trusts vouches for it, and it is this server's. */
  readonly trusted: boolean
}

/** Looks at the certificate of a server and says nothing to it. The error is a reason for *Details*. */
export type CertificateLook = (url: URL) => Promise<Result<ShownCertificate, string>>

const LOOK_TIMEOUT_MS = 15_000
const HTTPS_PORT = 443

/** SHA-256 of a certificate (PEM), as `AB:CD:…`. */
export const fingerprintOf = (pem: string): string => new X509Certificate(pem).fingerprint256

/**
 * Connects over TLS, takes what is shown and hangs up. Whatever is shown is taken, because it is only looked at: what
 * is sent later goes to a certificate that was trusted, or that a person has compared.
 */
export const lookAtCertificate: CertificateLook = (url) =>
  new Promise((resolve) => {
    const host = url.hostname.replace(/^\[|\]$/g, '')
    const socket = connect({
      host,
      port: url.port === '' ? HTTPS_PORT : Number(url.port),
      rejectUnauthorized: false,
      timeout: LOOK_TIMEOUT_MS,
      ...(isIP(host) === 0 ? { servername: host } : {}),
    })
    const end = (result: Result<ShownCertificate, string>): void => {
      socket.destroy()
      resolve(result)
    }
    socket.once('timeout', () => end(err('ETIMEDOUT')))
    socket.once('error', (cause: NodeJS.ErrnoException) => end(err(cause.code ?? cause.message)))
    socket.once('secureConnect', () => {
      const shown = socket.getPeerX509Certificate()
      if (shown === undefined) return end(err('the server shows no certificate'))
      end(ok({ pem: shown.toString(), fingerprint: shown.fingerprint256, trusted: socket.authorized }))
    })
  })
