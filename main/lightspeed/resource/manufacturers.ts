import { z } from 'zod'
import type { Result } from '../../../shared/result.ts'
import type { LightspeedApi } from '../api.ts'
import type { LightspeedError } from '../errors.ts'
import { type Page, pages } from '../pages.ts'
import { id, maybeInstant, text } from '../wire.ts'

/** Source: https://developers.lightspeedhq.com/retail/endpoints/Manufacturer/ */
export const Manufacturer = z.object({ manufacturerID: id, name: text, timeStamp: maybeInstant })
export type Manufacturer = z.infer<typeof Manufacturer>

const list = { resource: 'Manufacturer', id: 'manufacturerID', schema: Manufacturer }

/** Every manufacturer, by id. 1 unit a page. */
export const manufacturers = (
  api: LightspeedApi,
): AsyncIterable<Result<Page<Manufacturer>, LightspeedError>> =>
  pages(api, list, { sort: 'manufacturerID' }, [])
