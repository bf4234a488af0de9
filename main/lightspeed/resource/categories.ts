import { z } from 'zod'
import type { Result } from '../../../shared/result.ts'
import type { LightspeedApi } from '../api.ts'
import type { LightspeedError } from '../errors.ts'
import { type Page, pages } from '../pages.ts'
import { id, maybeInstant, maybeNumber, reference, text } from '../wire.ts'

/** Source: https://developers.lightspeedhq.com/retail/endpoints/Category/ */
export const Category = z.object({
  categoryID: id,
  name: text,
  nodeDepth: maybeNumber,
  /** Names from the root, joined with `/`; a name may hold one itself, so trust `parentID`. */
  fullPathName: text,
  leftNode: maybeNumber,
  rightNode: maybeNumber,
  timeStamp: maybeInstant,
  parentID: reference,
})
export type Category = z.infer<typeof Category>

const tree = { resource: 'Category', id: 'categoryID', schema: Category }

/** Every category, by id. 1 unit a page. */
export const categories = (api: LightspeedApi): AsyncIterable<Result<Page<Category>, LightspeedError>> =>
  pages(api, tree, { sort: 'categoryID' }, [])
