/** What was asked, for *Details* and the log: `POST /V1/products`. Without the query, without any key. */
export type CallSummary = string

/** Why Magento refused the keys; each has another thing to do. */
export type KeyFault =
  | 'signature' // a secret is wrong, or a proxy changes host or scheme before Magento sees them
  | 'consumer-key'
  | 'token'
  | 'clock' // this computer's clock is more than ten minutes ahead of Magento's
  | 'inactive' // Magento treats the caller as nobody: integration switched off, or bearer tokens not allowed
  | 'other'

/** Why a call has no answer to work with, and so what the caller can do. */
export type MagentoError =
  /** Surely not done: no route, no such host, TLS. */
  | { readonly kind: 'unreachable'; readonly call: CallSummary; readonly reason: string }
  /** Perhaps done (dropped, timed out, 502, 504): look before it is sent again. */
  | { readonly kind: 'answer-lost'; readonly call: CallSummary; readonly reason: string }
  | { readonly kind: 'cancelled' }
  | {
      readonly kind: 'refused-keys'
      readonly call: CallSummary
      readonly fault: KeyFault
      readonly message: string
    }
  /** `resources`: Magento's names of the rights, `Magento_Catalog::products`. */
  | { readonly kind: 'permission-missing'; readonly call: CallSummary; readonly resources: readonly string[] }
  /** Magento said no, in its own words (filled in); asking again changes nothing. */
  | {
      readonly kind: 'rejected'
      readonly call: CallSummary
      readonly status: number
      readonly message: string
    }
  /** The product's URL key belongs to another product or category; nothing was written. */
  | { readonly kind: 'url-key-taken'; readonly call: CallSummary; readonly message: string }
  /** More rows or a larger page than this shop takes in one call; `most` is what it takes. */
  | {
      readonly kind: 'over-limit'
      readonly call: CallSummary
      readonly limit: 'rows' | 'page'
      readonly most: number
    }
  /** Surely not done, and worth another try: deadlock, lock wait, no database connection, too many requests. */
  | {
      readonly kind: 'busy'
      readonly call: CallSummary
      readonly message: string
      readonly retryAfterMs: number | null
    }
  /** A fault inside Magento on this very call (500): perhaps done; often the data, seldom the shop. */
  | {
      readonly kind: 'internal-error'
      readonly call: CallSummary
      readonly message: string
    }
  /** The shop is in maintenance mode: nothing was done. */
  | { readonly kind: 'maintenance'; readonly call: CallSummary }
  /** Another address answers; never followed, as keys would travel with it. */
  | { readonly kind: 'redirected'; readonly call: CallSummary; readonly to: string | null }
  /** Something answers, but no Magento REST API: a web page, a firewall, another shop system. */
  | { readonly kind: 'not-magento'; readonly call: CallSummary; readonly status: number }
  /** An answer that does not have the shape that is known. */
  | { readonly kind: 'unreadable'; readonly call: CallSummary; readonly issues: readonly string[] }
