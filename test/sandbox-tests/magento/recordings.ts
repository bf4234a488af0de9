import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Exchange } from '../../sandbox/magento/player.ts'

/** Answers recorded from a real shop lie beside the project; where they do not, tests on them are skipped. */
const folder = join(import.meta.dirname, '../../../../shared/magento-recordings')
export const haveRecordings = existsSync(folder)

export type Recorded = Exchange & {
  file: string
  recorded: string
  request: Exchange['request'] & { headers: Record<string, string | null> }
}

/** Every recorded exchange in the order in which it happened. */
export function allRecordings(): Recorded[] {
  if (!haveRecordings) return []
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json') && !name.startsWith('schema-'))
    .flatMap((name) => {
      const exchanges: Omit<Recorded, 'file'>[] = JSON.parse(readFileSync(join(folder, name), 'utf8'))
      return exchanges.map((exchange) => ({ ...exchange, file: name.slice(0, -'.json'.length) }))
    })
    .sort((left, right) => left.n - right.n)
}
