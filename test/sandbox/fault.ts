import { z } from 'zod'

/**
 * A trouble on a route. Without any of the troubles below nothing is wrong with the answer.
 *
 * What replaces the answer (`status`, `html`, `dropped`, `loseAnswer`) and what spoils it (`truncated`, `wrongType`,
 * `clockHours`, `headers`, `retryAfterSeconds`) exclude each other, and the first wins; `latencyMs` goes with all.
 */
export const Fault = z.strictObject({
  /** `METHOD Resource`, as the sandbox's request log names it; a `*` at the end stands for any rest. */
  route: z.string(),
  /** How many requests it happens to: 1, or without end where a probability is given. */
  times: z.number().int().positive().optional(),
  /** From 0 to 1: happens to that share of the requests, drawn from `seed`. */
  probability: z.number().min(0).max(1).optional(),
  seed: z.number().int().optional(),
  /** Whether what replaces the answer comes instead of doing what was asked (`before`, the default) or after it. */
  when: z.enum(['before', 'after']).optional(),
  /** Answers with this status, in the service's own words unless `body`, `message` or `html` says otherwise. */
  status: z.number().int().optional(),
  body: z.string().optional(),
  headers: z.record(z.string(), z.string()).optional(),
  /** A text inside the service's own error body: `Please try again later.` */
  message: z.string().optional(),
  retryAfterSeconds: z.number().optional(),
  /** A page: the proxy's in front of the service with a status, without one a captive portal's with 200. */
  html: z.boolean().optional(),
  /** Closes the connection. */
  dropped: z.boolean().optional(),
  /** Does what was asked, then closes the connection: `dropped` with `when: 'after'`. */
  loseAnswer: z.boolean().optional(),
  /** Sends the first half of a chunked body, then closes the connection. */
  truncated: z.boolean().optional(),
  /** Every field of this name becomes another type than it has. */
  wrongType: z
    .object({ field: z.string(), becomes: z.enum(['text', 'number', 'flag', 'null', 'list', 'object']) })
    .optional(),
  /** The service's clock is off by so many hours: its Date header and every time stamp in the answer. */
  clockHours: z.number().optional(),
  latencyMs: z.number().optional(),
})
export type Fault = z.infer<typeof Fault>
