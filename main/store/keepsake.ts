import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { z } from 'zod'
import { LightspeedConnected, MagentoConnected } from '../../shared/connect.ts'
import { Instant } from '../../shared/ids.ts'
import { MAPPING_VERSION, Mapping } from '../../shared/mapping.ts'
import { RULES_VERSION, Rules } from '../../shared/rules.ts'
import type { Ledger } from './ledger.ts'

/**
 * What neither service can tell once the ledger is lost: who belongs together, that the merchant said go, and what the
 * merchant decided. A small file beside the ledger; it holds no secret.
 */
const Keepsake = z.object({
  version: z.literal(1),
  lightspeedAccountId: z.string().nullable(),
  lightspeed: LightspeedConnected.nullable(),
  magentoId: z.string().nullable(),
  magentoUrl: z.string().nullable(),
  magento: MagentoConnected.nullable(),
  goneAt: Instant.nullable(),
  /** Null: written by another version of the program. */
  mapping: z
    .object({ version: z.literal(MAPPING_VERSION), document: Mapping })
    .nullable()
    .catch(null),
  rules: z
    .object({ version: z.literal(RULES_VERSION), document: Rules })
    .nullable()
    .catch(null),
})
export type Keepsake = z.infer<typeof Keepsake>

const keepsakeFile = (ledgerFile: string): string => `${ledgerFile}.keepsake.json`

/** Null where there is none that can be used. */
export function readKeepsake(ledgerFile: string): Keepsake | null {
  try {
    return Keepsake.parse(JSON.parse(readFileSync(keepsakeFile(ledgerFile), 'utf8')))
  } catch {
    return null
  }
}

/** Writes it anew, in one step, when something of it has changed. */
export function openKeepsake(ledgerFile: string, ledger: Pick<Ledger, 'pair' | 'mapping' | 'rules'>) {
  let written: string | null = null
  return {
    keep(): void {
      const { lightspeedGoodAt: _till, magentoGoodAt: _shop, ...pair } = ledger.pair.get()
      const keepsake: Keepsake = {
        version: 1,
        ...pair,
        mapping: { version: MAPPING_VERSION, document: ledger.mapping.current() },
        rules: { version: RULES_VERSION, document: ledger.rules.current() },
      }
      const text = JSON.stringify(keepsake)
      if (text === written) return
      const file = keepsakeFile(ledgerFile)
      writeFileSync(`${file}.new`, text, { mode: 0o600 })
      renameSync(`${file}.new`, file)
      written = text
    },
  }
}
