import type { AuthorizeStart, LightspeedConnected } from '../../shared/connect.ts'
import { type Failure, message } from '../../shared/message.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { authorizationFailure } from '../lightspeed/authorization-error.ts'
import { lightspeedFailure } from '../lightspeed/errors.ts'
import type { Lightspeed } from '../lightspeed/lightspeed.ts'
import { openFailure, type TokenServiceInput } from '../lightspeed/token-service/open.ts'
import type { Ledger } from '../store/ledger.ts'
import type { Pair } from '../store/pair.ts'
import type { SettingsStore } from '../store/settings.ts'
import { type Secrets, type Vault, vaultMessage } from '../store/vault.ts'
import type { Events } from './events.ts'

export type LightspeedConnection = ReturnType<typeof createLightspeedConnection>

/** Connecting the till: begun in a browser, ended by the local listener or by a pasted address, kept in the ledger. */
export function createLightspeedConnection(parts: {
  readonly lightspeed: Lightspeed
  readonly ledger: Ledger
  readonly vault: Vault
  readonly settings: SettingsStore
  readonly events: Events
  connected(): void
}) {
  const { lightspeed, ledger, vault, settings, events } = parts

  /** The client id of the attempt under way; kept as a setting only once it has worked. */
  let attempted: string | undefined

  function keepClientId(): void {
    if (attempted === undefined || attempted === settings.get().lightspeedClientId) return
    settings.set({ ...settings.get(), lightspeedClientId: attempted })
    events.tell({ kind: 'settings-changed' })
  }

  /** What the vault held before the attempt under way. */
  let earlier: Secrets['lightspeed'] = null
  let earlierService: Pair['tokenService'] = null

  async function rememberEarlier(): Promise<void> {
    const secrets = await vault.read()
    earlier = secrets.ok ? secrets.value.lightspeed : null
    earlierService = ledger.pair.get().tokenService
  }

  /**
   * A ledger belongs to one account: another one is refused and its tokens are given back, and what was connected before
   * is connected again.
   */
  async function keep(found: LightspeedConnected): Promise<Result<LightspeedConnected, Failure>> {
    const { lightspeedAccountId } = ledger.pair.get()
    if (lightspeedAccountId !== null && lightspeedAccountId !== found.accountId) {
      await lightspeed.disconnect()
      const before = earlier
      if (before !== null) {
        await vault.update((secrets) => ({ ...secrets, lightspeed: before }))
        ledger.pair.through(earlierService)
      }
      return err({ message: message('failure.otherAccount', { name: lightspeedAccountId }) })
    }
    ledger.pair.connectLightspeed(found)
    ledger.lists.shops.store(found.shops)
    ledger.problems.close({ kind: 'connection', service: 'lightspeed' })
    parts.connected()
    return ok(found)
  }

  async function keepDirect(found: LightspeedConnected): Promise<Result<LightspeedConnected, Failure>> {
    const kept = await keep(found)
    if (kept.ok) keepClientId()
    return kept
  }

  return {
    /** Refused before the merchant agrees in the browser where the tokens could not be kept. */
    async begin(clientId: string | undefined): Promise<Result<AuthorizeStart, Failure>> {
      const ready = await vault.ready()
      if (!ready.ok) return err({ message: vaultMessage(ready.error) })
      await rememberEarlier()
      attempted = clientId
      const started = await lightspeed.beginAuthorization(
        clientId === undefined ? {} : { clientId },
        (ended) => {
          void (async () => {
            const kept = ended.ok ? await keepDirect(ended.value) : err(authorizationFailure(ended.error))
            if (kept.ok) events.tell({ kind: 'lightspeed-connected', result: kept.value })
            else events.tell({ kind: 'lightspeed-refused', reason: kept.error.message })
          })()
        },
      )
      return ok(started)
    },
    async finish(redirected: string): Promise<Result<LightspeedConnected, Failure>> {
      await rememberEarlier()
      const found = await lightspeed.finishAuthorization(redirected)
      return found.ok ? keepDirect(found.value) : err(authorizationFailure(found.error))
    },
    /** By way of a token service. Refused before its key is shown to anybody where it could not be kept. */
    async connectTokenService(input: TokenServiceInput): Promise<Result<LightspeedConnected, Failure>> {
      const ready = await vault.ready()
      if (!ready.ok) return err({ message: vaultMessage(ready.error) })
      await rememberEarlier()
      const found = await lightspeed.connectTokenService(input)
      return found.ok ? keep(found.value) : err(openFailure(found.error))
    },
    async disconnect(): Promise<Result<null, Failure>> {
      const ended = await lightspeed.disconnect()
      // The tokens are forgotten here even when Lightspeed could not be told.
      ledger.pair.disconnect('lightspeed')
      ledger.problems.close({ kind: 'connection', service: 'lightspeed' })
      if (!ended.ok && ended.error.kind === 'vault-locked') return err(lightspeedFailure(ended.error))
      return ok(null)
    },
  }
}
