import type { Stock, StockLink } from '../state/model.ts'
import { anything, int, list, object, text } from '../web/input.ts'
import type { Json, JsonObject } from '../web/json.ts'
import { refuse } from '../web/refusal.ts'
import { searchTable } from '../web/table.ts'
import type { Call, Route } from './route.ts'
import { criteria, need } from './route.ts'

const stockReader = object('\\Magento\\InventoryApi\\Api\\Data\\StockInterface', {
  stock_id: int,
  name: text,
  extension_attributes: object('\\Magento\\InventoryApi\\Api\\Data\\StockExtensionInterface', {
    sales_channels: list(
      object('\\Magento\\InventorySalesApi\\Api\\Data\\SalesChannelInterface', {
        type: text,
        code: text,
        extension_attributes: anything,
      }),
    ),
  }),
})

export function stockView(stock: Stock): JsonObject {
  return {
    stock_id: stock.id,
    name: stock.name,
    extension_attributes: {
      sales_channels: stock.websites.map((code) => ({ type: 'website', code })),
    },
  }
}

function stockOf(call: Call): Stock {
  const id = Number(call.param('stockId'))
  const stock = call.state.stocks.get(id)
  if (stock === undefined) throw refuse(404, 'Stock with id "%value" does not exist.', { value: id })
  return stock
}

/** Takes its websites from the stocks that had them; those it gives up fall to no stock. */
function saveStock(call: Call, stock: Stock): number {
  const input = need(call, 'stock', stockReader)
  const websites = (input.extension_attributes?.sales_channels ?? []).map((channel) => channel.code ?? '')
  for (const other of call.state.stocks.values())
    other.websites = other.websites.filter((code) => !websites.includes(code))
  stock.name = input.name ?? stock.name
  stock.websites = websites
  call.state.stocks.set(stock.id, stock)
  return stock.id
}

function createStock(call: Call): number {
  need(call, 'stock', stockReader)
  return saveStock(call, { id: call.state.next.stock++, name: '', websites: [], indexed: false })
}

function removeStock(call: Call): Json {
  const stock = stockOf(call)
  if (stock.id === 1) throw refuse(400, 'Default Stock could not be deleted.')
  if (stock.websites.length > 0)
    throw refuse(400, 'Stock has at least one sale channel and could not be deleted.')
  call.state.stocks.delete(stock.id)
  call.state.stockLinks = call.state.stockLinks.filter((link) => link.stockId !== stock.id)
  return []
}

const linkReader = list(
  object('\\Magento\\InventoryApi\\Api\\Data\\StockSourceLinkInterface', {
    stock_id: int,
    source_code: text,
    priority: int,
  }),
)

function readLinks(call: Call): StockLink[] {
  return need(call, 'links', linkReader).map(({ stock_id, source_code, priority }) => ({
    stockId: stock_id ?? 0,
    sourceCode: source_code ?? '',
    priority: priority ?? 0,
  }))
}

const isSame = (left: StockLink, right: StockLink): boolean =>
  left.stockId === right.stockId && left.sourceCode === right.sourceCode

function saveLinks(call: Call): Json {
  const { state } = call
  const links = readLinks(call)
  if (links.length === 0) throw refuse(400, 'Input data is empty')
  if (links.some((link) => link.stockId === 1 || link.sourceCode === 'default'))
    throw refuse(400, 'Can not save link related to Default Source or Default Stock')
  if (links.some((link) => !state.stocks.has(link.stockId) || !state.sources.has(link.sourceCode)))
    throw refuse(400, 'Could not save StockSourceLinks')
  state.stockLinks = [
    ...state.stockLinks.filter((held) => !links.some((link) => isSame(held, link))),
    ...links,
  ]
  return []
}

function removeLinks(call: Call): Json {
  const links = readLinks(call)
  call.state.stockLinks = call.state.stockLinks.filter((held) => !links.some((link) => isSame(held, link)))
  return []
}

function resolve(call: Call): JsonObject {
  const [type, code] = [call.param('type'), call.param('code')]
  const known = call.state.websites.some((website) => website.code === code && website.id !== 0)
  const stock = [...call.state.stocks.values()].find((each) => each.websites.includes(code))
  if (type !== 'website' || !known || stock === undefined) throw refuse(404, 'No linked stock found')
  return stockView(stock)
}

const STOCK = 'Magento_InventoryApi::stock'
const STOCK_EDIT = 'Magento_InventoryApi::stock_edit'
const LINK = 'Magento_InventoryApi::stock_source_link'

export const stockRoutes: Route[] = [
  {
    method: 'GET',
    template: '/V1/inventory/stocks',
    resource: STOCK,
    answer: (call) =>
      searchTable(call.state.stocks.values(), criteria(call, true), {
        columns: { stock_id: (stock) => stock.id, name: (stock) => stock.name },
        show: stockView,
      }),
  },
  { method: 'POST', template: '/V1/inventory/stocks', resource: STOCK_EDIT, answer: createStock },
  {
    method: 'GET',
    template: '/V1/inventory/stocks/:stockId',
    resource: STOCK,
    answer: (call) => stockView(stockOf(call)),
  },
  {
    method: 'PUT',
    template: '/V1/inventory/stocks/:stockId',
    resource: STOCK_EDIT,
    answer: (call) => saveStock(call, stockOf(call)),
  },
  {
    method: 'DELETE',
    template: '/V1/inventory/stocks/:stockId',
    resource: 'Magento_InventoryApi::stock_delete',
    answer: removeStock,
  },
  {
    method: 'GET',
    template: '/V1/inventory/stock-source-links',
    resource: LINK,
    answer: (call) =>
      searchTable(call.state.stockLinks, criteria(call), {
        columns: {
          stock_id: (link) => link.stockId,
          source_code: (link) => link.sourceCode,
          priority: (link) => link.priority,
        },
        show: (link) => ({
          stock_id: link.stockId,
          source_code: link.sourceCode,
          priority: link.priority,
        }),
      }),
  },
  { method: 'POST', template: '/V1/inventory/stock-source-links', resource: LINK, answer: saveLinks },
  {
    method: 'POST',
    template: '/V1/inventory/stock-source-links-delete',
    resource: LINK,
    answer: removeLinks,
  },
  {
    method: 'GET',
    template: '/V1/inventory/stock-resolver/:type/:code',
    resource: 'Magento_InventorySalesApi::stock',
    answer: resolve,
  },
]
