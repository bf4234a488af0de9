import type { Picture, Product, State } from '../state/model.ts'
import type { JsonObject } from '../web/json.ts'
import { rolesOf, shownView } from './gallery.ts'

/** The pictures as a store view shows them, by position. */
export function galleryViews(state: State, product: Product, storeId: number): JsonObject[] {
  return inOrder(product, storeId).map((picture) => pictureView(state, product, picture, storeId))
}

/** With the bytes of every file, as the media routes answer. */
export function mediaView(state: State, product: Product, picture: Picture, storeId: number): JsonObject {
  const { content, mime, file } = picture
  return {
    ...pictureView(state, product, picture, storeId),
    content: { base64_encoded_data: content, type: mime, name: file.slice(file.lastIndexOf('/') + 1) },
  }
}

export function inOrder(product: Product, storeId: number): Picture[] {
  return [...product.gallery].sort(
    (left, right) => shownView(left, storeId).position - shownView(right, storeId).position,
  )
}

function pictureView(state: State, product: Product, picture: Picture, storeId: number): JsonObject {
  const { label, position, disabled } = shownView(picture, storeId)
  return {
    id: picture.id,
    media_type: picture.mediaType,
    label,
    position,
    disabled,
    types: rolesOf(state, product, picture.file, storeId),
    file: picture.file,
  }
}
