import type { Permission } from '../../shared/connect.ts'
import { ok, type Result } from '../../shared/result.ts'
import type { MagentoError } from './error.ts'
import type { Magento, MagentoCall } from './magento.ts'

/** A right, and calls that need it and change nothing whatever they answer. */
type Probe = {
  /** Key of the text catalogue: `permission.<name>`. */
  readonly name: string
  readonly needed: boolean
  readonly calls: readonly MagentoCall[]
}

const read = (path: string, query: MagentoCall['query'] = []): MagentoCall => ({
  method: 'GET',
  path,
  query,
  scope: null,
  effect: 'read',
})

/** An empty list: base prices answer `[]`, source items "Input data is empty"; neither writes (recorded 2.4.7). */
const emptyWrite = (path: string, list: string): MagentoCall => ({
  method: 'POST',
  path,
  scope: 'all',
  body: { [list]: [] },
  effect: 'read',
})

const onePage: MagentoCall['query'] = [['searchCriteria[pageSize]', '1']]

/** Rights are checked before body and existence (recorded 2.4.7), so what is not there answers for them as well. */
const everyShop: readonly Probe[] = [
  { name: 'stores', needed: true, calls: [read('store/storeViews')] },
  // The same right reads and writes products.
  { name: 'products', needed: true, calls: [read('products', onePage)] },
  { name: 'prices', needed: true, calls: [emptyWrite('products/base-prices', 'prices')] },
  {
    name: 'attributes',
    needed: false,
    calls: [read('products/attribute-sets/sets/list', onePage), read('products/attributes', onePage)],
  },
  { name: 'categories', needed: false, calls: [read('categories/1')] },
  { name: 'taxes', needed: false, calls: [read('taxClasses/search', onePage)] },
]

const withSources: readonly Probe[] = [
  { name: 'stock', needed: true, calls: [emptyWrite('inventory/source-items', 'sourceItems')] },
  {
    name: 'sources',
    needed: true,
    calls: [read('inventory/sources', onePage), read('inventory/stocks', onePage)],
  },
]

const withoutSources: readonly Probe[] = [
  { name: 'stock', needed: true, calls: [read('stockItems/tillbridge-looks-at-rights')] },
]

/** The rights that Tillbridge uses in this shop. The error is one that says nothing about rights. */
export async function permissions(
  magento: Magento,
  multiSource: boolean,
): Promise<Result<readonly Permission[], MagentoError>> {
  const found: Permission[] = []
  for (const { name, needed, calls } of [...everyShop, ...(multiSource ? withSources : withoutSources)]) {
    const answers: Result<boolean, MagentoError>[] = []
    for (const call of calls) answers.push(await mayCall(magento, call))
    const failed = answers.find((answer) => !answer.ok)
    if (failed !== undefined && !failed.ok) return failed
    found.push({ name, needed, given: answers.every((answer) => answer.ok && answer.value) })
  }
  return ok(found)
}

/** Whether a call is let through; refusing its content is letting it through. */
export async function mayCall(magento: Magento, call: MagentoCall): Promise<Result<boolean, MagentoError>> {
  const answer = await magento.request(call)
  if (answer.ok || answer.error.kind === 'rejected' || answer.error.kind === 'internal-error') return ok(true)
  return answer.error.kind === 'permission-missing' ? ok(false) : answer
}
