/** Why a token service gave no token; each has its own sentence, `lightspeed.token-service.<why>`. */
export type TokenServiceError = {
  readonly kind: 'token-service'
  readonly why: /** It cannot be reached, or cannot reach Lightspeed: it goes on by itself. */
    | 'unreachable'
    /** Something answers there, but no token service. */
    | 'no-service'
    /** The key is wrong, or was revoked. */
    | 'key-refused'
    /** It shows another certificate than the one that was compared, or one that nobody vouches for. */
    | 'certificate'
    /** The service has to be connected with Lightspeed again. */
    | 'not-connected'
  /** For *Details*; empty where there is nothing to add. */
  readonly reason: string
}
