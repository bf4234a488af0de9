import type { Product } from '../state/model.ts'
import { productBySku } from '../state/products.ts'
import { traitsOf } from '../state/traits.ts'
import { text } from '../web/input.ts'
import type { JsonObject } from '../web/json.ts'
import { noSku, required } from '../web/refusal.ts'
import type { Call, Route } from './route.ts'
import { need } from './route.ts'
import { defaultSourceFollows } from './source-item.ts'
import { changeStockItem, stockItemReader, stockItemView } from './stock-item.ts'

const RIGHT = 'Magento_Catalog::catalog_inventory'

function productOf(call: Call): Product {
  const sku = call.param('productSku')
  const product = productBySku(call.state, sku)
  if (product === undefined) throw noSku(sku)
  return product
}

/** The item's number in the path does not matter: the product's own item is changed, and its number answered. */
function change(call: Call): number {
  const product = productOf(call)
  const input = need(call, 'stockItem', stockItemReader)
  changeStockItem(product, input, false, call.now, traitsOf(call.state).comesBack)
  defaultSourceFollows(call.state, product, false)
  return product.stock.itemId
}

/** What a shop answers whose stock index never ran. */
const unindexedStatus = {
  product_id: null,
  stock_id: null,
  qty: 0,
  stock_status: 0,
  stock_item: {
    product_id: 0,
    stock_id: 1,
    qty: null,
    is_in_stock: true,
    is_qty_decimal: false,
    show_default_notification_message: false,
    use_config_min_qty: false,
    min_qty: 0,
    use_config_min_sale_qty: 0,
    min_sale_qty: 0,
    use_config_max_sale_qty: false,
    max_sale_qty: 0,
    use_config_backorders: false,
    backorders: 0,
    use_config_notify_stock_qty: false,
    notify_stock_qty: 0,
    use_config_qty_increments: false,
    qty_increments: 0,
    use_config_enable_qty_inc: false,
    enable_qty_increments: false,
    use_config_manage_stock: false,
    manage_stock: false,
    low_stock_date: null,
    is_decimal_divided: false,
    stock_status_changed_auto: 0,
  },
}

function lowStock(call: Call): JsonObject {
  const { scopeId, qty, currentPage, pageSize } = call.query
  if (scopeId === undefined) throw required('scopeId')
  if (qty === undefined) throw required('qty')
  const rows = call.state.products.filter(({ stock }) => stock.qty !== null && stock.qty <= Number(qty))
  const size = Number(pageSize ?? 0) || rows.length
  const first = (Math.max(Number(currentPage ?? 1), 1) - 1) * size
  return {
    items: rows.slice(first, first + size).map(stockItemView),
    search_criteria: {
      mapper_interface_name:
        'Magento\\CatalogInventory\\Model\\ResourceModel\\Stock\\Item\\StockItemCriteriaMapper',
      criteria_list: [],
      filters: [],
      orders: [],
      limit: [String(currentPage ?? 1), String(pageSize ?? 0)],
    },
    total_count: rows.length,
  }
}

export const legacyStockRoutes: Route[] = [
  {
    method: 'GET',
    template: '/V1/stockItems/:productSku',
    resource: RIGHT,
    answer: (call) => stockItemView(productOf(call)),
  },
  { method: 'GET', template: '/V1/stockItems/lowStock', resource: RIGHT, answer: lowStock },
  {
    method: 'GET',
    template: '/V1/stockStatuses/:productSku',
    resource: RIGHT,
    answer: (call) => {
      productOf(call)
      return unindexedStatus
    },
  },
  {
    method: 'PUT',
    template: '/V1/products/:productSku/stockItems/:itemId',
    resource: RIGHT,
    takes: [
      ['productSku', text],
      ['stockItem', stockItemReader],
    ],
    answer: change,
  },
]
