/** One HTTP request as a sandbox sees it: what was sent, nothing decoded. */
export type SandboxRequest = {
  method: string
  /** Path and query exactly as sent, still percent-encoded. */
  url: string
  /** Names in lower case. */
  headers: Record<string, string>
  body: string
  /** Host and port as the client addressed them (the `Host` header). */
  host: string
  scheme: 'http' | 'https'
}

/**
 * What a sandbox answers. `latencyMs` is how long the answer is held back on the wire; a dropped connection is
 * closed without an answer, and that of a truncated one in the middle of the body.
 */
export type SandboxResponse =
  | {
      status: number
      headers: Record<string, string>
      body: string
      /** Sent instead of the text. */
      bytes?: Uint8Array
      latencyMs?: number
      truncated?: boolean
    }
  | { dropConnection: true; latencyMs?: number }

/** Milliseconds since the epoch. */
export type SandboxClock = { now(): number }
