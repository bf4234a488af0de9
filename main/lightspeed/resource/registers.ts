import { z } from 'zod'
import type { Result } from '../../../shared/result.ts'
import type { LightspeedApi } from '../api.ts'
import type { LightspeedError } from '../errors.ts'
import { type Page, pages } from '../pages.ts'
import { flag, id, reference, text } from '../wire.ts'

/** Source: https://developers.lightspeedhq.com/retail/endpoints/Register/ */
export const Register = z.object({
  registerID: id,
  name: text,
  open: flag,
  archived: flag,
  shopID: reference,
})
export type Register = z.infer<typeof Register>

const list = { resource: 'Register', id: 'registerID', schema: Register }

/** Every register that is not archived, by id. 1 unit. */
export const registers = (api: LightspeedApi): AsyncIterable<Result<Page<Register>, LightspeedError>> =>
  pages(api, list, { sort: 'registerID' }, [])
