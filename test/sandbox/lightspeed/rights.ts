/**
 * What an employee may do, and what a program may ask to do on the employee's behalf as `employee:<right>`.
 * https://developers.lightspeedhq.com/retail/authentication/scopes/
 */
export const rightNames = [
  'admin',
  'admin_employees',
  'admin_inventory',
  'admin_purchases',
  'admin_shops',
  'admin_void_sale',
  'categories',
  'customers',
  'customers_view_gift_card_numbers',
  'inventory',
  'inventory_base',
  'inventory_counts',
  'inventory_counts_reconcile',
  'manufacturers',
  'product_cost',
  'product_edit',
  'purchase_orders',
  'register',
  'register_layaway',
  'register_refund',
  'reports',
  'special_orders',
  'tags',
  'transfers',
  'vendors',
  'vendor_returns',
  'workbench',
] as const

const readOnly = ['inventory_read', 'customers_read', 'register_read'] as const

const scopeNames: ReadonlySet<string> = new Set(['all', ...rightNames, ...readOnly])

/** The scopes of an authorize request; undefined where there is none, or one that does not exist. */
export function parseScopes(text: string | undefined): string[] | undefined {
  const scopes = (text ?? '').split(' ').filter((scope) => scope !== '')
  const names = scopes.map((scope) => scope.replace(/^employee:/, ''))
  const known =
    scopes.every((scope) => scope.startsWith('employee:')) && names.every((name) => scopeNames.has(name))
  return known && names.length > 0 ? names : undefined
}

/** A reading scope needs the right that it reads with: `inventory_read` needs `inventory`. */
const rightOf = (scope: string): string => scope.replace(/_read$/, '')

/** Whether one of these scopes was granted, or the wider one around it, and the employee still has the right behind it. */
export function mayUse(
  oneOf: readonly string[],
  granted: readonly string[],
  employeeRights: ReadonlySet<string>,
): boolean {
  const isGranted = (scope: string): boolean =>
    [scope, rightOf(scope), 'all'].some((wide) => granted.includes(wide))
  return oneOf.some((scope) => isGranted(scope) && employeeRights.has(rightOf(scope)))
}

/** Every right with yes or no, as the session shows it. */
export function sessionRights(
  granted: readonly string[],
  employeeRights: ReadonlySet<string>,
): Record<string, 'true' | 'false'> {
  const names = [...rightNames, ...readOnly]
  return Object.fromEntries(
    names.map((name) => [name, mayUse([name], granted, employeeRights) ? 'true' : 'false']),
  )
}
