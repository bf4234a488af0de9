import { z } from 'zod'
import type { Result } from '../../../shared/result.ts'
import type { LightspeedApi } from '../api.ts'
import type { LightspeedError } from '../errors.ts'
import { type Page, pages } from '../pages.ts'
import { flag, id, maybeInstant, text } from '../wire.ts'

/** Source: https://developers.lightspeedhq.com/retail/endpoints/Vendor/ */
export const Vendor = z.object({
  vendorID: id,
  name: text,
  archived: flag,
  accountNumber: text,
  timeStamp: maybeInstant,
})
export type Vendor = z.infer<typeof Vendor>

const list = { resource: 'Vendor', id: 'vendorID', schema: Vendor }

/** Every vendor, by id, archived ones too. 1 unit a page. */
export const vendors = (api: LightspeedApi): AsyncIterable<Result<Page<Vendor>, LightspeedError>> =>
  pages(api, list, { archived: 'true', sort: 'vendorID' }, [])
