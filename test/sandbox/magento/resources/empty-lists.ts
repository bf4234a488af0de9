import { traitsOf } from '../state/traits.ts'
import type { Json } from '../web/json.ts'
import { notModelled, refuse } from '../web/refusal.ts'
import { searchTable } from '../web/table.ts'
import type { Call, Route } from './route.ts'
import { criteria } from './route.ts'

const idColumn = { entity_id: () => 0 }
const saleColumns = {
  ...idColumn,
  increment_id: () => '',
  order_id: () => 0,
  store_id: () => 0,
  state: () => '',
  status: () => '',
  customer_id: () => 0,
  customer_email: () => '',
  grand_total: () => 0,
  created_at: () => '',
  updated_at: () => '',
}

/** Lists of what the sandbox's shop has none of yet. An unknown column is refused all the same. */
const lists: [template: string, resource: string, columns: Record<string, () => string | number>][] = [
  ['/V1/orders', 'Magento_Sales::actions_view', saleColumns],
  ['/V1/invoices', 'Magento_Sales::sales_invoice', saleColumns],
  ['/V1/shipments', 'Magento_Sales::shipment', saleColumns],
  ['/V1/creditmemos', 'Magento_Sales::sales_creditmemo', saleColumns],
  ['/V1/transactions', 'Magento_Sales::transactions_fetch', { transaction_id: () => 0, order_id: () => 0 }],
  ['/V1/customers/search', 'Magento_Customer::customer', { ...idColumn, email: () => '' }],
]

const wrongSignIn =
  'The account sign-in was incorrect or your account is disabled temporarily. Please wait and try again later.'

/** The right password is not enough: two-factor sign-in is on, and nobody has set it up. */
function signIn(call: Call): never {
  const { administrator } = call.state.settings
  const { username, password } = call.body
  if (administrator === undefined || username !== administrator.name || password !== administrator.password)
    throw refuse(401, wrongSignIn)
  if (!traitsOf(call.state).twoFactor) throw notModelled('sessions of administrators')
  throw refuse(400, 'Please ask an administrator with sufficient access to configure 2FA first')
}

const nobodySignsIn = (template: string): Route => ({
  method: 'POST',
  template,
  resource: 'anonymous',
  answer: () => {
    throw refuse(401, wrongSignIn)
  },
})

export const emptyListRoutes: Route[] = [
  ...lists.map(
    ([template, resource, columns]): Route => ({
      method: 'GET',
      template,
      resource,
      answer: (call): Json => searchTable([], criteria(call), { columns, show: () => null }),
    }),
  ),
  {
    method: 'POST',
    template: '/V1/integration/admin/token',
    resource: 'anonymous',
    answer: signIn,
  },
  nobodySignsIn('/V1/integration/customer/token'),
]
