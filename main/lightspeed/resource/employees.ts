import { z } from 'zod'
import type { Result } from '../../../shared/result.ts'
import type { LightspeedApi } from '../api.ts'
import type { LightspeedError } from '../errors.ts'
import { type Page, pages } from '../pages.ts'
import { flag, id, reference, text } from '../wire.ts'

/** Source: https://developers.lightspeedhq.com/retail/endpoints/Employee/ */
export const Employee = z.object({
  employeeID: id,
  firstName: text,
  lastName: text,
  lockOut: flag,
  archived: flag,
  limitToShopID: reference,
})
export type Employee = z.infer<typeof Employee>

const list = { resource: 'Employee', id: 'employeeID', schema: Employee }

/** Every employee who is not archived. 1 unit a page. */
export const employees = (api: LightspeedApi): AsyncIterable<Result<Page<Employee>, LightspeedError>> =>
  pages(api, list, {}, [])
