import type { Problem } from '../../shared/problem.ts'
import type { State } from '../../shared/status.ts'

/** Broken: nothing goes on before the merchant acts. Unreachable goes on by itself. The rest needs the merchant. */
export function presentState({ kind }: Problem): State {
  switch (kind) {
    case 'reconnect-needed':
    case 'token-service':
    case 'refused-keys':
    case 'vault-locked':
      return 'broken'
    case 'unreachable':
    case 'certificate':
      return 'waiting'
    default:
      return 'needs-you'
  }
}
