import { z } from 'zod'
import type { Result } from '../../../shared/result.ts'
import type { LightspeedApi } from '../api.ts'
import type { LightspeedError } from '../errors.ts'
import { type Page, pages } from '../pages.ts'
import { id, reference } from '../wire.ts'

/** Whose a picture is: an item's or a matrix's. Source: https://developers.lightspeedhq.com/retail/endpoints/Image/ */
export const Image = z.object({ imageID: id, itemID: reference, itemMatrixID: reference })
export type Image = z.infer<typeof Image>

const list = { resource: 'Image', id: 'imageID', schema: Image }

/** Every picture, the newest first: the list sorts by number only. 1 unit a page. */
export const newestImages = (api: LightspeedApi): AsyncIterable<Result<Page<Image>, LightspeedError>> =>
  pages(api, list, { sort: '-imageID' }, [])
