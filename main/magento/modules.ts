import { z } from 'zod'
import type { Result } from '../../shared/result.ts'
import type { MagentoError } from './error.ts'
import type { Magento } from './magento.ts'
import { parse } from './parse.ts'

export const Modules = z.array(z.string())

/** Names of the installed modules, `Magento_InventoryApi`. Comes in one piece, whatever page is asked (recorded 2.4.7). */
export async function modules(magento: Magento): Promise<Result<readonly string[], MagentoError>> {
  const answer = await magento.request({ method: 'GET', path: 'modules', scope: null, effect: 'read' })
  return answer.ok ? parse('GET /V1/modules', Modules, answer.value) : answer
}
