import { err, ok } from '../../shared/result.ts'
import type { TokenStore } from '../lightspeed/tokens.ts'
import { type Vault, vaultMessage } from '../store/vault.ts'

/** The vault as the Lightspeed room sees it: its own tokens, nothing else. */
export function tokenStore(vault: Vault): TokenStore {
  return {
    async load() {
      const secrets = await vault.read()
      return secrets.ok ? ok(secrets.value.lightspeed) : err(vaultMessage(secrets.error))
    },
    async save(tokens) {
      const saved = await vault.update((secrets) => ({ ...secrets, lightspeed: tokens }))
      return saved.ok ? ok(null) : err(vaultMessage(saved.error))
    },
  }
}
