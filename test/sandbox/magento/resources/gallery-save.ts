import type { Picture, Product, State } from '../state/model.ts'
import { ADMIN_STORE } from '../state/model.ts'
import { ownValues, put } from '../state/values.ts'
import { refuse } from '../web/refusal.ts'
import type { Claim, EntryInput } from './gallery.ts'
import {
  addPicture,
  changePicture,
  giveRoles,
  mayGo,
  NO_ROLE,
  rolesFor,
  rolesOf,
  shownView,
} from './gallery.ts'

/**
 * The pictures of a product save: when sent, they are the gallery. Pictures with a role in another store view stay
 * all the same, and everything stays where one of the pictures sent is a known one with content. An unknown id is
 * ignored. Source: recorded Magento 2.4.7.
 */
export function saveGallery(
  state: State,
  product: Product,
  entries: readonly EntryInput[] | null | undefined,
  storeId: number,
  isNew: boolean,
): void {
  if (entries === undefined || entries === null) return
  const scope = isNew ? ADMIN_STORE : storeId
  const known = new Map(product.gallery.map((picture) => [picture.id, picture]))
  const claims: Claim[] = []
  const isSent = ({ id }: Picture): boolean => entries.some((entry) => entry.id === id)
  const replacesContent = entries.some((entry) => entry.content && known.has(entry.id ?? 0))

  product.gallery = product.gallery.filter(
    (picture) => replacesContent || isSent(picture) || !mayGo(state, product, picture, scope),
  )
  for (const entry of entries) {
    const former = known.get(entry.id ?? 0)
    const roles = entry.types ?? (former === undefined ? [] : rolesOf(state, product, former.file, scope))
    if (former !== undefined) {
      const picture = changePicture(state, product, former, entry, scope)
      claims.push({ file: picture.file, roles, label: shownView(picture, scope).label })
    } else if (entry.id === undefined || entry.id === null || entry.id === 0) {
      if (!entry.content) throw refuse(400, 'The image content is invalid. Verify the content and try again.')
      claims.push({ file: addPicture(state, product, entry, entry.content, scope).picture.file, roles })
    }
  }
  giveRoles(state, product, scope, claims)
}

/** What linking a child in a store view leaves behind there. Source: recorded Magento 2.4.7. */
export function forgetRoles(state: State, product: Product, storeId: number): void {
  if (storeId === ADMIN_STORE || product.gallery.length > 0) return
  for (const role of rolesFor(state, product)) put(ownValues(product, storeId), role, NO_ROLE)
}
