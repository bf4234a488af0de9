import { ok, type Result } from '../../shared/result.ts'
import type { MagentoError } from './error.ts'
import type { Magento } from './magento.ts'

export type Version = { readonly version: string | null; readonly edition: string | null }

const hidden: Version = { version: null, edition: null }

/**
 * Version and edition from `Magento/2.4 (Community)`, the text of `/magento_version`: the minor version only.
 *
 * Many shops hide that page, so whatever else it says is "not told".
 */
export function readVersion(text: string): Version {
  const [, version, edition] = /^Magento\/(\d+\.\d+)\S* \(([\w ]+)\)\s*$/.exec(text) ?? []
  return version === undefined || edition === undefined ? hidden : { version, edition }
}

export async function version(magento: Magento): Promise<Result<Version, MagentoError>> {
  const answer = await magento.text('/magento_version')
  if (answer.ok) return ok(readVersion(answer.value))
  return answer.error.kind === 'unreachable' || answer.error.kind === 'cancelled' ? answer : ok(hidden)
}
