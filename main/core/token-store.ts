import { err, ok } from '../../shared/result.ts'
import type { TokenStore, Tokens } from '../lightspeed/tokens.ts'
import { type Vault, vaultMessage } from '../store/vault.ts'

/**
 * The vault as the Lightspeed room sees it: its own tokens, nothing else.
 *
 * @param saved told what was kept, once it is durable
 */
export function tokenStore(vault: Vault, saved: (tokens: Tokens | null) => void): TokenStore {
  return {
    async load() {
      const secrets = await vault.read()
      return secrets.ok ? ok(secrets.value.lightspeed) : err(vaultMessage(secrets.error))
    },
    async save(tokens) {
      const kept = await vault.update((secrets) => ({ ...secrets, lightspeed: tokens }))
      if (!kept.ok) return err(vaultMessage(kept.error))
      saved(tokens)
      return ok(null)
    },
  }
}
