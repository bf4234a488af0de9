import type { MagentoConnected, MagentoKeys } from '../../shared/connect.ts'
import { type Failure, message } from '../../shared/message.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { defaultRules } from '../../shared/rules.ts'
import { normaliseAddress } from '../magento/address.ts'
import { readCapabilities } from '../magento/capabilities.ts'
import { addressFailure, magentoFailure } from '../magento/failure.ts'
import { createMagento, type Magento } from '../magento/magento.ts'
import type { Ledger } from '../store/ledger.ts'
import { type Vault, vaultMessage } from '../store/vault.ts'
import { instant } from '../support/clock.ts'
import type { Edge } from '../support/edge.ts'

export type MagentoConnection = ReturnType<typeof createMagentoConnection>

/** The one Magento of this ledger: its client, made when it is first wanted, from what vault and ledger hold. */
export function createMagentoConnection(edge: Edge, ledger: Ledger, vault: Vault) {
  let current: Magento | null = null

  const clientFor = (url: string, keys: MagentoKeys): Magento =>
    createMagento({ http: edge.http, clock: edge.clock, random: edge.random, log: edge.log, url, keys })

  return {
    /** A failure says what is missing: not connected, or a vault that cannot be opened. */
    async client(): Promise<Result<Magento, Failure>> {
      if (current !== null) return ok(current)
      const { magento } = ledger.pair.get()
      if (magento === null) return err({ message: message('magento.not-connected') })
      const secrets = await vault.read()
      if (!secrets.ok) return err({ message: vaultMessage(secrets.error) })
      if (secrets.value.magento === null) return err({ message: message('magento.not-connected') })
      current = clientFor(magento.url, secrets.value.magento)
      return ok(current)
    },
    lastGoodAt: (): string | null => {
      const at = current?.lastGoodAt() ?? null
      return at === null ? null : instant(at)
    },
    /** Proves address and keys, then keeps them. Nothing is kept of what does not work. */
    async connect(typed: string, keys: MagentoKeys): Promise<Result<MagentoConnected, Failure>> {
      const url = normaliseAddress(typed)
      if (!url.ok) return err(addressFailure(url.error))
      const magento = clientFor(url.value, keys)
      const pair = ledger.pair.get()
      if (pair.magentoId !== null && pair.magentoId !== magento.id && pair.goneAt !== null) {
        return err({ message: message('failure.otherShop', { url: pair.magentoUrl ?? '' }) })
      }
      const found = await readCapabilities(magento)
      if (!found.ok) return err(magentoFailure(found.error))
      const saved = await vault.update((secrets) => ({ ...secrets, magento: keys }))
      if (!saved.ok) return err({ message: vaultMessage(saved.error) })
      if (pair.magentoId !== null && pair.magentoId !== found.value.id) forgetShop(ledger)
      // new keys may see what the old ones did not
      ledger.lists.consumers.forget()
      ledger.pair.connectMagento(found.value)
      ledger.problems.close({ kind: 'connection', service: 'magento' })
      current = magento
      return ok(found.value)
    },
    async disconnect(): Promise<Result<null, Failure>> {
      const forgotten = await vault.update((secrets) => ({ ...secrets, magento: null }))
      if (!forgotten.ok) return err({ message: vaultMessage(forgotten.error) })
      ledger.pair.disconnect('magento')
      ledger.problems.close({ kind: 'connection', service: 'magento' })
      current = null
      return ok(null)
    },
  }
}

const PAGE = 500

/** Another shop before go: what was found in the first one says nothing of it, so every item is looked up anew. */
function forgetShop(ledger: Ledger): void {
  ledger.transaction(() => {
    ledger.plans.removeAll()
    ledger.bulks.removeAll()
    ledger.options.forget()
    ledger.lists.attributeKinds.forget()
    ledger.lists.priceStores.forget()
    ledger.lists.route.forget()
    ledger.lists.routeTimes.forget()
    ledger.lists.saveTime.forget()
    ledger.links.removeAll()
    ledger.places.removeAll()
    // the merchant chose categories of the other shop
    ledger.rules.set({ ...ledger.rules.current(), categories: defaultRules.categories })
    ledger.facets.removeAll()
    ledger.pictures.forgetAll()
  })
  for (let after = ledger.items.markPageDue(null, PAGE); after !== null; ) {
    after = ledger.items.markPageDue(after, PAGE)
  }
}
