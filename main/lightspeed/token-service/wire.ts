import { createHash } from 'node:crypto'
import { z } from 'zod'

/*
 * What goes between a token service and its clients: `POST /v1/token` with the key as bearer token. Times are durations,
 * so neither clock has to be right.
 */

export const TOKEN_PATH = '/v1/token'

/** `refused`: the fingerprint of an access token that Lightspeed no longer takes; null asks for the one of the moment. */
export const TokenQuestion = z.object({ refused: z.string().length(64).nullable() })
export type TokenQuestion = z.infer<typeof TokenQuestion>

export const TokenAnswer = z.object({
  accessToken: z.string().min(1),
  /** How long it still lives. */
  seconds: z.number().positive(),
  accountId: z.string().min(1),
})
export type TokenAnswer = z.infer<typeof TokenAnswer>

/**
 * Why there is none. `key`: it is wrong or was revoked (401). `not-connected`: the service itself has to be connected
 * with Lightspeed again (409). `later`: neither is wrong, ask again (503).
 */
export const TokenRefusal = z.object({ error: z.enum(['key', 'not-connected', 'later', 'question']) })
export type TokenRefusal = z.infer<typeof TokenRefusal>

/** Names an access token without telling it: SHA-256, hexadecimal. */
export const tokenFingerprint = (accessToken: string): string =>
  createHash('sha256').update(accessToken).digest('hex')
