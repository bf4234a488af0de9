import { notModelled } from '../web/refusal.ts'
import type { Route } from './route.ts'

/** Routes that Magento has and the sandbox has not: the right that each needs, then methods and path. */
const table = `
  Magento_Catalog::products
    GET /V1/bundle-products/:productSku/children
    PUT /V1/bundle-products/:sku/links/:id
    POST /V1/bundle-products/:sku/links/:optionId
    DELETE,GET /V1/bundle-products/:sku/options/:optionId
    DELETE /V1/bundle-products/:sku/options/:optionId/children/:childSku
    GET /V1/bundle-products/:sku/options/all
    PUT /V1/bundle-products/options/:optionId
    POST /V1/bundle-products/options/add
    GET /V1/bundle-products/options/types
    GET /V1/products/types
    POST /V1/inventory/bulk-product-source-transfer
  Magento_Catalog::attributes_attributes
    GET /V1/categories/attributes/:attributeCode/options
    GET /V1/products/attributes/types
    GET /V1/products/media/types/:attributeSetName
  Magento_Catalog::catalog
    GET /V1/products/:sku/group-prices/:customerGroupId/tiers
    DELETE /V1/products/:sku/group-prices/:customerGroupId/tiers/:qty
    POST /V1/products/:sku/group-prices/:customerGroupId/tiers/:qty/price/:price
    POST,PUT /V1/products/:sku/links
    GET /V1/products/:sku/links/:type
    DELETE /V1/products/:sku/links/:type/:linkedProductSku
    GET /V1/products/:sku/options
    DELETE,GET /V1/products/:sku/options/:optionId
    GET /V1/products/links/:type/attributes
    GET /V1/products/links/types
    POST /V1/products/options
    PUT /V1/products/options/:optionId
    GET /V1/products/options/types
  Magento_Catalog::sets
    POST /V1/eav/attribute-sets
    DELETE,GET,PUT /V1/eav/attribute-sets/:attributeSetId
  Magento_Customer::manage
    DELETE /V1/addresses/:addressId
    PUT /V1/customers/:customerId
    GET /V1/customers/:customerId/billingAddress
    GET /V1/customers/:customerId/shippingAddress
  Magento_Customer::customer
    GET /V1/attributeMetadata/customer
    GET /V1/attributeMetadata/customer/attribute/:attributeCode
    GET /V1/attributeMetadata/customer/custom
    GET /V1/attributeMetadata/customer/form/:formCode
    GET /V1/attributeMetadata/customerAddress
    GET /V1/attributeMetadata/customerAddress/attribute/:attributeCode
    GET /V1/attributeMetadata/customerAddress/custom
    GET /V1/attributeMetadata/customerAddress/form/:formCode
    GET /V1/customers/:customerId
  Magento_Customer::group
    POST /V1/customerGroups
    DELETE,GET,PUT /V1/customerGroups/:id
    GET /V1/customerGroups/:id/permissions
    GET /V1/customerGroups/default
    PUT /V1/customerGroups/default/:id
    GET /V1/customerGroups/default/:storeId
    GET /V1/customerGroups/search
  anonymous
    POST /V1/customers
    POST /V1/guest-carts
    GET /V1/guest-carts/:cartId
    POST /V1/guest-carts/:cartId/items
    POST /V1/guest-carts/:cartId/estimate-shipping-methods
    POST /V1/guest-carts/:cartId/shipping-information
    POST /V1/guest-carts/:cartId/payment-information
  Magento_Customer::delete
    DELETE /V1/customers/:customerId
  self
    POST /V1/integration/customer/revoke-customer-token
  Magento_InventoryApi::source
    GET /V1/inventory/get-sources-assigned-to-stock-ordered-by-priority/:stockId
  Magento_InventoryApi::stock
    GET /V1/inventory/dump-stock-index-data/:salesChannelType/:salesChannelCode
    GET /V1/inventory/export-stock-salable-qty/:salesChannelType/:salesChannelCode
  Magento_InventoryInStorePickupApi::notify_orders_are_ready_for_pickup
    POST /V1/order/notify-orders-are-ready-for-pickup
  Magento_InventoryLowQuantityNotificationApi::stock_create_low_quantity_notification
    POST /V1/inventory/low-quantity-notification
  Magento_InventoryLowQuantityNotificationApi::low_quantity_notification
    GET /V1/inventory/low-quantity-notification/:sourceCode/:sku
  Magento_InventoryLowQuantityNotificationApi::stock_delete_low_quantity_notification
    POST /V1/inventory/low-quantity-notifications-delete
  Magento_InventorySalesApi::stock
    GET /V1/inventory/are-product-salable-for-requested-qty
  Magento_InventorySourceSelectionApi::source_selection_algorithm
    GET /V1/inventory/source-selection-algorithm-list
  Magento_InventorySourceSelectionApi::source_selection_algorithm_post
    POST /V1/inventory/source-selection-algorithm-result
  Magento_Sales::sales_creditmemo
    POST /V1/creditmemo
    GET,PUT /V1/creditmemo/:id
    GET,POST /V1/creditmemo/:id/comments
    POST /V1/creditmemo/:id/emails
    POST /V1/creditmemo/refund
  Magento_Sales::sales_invoice
    POST /V1/invoice/:invoiceId/refund
    POST /V1/invoices
    GET /V1/invoices/:id
    POST /V1/invoices/:id/capture
    GET /V1/invoices/:id/comments
    POST /V1/invoices/:id/emails
    POST /V1/invoices/:id/void
    POST /V1/invoices/comments
  Magento_Sales::invoice
    POST /V1/order/:orderId/invoice
  Magento_Sales::creditmemo
    POST /V1/order/:orderId/refund
  Magento_Sales::ship
    POST /V1/order/:orderId/ship
  Magento_Sales::create
    POST /V1/orders
    PUT /V1/orders/:parent_id
    PUT /V1/orders/create
  Magento_Sales::actions_view
    GET /V1/orders/:id
    GET /V1/orders/:id/comments
    GET /V1/orders/:id/statuses
    GET /V1/orders/items
    GET /V1/orders/items/:id
  Magento_Sales::cancel
    POST /V1/orders/:id/cancel
  Magento_Sales::comment
    POST /V1/orders/:id/comments
  Magento_Sales::emails
    POST /V1/orders/:id/emails
  Magento_Sales::hold
    POST /V1/orders/:id/hold
  Magento_Sales::unhold
    POST /V1/orders/:id/unhold
  Magento_Sales::shipment
    POST /V1/shipment
    GET /V1/shipment/:id
    GET,POST /V1/shipment/:id/comments
    POST /V1/shipment/:id/emails
    GET /V1/shipment/:id/label
    POST /V1/shipment/track
    DELETE /V1/shipment/track/:id
  Magento_Sales::transactions_fetch
    GET /V1/transactions/:id
  Magento_Tax::manage_tax
    PUT /V1/taxClasses/:classId
    DELETE,GET /V1/taxClasses/:taxClassId
    POST,PUT /V1/taxRates
    DELETE,GET /V1/taxRates/:rateId
    GET /V1/taxRates/search
    POST,PUT /V1/taxRules
    DELETE,GET /V1/taxRules/:ruleId
    GET /V1/taxRules/search
  Magento_SalesRule::quote
    POST /V1/salesRules
    POST /V1/coupons
`

/** They check rights as Magento does, and then say that they are missing here. */
export function unmodelledRoutes(): Route[] {
  const routes: Route[] = []
  let resource = ''
  for (const line of table.trim().split('\n')) {
    const [first = '', template] = line.trim().split(' ')
    if (template === undefined) resource = first
    else for (const method of first.split(',')) routes.push(missing(method, template, resource))
  }
  return routes
}

function missing(method: string, template: string, resource: string): Route {
  return {
    method,
    template,
    resource,
    answer: () => {
      throw notModelled(`${method} ${template}`)
    },
  }
}
