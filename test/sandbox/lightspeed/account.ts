import type { Version } from './entity.ts'
import { employeeFields } from './fields.ts'
import type { Options } from './options.ts'
import type { Employee } from './records.ts'
import { sessionRights } from './rights.ts'
import type { State } from './state.ts'
import { type Tree, treeOf } from './tree.ts'

type Answer = { [key: string]: Tree | undefined }

/** The one account of a token. https://developers.lightspeedhq.com/retail/authentication/authentication-overview/ */
export function accountList(state: State, version: Version): Answer {
  const { accountID, name } = state.account
  const prefix = version === 'V3' ? '/API/V3' : '/API'
  return {
    '@attributes': { count: '1' },
    Account: {
      accountID: String(accountID),
      name,
      link: { '@attributes': { href: `${prefix}/Account/${accountID}` } },
    },
  }
}

/** https://developers.lightspeedhq.com/retail/endpoints/Account/ */
export function accountDetails(state: State): Answer {
  return {
    status: 'active',
    name: state.account.name,
    employeeCount: String(state.employees.ordered('employeeID').length),
  }
}

/** Flat, without a wrapper. https://developers.lightspeedhq.com/retail/endpoints/Session/ */
export function session(
  state: State,
  options: Options,
  employee: Employee,
  scopes: readonly string[],
): Answer {
  const rights = new Set(employee.rights.map((right) => right.name))
  return {
    sessionID: '',
    sessionCookie: '',
    employeeID: String(employee.employeeID),
    systemCustomerID: String(options.accountID),
    systemUserID: String(employee.employeeID),
    systemAPIClientID: '1',
    systemAPIKeyID: '0',
    ecomUrl: '',
    shopCount: String(state.shops.ordered('shopID').filter((shop) => !shop.archived).length),
    Employee: treeOf(employeeFields, employee),
    Rights: sessionRights(scopes, rights),
  }
}
