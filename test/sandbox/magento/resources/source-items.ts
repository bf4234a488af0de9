import type { SourceItem, State } from '../state/model.ts'
import { productBySku } from '../state/products.ts'
import { collate, fold } from '../web/conditions.ts'
import { float, int, list, object, text } from '../web/input.ts'
import type { Json } from '../web/json.ts'
import { refuse, typeError } from '../web/refusal.ts'
import { searchTable } from '../web/table.ts'
import type { Call, Route } from './route.ts'
import { criteria, need, needList } from './route.ts'
import {
  DEFAULT_SOURCE,
  legacyFollows,
  putSourceItem,
  removeSourceItem,
  sourceItemsOf,
} from './source-item.ts'

const READ = 'Magento_InventoryApi::source'
const ASSIGN = 'Magento_InventoryApi::stock_source_item_assign'

const itemReader = list(
  object('\\Magento\\InventoryApi\\Api\\Data\\SourceItemInterface', {
    sku: text,
    source_code: text,
    quantity: float,
    status: int,
  }),
)

type ItemInput = ReturnType<typeof itemReader.read>[number]
type Fault = { message: string; parameters: { field: string } }

const fault = (field: string, problem: string): Fault => ({
  message: `"%field" ${problem}`,
  parameters: { field },
})

function faultsOf(item: ItemInput): Fault[] {
  const sku = item.sku ?? ''
  const faults: Fault[] = []
  if (sku.trim() === '') faults.push(fault('sku', 'can not be empty.'))
  else if (sku.trim() !== sku) faults.push(fault('sku', 'can not contain leading or trailing spaces.'))
  if ((item.source_code ?? '') === '') faults.push(fault('source_code', 'can not be empty.'))
  else if (/\s/.test(item.source_code ?? ''))
    faults.push(fault('source_code', 'can not contain whitespaces.'))
  if (typeof item.quantity !== 'number') faults.push(fault('quantity', 'should be numeric.'))
  if (typeof item.status !== 'number') faults.push(fault('status', 'should be numeric.'))
  else if (item.status !== 0 && item.status !== 1) faults.push(fault('status', 'should a known status.'))
  return faults
}

/** All or nothing: one bad row, or one unknown source, and none is written. The SKU need not exist. */
function save(call: Call): Json {
  const { state } = call
  const items = needList(call, 'sourceItems', itemReader)
  if (items.length === 0) throw refuse(400, 'Input data is empty')
  const faults = items.flatMap(faultsOf)
  const [first] = faults
  if (first !== undefined)
    throw refuse(
      400,
      `Validation Failed: ${first.message.replace('%field', first.parameters.field)}`,
      undefined,
      faults,
    )
  if (items.some((item) => !state.sources.has(item.source_code ?? '')))
    throw refuse(400, 'Could not save Source Item')
  for (const { sku, source_code, quantity, status } of items) {
    putSourceItem(state, sku ?? '', source_code ?? '', quantity ?? 0, status ?? 0)
    if (source_code === DEFAULT_SOURCE) legacyFollows(state, sku ?? '', quantity ?? 0, status ?? 0)
  }
  return []
}

function remove(call: Call): Json {
  const items = needList(call, 'sourceItems', itemReader)
  if (items.length === 0) throw refuse(400, 'Input data is empty')
  for (const { sku, source_code } of items) removeSourceItem(call.state, sku ?? '', source_code ?? '')
  return []
}

/** Rows of whole SKUs are looked up, not searched. */
function candidates(state: State, call: Call): SourceItem[] {
  for (const filters of criteria(call).groups) {
    const wanted = filters.flatMap(({ field, condition, value }) => {
      if (field !== 'sku' || (condition !== 'eq' && condition !== 'in')) return [undefined]
      return condition === 'in' ? (value ?? '').split(',') : [value ?? '']
    })
    if (wanted.length === 0 || wanted.includes(undefined)) continue
    const keys = new Set(wanted.map((sku) => fold(sku ?? '')))
    return [...keys]
      .flatMap((key) => state.sourceItems.get(key) ?? [])
      .sort((a, b) => collate(a.sku, b.sku) || collate(a.sourceCode, b.sourceCode))
  }
  return [...state.sourceItems.values()].flat().sort((a, b) => a.id - b.id)
}

function search(call: Call): Json {
  return searchTable(candidates(call.state, call), criteria(call), {
    columns: {
      source_item_id: (row) => row.id,
      sku: (row) => row.sku,
      source_code: (row) => row.sourceCode,
      quantity: (row) => row.quantity,
      status: (row) => row.status,
    },
    show: ({ sku, sourceCode, quantity, status }) => ({ sku, source_code: sourceCode, quantity, status }),
  })
}

/** Empty rows of known products in given sources; answers how many are new, and breaks on an unknown SKU. */
function assign(call: Call): number {
  const { state } = call
  const skus = need(call, 'skus', list(text))
  const sources = need(call, 'sourceCodes', list(text))
  let added = 0
  for (const sku of skus)
    for (const source of sources) {
      if (sourceItemsOf(state, sku).some((row) => row.sourceCode === source)) continue
      if (productBySku(state, sku) === undefined) continue
      putSourceItem(state, sku, source, 0, 0)
      added += 1
    }
  if (skus.some((sku) => productBySku(state, sku) === undefined)) throw typeError()
  return added
}

function unassign(call: Call): number {
  const skus = need(call, 'skus', list(text))
  const sources = need(call, 'sourceCodes', list(text))
  const gone = skus.flatMap((sku) => sources.filter((source) => removeSourceItem(call.state, sku, source)))
  return gone.length
}

const transferReader = list(
  object('\\Magento\\InventoryCatalogApi\\Api\\Data\\PartialInventoryTransferItemInterface', {
    sku: text,
    qty: float,
  }),
)

function transfer(call: Call): Json {
  const { state } = call
  const from = need(call, 'originSourceCode', text)
  const to = need(call, 'destinationSourceCode', text)
  for (const { sku, qty } of need(call, 'items', transferReader)) {
    const held = (source: string) =>
      sourceItemsOf(state, sku ?? '').find((row) => row.sourceCode === source)?.quantity ?? 0
    const [left, arrived] = [held(from) - (qty ?? 0), held(to) + (qty ?? 0)]
    putSourceItem(state, sku ?? '', from, left, left > 0 ? 1 : 0)
    putSourceItem(state, sku ?? '', to, arrived, 1)
    if (from === DEFAULT_SOURCE) legacyFollows(state, sku ?? '', left, left > 0 ? 1 : 0)
    if (to === DEFAULT_SOURCE) legacyFollows(state, sku ?? '', arrived, 1)
  }
  return []
}

const PRODUCTS = 'Magento_Catalog::products'

export const sourceItemRoutes: Route[] = [
  { method: 'GET', template: '/V1/inventory/source-items', resource: READ, answer: search },
  {
    method: 'POST',
    template: '/V1/inventory/source-items',
    resource: ASSIGN,
    takes: [['sourceItems', itemReader]],
    answer: save,
  },
  {
    method: 'POST',
    template: '/V1/inventory/source-items-delete',
    resource: ASSIGN,
    takes: [['sourceItems', itemReader]],
    answer: remove,
  },
  {
    method: 'POST',
    template: '/V1/inventory/bulk-product-source-assign',
    resource: PRODUCTS,
    answer: assign,
  },
  {
    method: 'POST',
    template: '/V1/inventory/bulk-product-source-unassign',
    resource: PRODUCTS,
    answer: unassign,
  },
  {
    method: 'POST',
    template: '/V1/inventory/bulk-partial-source-transfer',
    resource: PRODUCTS,
    answer: transfer,
  },
]
