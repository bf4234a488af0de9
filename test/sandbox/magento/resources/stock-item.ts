import type { Product, StockItem } from '../state/model.ts'
import type { Fields } from '../web/input.ts'
import { bool, float, int, object, text } from '../web/input.ts'
import type { JsonObject } from '../web/json.ts'

const shape = {
  item_id: int,
  product_id: int,
  stock_id: int,
  qty: float,
  is_in_stock: bool,
  is_qty_decimal: bool,
  show_default_notification_message: bool,
  use_config_min_qty: bool,
  min_qty: float,
  use_config_min_sale_qty: int,
  min_sale_qty: float,
  use_config_max_sale_qty: bool,
  max_sale_qty: float,
  use_config_backorders: bool,
  backorders: int,
  use_config_notify_stock_qty: bool,
  notify_stock_qty: float,
  use_config_qty_increments: bool,
  qty_increments: float,
  use_config_enable_qty_inc: bool,
  enable_qty_increments: bool,
  use_config_manage_stock: bool,
  manage_stock: bool,
  low_stock_date: text,
  is_decimal_divided: bool,
  stock_status_changed_auto: int,
}

export const stockItemReader = object('\\Magento\\CatalogInventory\\Api\\Data\\StockItemInterface', shape)
export type StockItemChange = Fields<typeof shape>

/** What a fresh stock item holds besides its quantity; also what the shop's configuration says. */
const usual = {
  is_qty_decimal: false,
  show_default_notification_message: false,
  use_config_min_qty: true,
  min_qty: 0,
  use_config_min_sale_qty: 1,
  min_sale_qty: 1,
  use_config_max_sale_qty: true,
  max_sale_qty: 10_000,
  use_config_backorders: true,
  backorders: 0,
  use_config_notify_stock_qty: true,
  notify_stock_qty: 1,
  use_config_qty_increments: true,
  qty_increments: 0,
  use_config_enable_qty_inc: true,
  enable_qty_increments: false,
  use_config_manage_stock: true,
  manage_stock: true,
} as const

type Setting = keyof typeof usual

const configSwitches: Partial<Record<Setting, Setting>> = {
  min_qty: 'use_config_min_qty',
  min_sale_qty: 'use_config_min_sale_qty',
  max_sale_qty: 'use_config_max_sale_qty',
  backorders: 'use_config_backorders',
  notify_stock_qty: 'use_config_notify_stock_qty',
  qty_increments: 'use_config_qty_increments',
  enable_qty_increments: 'use_config_enable_qty_inc',
  manage_stock: 'use_config_manage_stock',
}

const isSetting = (name: string): name is Setting => name in usual
const settingNames = Object.keys(usual).filter(isSetting)

export function setting(stock: StockItem, name: Setting): number | boolean {
  const configSwitch = configSwitches[name]
  const usesConfig =
    configSwitch !== undefined && Boolean(stock.settings[configSwitch] ?? usual[configSwitch])
  return usesConfig ? usual[name] : (stock.settings[name] ?? usual[name])
}

export function stockItemView({ id, stock }: Product): JsonObject {
  const settings: JsonObject = {}
  for (const name of settingNames) settings[name] = setting(stock, name)
  return {
    item_id: stock.itemId,
    product_id: id,
    stock_id: 1,
    qty: stock.qty,
    is_in_stock: stock.isInStock,
    ...settings,
    low_stock_date: stock.lowStockDate,
    is_decimal_divided: false,
    stock_status_changed_auto: stock.changedAuto,
  }
}

const typesWithQuantity = new Set(['simple', 'virtual', 'downloadable'])

/** Others have no source items either. */
export const hasQuantity = (typeId: string): boolean => typesWithQuantity.has(typeId)

export function freshStockItem(itemId: number): StockItem {
  return { itemId, qty: null, isInStock: false, lowStockDate: null, changedAuto: 0, settings: {} }
}

/**
 * Changes a stock item the way a legacy save does: a quantity that is too low puts the product out of stock by
 * itself, one that suffices puts back what went out by itself. The first save of a new product follows no rule but
 * the values sent. Source: recorded Magento 2.4.7.
 *
 * @param comesBack whether the version puts anything back by itself
 */
export function changeStockItem(
  product: Product,
  change: StockItemChange,
  isNew: boolean,
  now: string,
  comesBack = true,
): void {
  const { stock } = product
  const wentOutByItself = stock.changedAuto === 1
  if (change.qty !== undefined) stock.qty = change.qty
  if (change.is_in_stock !== undefined) stock.isInStock = change.is_in_stock ?? false
  for (const [name, value] of Object.entries(change))
    if (isSetting(name) && (typeof value === 'number' || typeof value === 'boolean'))
      stock.settings[name] = value
  if (!hasQuantity(product.typeId)) {
    stock.qty = 0
    return
  }
  stock.changedAuto = 0
  if (isNew) {
    stock.lowStockDate = stock.qty !== null && stock.qty < 0 ? now : null
    return
  }
  stock.lowStockDate = (stock.qty ?? 0) < Number(setting(stock, 'notify_stock_qty')) ? now : null
  if (!setting(stock, 'manage_stock')) return
  const suffices =
    stock.qty !== null &&
    (setting(stock, 'backorders') !== 0 || stock.qty > Number(setting(stock, 'min_qty')))
  const mayComeBack = comesBack && suffices && wentOutByItself && change.is_in_stock === undefined
  if (stock.isInStock ? !suffices : mayComeBack) {
    stock.isInStock = suffices
    stock.changedAuto = 1
  }
}
