import { z } from 'zod'
import type { LightspeedConnected, Permission } from '../../shared/connect.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { LightspeedApi } from './api.ts'
import type { LightspeedError } from './errors.ts'
import { readPage } from './pages.ts'
import { shops } from './resource/shops.ts'
import { flag, id, text } from './wire.ts'

/** Source: https://developers.lightspeedhq.com/retail/endpoints/Account/ */
export const Account = z.object({ accountID: id, name: text })
export type Account = z.infer<typeof Account>

/**
 * What the employee who agreed may do. A flat object, without the wrapper that records have.
 *
 * Source: https://developers.lightspeedhq.com/retail/endpoints/Session/
 */
export const Session = z.object({ Rights: z.record(z.string(), flag) })
export type Session = z.infer<typeof Session>

const accounts = { resource: 'Account', id: 'accountID', schema: Account }

/** The one account that the tokens belong to. */
export async function readAccount(api: LightspeedApi): Promise<Result<Account, LightspeedError>> {
  const answer = await api.get('/API/V3/Account.json')
  if (!answer.ok) return answer
  const page = readPage(accounts, answer.value)
  if (!page.ok) return page
  const row = page.value.rows[0]
  if (row?.kind === 'read') return ok(row.record)
  return err({ kind: 'unreadable', request: answer.value.request, issues: row?.issues ?? ['no account'] })
}

/** Account, shops and rights: what is shown once connected. */
export async function readConnection(
  api: LightspeedApi,
  account: Account,
): Promise<Result<LightspeedConnected, LightspeedError>> {
  const permissions = await readPermissions(api)
  if (!permissions.ok) return permissions
  const found: LightspeedConnected['shops'] = []
  for await (const page of shops(api)) {
    if (!page.ok) return page
    for (const row of page.value.rows)
      if (row.kind === 'read') found.push({ shopId: row.record.shopID, name: row.record.name })
  }
  return ok({
    accountId: account.accountID,
    name: account.name,
    shops: found,
    permissions: permissions.value,
  })
}

/** Rights that any of which is enough, and the scope by which they are asked for. */
const wanted = [
  {
    name: 'employee:inventory_read',
    needed: true,
    anyOf: ['inventory_read', 'inventory', 'inventory_base', 'all_read'],
  },
  { name: 'employee:product_cost', needed: false, anyOf: ['product_cost'] },
] as const

/** An empty list where Lightspeed does not tell: unknown is not missing. */
async function readPermissions(api: LightspeedApi): Promise<Result<Permission[], LightspeedError>> {
  const answer = await api.get('/API/Session.json')
  if (!answer.ok) return answer.error.kind === 'rejected' ? ok([]) : answer
  const session = Session.safeParse(answer.value.body)
  if (!session.success) return ok([])
  const rights = session.data.Rights
  return ok(
    wanted.map(({ name, needed, anyOf }) => ({
      name,
      needed,
      given: anyOf.some((right) => rights[right] === true),
    })),
  )
}
