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
 * closed without an answer.
 */
export type SandboxResponse =
  | { status: number; headers: Record<string, string>; body: string; latencyMs?: number }
  | { dropConnection: true; latencyMs?: number }

/** Milliseconds since the epoch. */
export type SandboxClock = { now(): number }

/**
 * A trouble on a route, for the next `times` requests (default 1).
 *
 * `status` answers with that status instead of doing anything, `dropped` closes the connection before anything was
 * done, `loseAnswer` does what was asked and then closes the connection, `latencyMs` holds the answer back.
 */
export type Fault = {
  /** `METHOD Resource`, as the sandbox's request log names it; `*` means every route. */
  route: string
  status?: number | undefined
  body?: string | undefined
  headers?: Record<string, string> | undefined
  dropped?: boolean | undefined
  loseAnswer?: boolean | undefined
  latencyMs?: number | undefined
  times?: number | undefined
}
