import { z } from 'zod'
import type { Result } from '../../../shared/result.ts'
import type { LightspeedApi } from '../api.ts'
import type { LightspeedError } from '../errors.ts'
import { type Page, pages } from '../pages.ts'
import { id, text } from '../wire.ts'

/** A tag; it has no time stamp, so a change is seen only by reading them all. Source: https://developers.lightspeedhq.com/retail/endpoints/Tag/ */
export const Tag = z.object({ tagID: id, name: text })
export type Tag = z.infer<typeof Tag>

const list = { resource: 'Tag', id: 'tagID', schema: Tag }

/** Every tag, by id. 1 unit a page. */
export const tags = (api: LightspeedApi): AsyncIterable<Result<Page<Tag>, LightspeedError>> =>
  pages(api, list, { sort: 'tagID' }, [])
