import type { Picture, Product } from '../state/model.ts'
import { writeValue } from '../state/values.ts'
import type { Json } from '../web/json.ts'
import { refuse, typeError } from '../web/refusal.ts'
import {
  addPicture,
  changePicture,
  claimsOf,
  entryReader,
  giveRoles,
  mayGo,
  rolesFor,
  shownView,
} from './gallery.ts'
import { inOrder, mediaView } from './gallery-view.ts'
import { editProduct } from './product-edit.ts'
import { productOf } from './products.ts'
import type { Call, Route } from './route.ts'
import { need, storeOf } from './route.ts'

const noImage = () => refuse(404, 'No image with the provided ID was found. Verify the ID and try again.')
const noConverter = () => refuse(400, 'There is no MediaGalleryEntryConverter for given type')

function pictureOf(call: Call, product: Product): Picture | undefined {
  return product.gallery.find((picture) => String(picture.id) === call.param('entryId'))
}

/** The first picture of a product takes every role when it asks for none; the answer is its id as a text. */
function add(call: Call): string {
  const { state, storeId } = call
  const entry = need(call, 'entry', entryReader)
  const content = entry.content
  if (content === undefined || content === null) throw typeError()
  if (entry.media_type === undefined || entry.media_type === null) throw noConverter()
  return editProduct(call, productOf(call), (product) => {
    const sent = entry.types ?? []
    const roles = product.gallery.length === 0 && sent.length === 0 ? rolesFor(state, product) : sent
    const claims = claimsOf(state, product, storeId)
    const { picture, wanted } = addPicture(state, product, entry, content, storeId)
    giveRoles(state, product, storeId, [...claims, { file: picture.file, roles }])
    if (picture.file !== wanted) followName(call, product, wanted, picture.file)
    return String(picture.id)
  })
}

/** A picture with the name of another one takes that one's roles over: the shop compares names. */
function followName(call: Call, product: Product, wanted: string, file: string): void {
  for (const role of rolesFor(call.state, product)) {
    const attribute = call.state.attributes.get(role)
    const held = claimsOf(call.state, product, call.storeId).find((claim) => claim.file === wanted)
    if (attribute !== undefined && held?.roles.includes(role) === true)
      writeValue(call.state, product, attribute, call.storeId, file)
  }
}

function change(call: Call): true {
  const { state, storeId } = call
  const entry = need(call, 'entry', entryReader)
  const held = productOf(call)
  const former = held.gallery.find((picture) => picture.id === (entry.id ?? Number(call.param('entryId'))))
  if (former === undefined) throw noImage()
  if (entry.media_type === undefined || entry.media_type === null) throw noConverter()
  return editProduct(call, held, (product) => {
    const claims = claimsOf(state, product, storeId)
    const own = claims.find((claim) => claim.file === former.file)
    const picture = changePicture(state, product, former, entry, storeId)
    giveRoles(state, product, storeId, [
      ...claims.filter((claim) => claim !== own),
      {
        file: picture.file,
        roles: entry.types ?? own?.roles ?? [],
        label: shownView(picture, storeId).label,
      },
    ])
    return true
  })
}

function remove(call: Call): true {
  const held = productOf(call)
  const picture = pictureOf(call, held)
  if (picture === undefined) throw noImage()
  if (!mayGo(call.state, held, picture, call.storeId))
    throw refuse(400, 'The image cannot be removed as it has been assigned to the other image role')
  return editProduct(call, held, (product) => {
    const claims = claimsOf(call.state, product, call.storeId).filter(({ file }) => file !== picture.file)
    product.gallery = product.gallery.filter((each) => each !== picture)
    giveRoles(call.state, product, call.storeId, claims)
    return true
  })
}

function show(call: Call): Json {
  const product = productOf(call)
  const picture = pictureOf(call, product)
  if (picture === undefined) throw refuse(404, "The image doesn't exist. Verify and try again.")
  return mediaView(call.state, product, picture, storeOf(call))
}

const RIGHT = 'Magento_Catalog::catalog'
const MEDIA = '/V1/products/:sku/media'
const takes = [['entry', entryReader]] as const

export const mediaRoutes: Route[] = [
  {
    method: 'GET',
    template: MEDIA,
    resource: RIGHT,
    answer: (call) => {
      const product = productOf(call)
      return inOrder(product, storeOf(call)).map((picture) =>
        mediaView(call.state, product, picture, storeOf(call)),
      )
    },
  },
  { method: 'POST', template: MEDIA, resource: RIGHT, takes, answer: add },
  {
    method: 'GET',
    template: `${MEDIA}/:entryId`,
    resource: 'Magento_Catalog::attributes_attributes',
    answer: show,
  },
  { method: 'PUT', template: `${MEDIA}/:entryId`, resource: RIGHT, takes, answer: change },
  { method: 'DELETE', template: `${MEDIA}/:entryId`, resource: RIGHT, answer: remove },
]
