import { expect, test } from 'vitest'
import type { JsonObject } from '../../../sandbox/magento/web/json.ts'
import { aShop } from '../client.ts'

const SIZE = 137

/** A shop with an attribute `size` (S 4, M 5), a parent and a child of each size. */
function aParent() {
  const { call, shop, ...rest } = aShop()
  call('POST', '/all/V1/products/attributes', {
    attribute: {
      attribute_code: 'size',
      frontend_input: 'select',
      default_frontend_label: 'Size',
      scope: 'global',
      options: [{ label: 'S' }, { label: 'M' }],
    },
  })
  call('POST', '/all/V1/products/attribute-sets/attributes', {
    attributeSetId: 4,
    attributeGroupId: 7,
    attributeCode: 'size',
    sortOrder: 1,
  })
  shop.cleanCache()
  const sized = (sku: string, size: string) =>
    shop.addProduct({ sku, visibility: 1, custom_attributes: [{ attribute_code: 'size', value: size }] }).id
  const children = { S: sized('P-S', '4'), M: sized('P-M', '5'), twin: sized('P-S2', '4') }
  shop.addProduct({ sku: 'P', type_id: 'configurable', price: 0 })
  const option = (more: JsonObject = {}) =>
    call('POST', '/V1/configurable-products/P/options', {
      option: {
        attribute_id: String(SIZE),
        label: 'Size',
        position: 0,
        values: [{ value_index: 4 }],
        ...more,
      },
    })
  const link = (childSku: string) => call('POST', '/V1/configurable-products/P/child', { childSku })
  const save = (product: JsonObject, sku = 'P') => call('PUT', `/all/V1/products/${sku}`, { product })
  const linked = () => {
    const { body } = call('GET', '/V1/configurable-products/P/children')
    return Array.isArray(body) ? body.length : body
  }
  return { ...rest, call, shop, children, option, link, save, linked }
}
const links = (...ids: number[]) => ({ extension_attributes: { configurable_product_links: ids } })
const same = (...parameters: (string | number)[]) => ({
  status: 400,
  body: { message: 'Products "%1" and "%2" have the same set of attribute values.', parameters },
})

test('M44 R43 an option answers its id, also when it is there; its values are those of the children', () => {
  const { call, option, link } = aParent()
  const ids = [option().body, option().body]
  const values = () => {
    const { body } = call('GET', '/V1/configurable-products/P/options/1')
    return JSON.stringify(body).replace(/^.*"values":(\[.*?\]).*$/, '$1')
  }
  const before = values()
  link('P-M')
  expect([ids, before, values()]).toEqual([['1', '1'], '[]', '[{"value_index":5}]'])
})

test('M42 R43 an option whose label is not its attribute’s gets another id when a child is linked', () => {
  const { call, option, link, save, linked } = aParent()
  option({ label: 'How big' })
  link('P-S')
  const all = () => call('GET', '/V1/configurable-products/P/options/all').body
  const relabelled = { attribute_id: String(SIZE), label: 'Groesse', position: 0, values: [] }
  const before = all()
  save({ extension_attributes: { configurable_product_options: [relabelled] } })
  expect([before, all(), linked()]).toEqual([
    [expect.objectContaining({ id: 2, label: 'Size' })],
    [expect.objectContaining({ id: 3, label: 'Groesse' })],
    0,
  ])
})

test('M68 R44 an option of an unknown attribute is taken, and breaks whatever loads the product', () => {
  const { call, option, link, shop } = aParent()
  expect([
    option({ attribute_id: '9999' }).status,
    call('GET', '/V1/products/P').status,
    call('GET', '/V1/products?searchCriteria=').status,
    link('P-S').status,
    call('DELETE', '/V1/configurable-products/P/options/1').status,
  ]).toEqual([200, 500, 500, 500, 500])
  shop.removeStrayOptions('P')
  expect(call('GET', '/V1/products/P').status).toBe(200)
})

test('M43 R45 linking a child has its own refusals', () => {
  const { call, option, link, shop } = aParent()
  shop.addProduct({ sku: 'plain' })
  const early = link('P-S')
  option()
  expect([
    early.body,
    link('plain').body,
    link('P-S').body,
    link('P-S').body,
    link('P-S2'),
    call('DELETE', '/V1/configurable-products/P/children/P-S').body,
    call('DELETE', '/V1/configurable-products/P/children/P-S').status,
  ]).toEqual([
    { message: "The parent product doesn't have configurable product options." },
    {
      message: 'The child product doesn\'t have the "%1" attribute value. Verify the value and try again.',
      parameters: ['size'],
    },
    true,
    { message: 'The product is already attached.' },
    same('3', '1'),
    true,
    404,
  ])
})

test('M41 R46 links without options fail where the type is named, and are not looked at where it is not', () => {
  const { children, option, save, linked } = aParent()
  option()
  const { S, M, twin } = children
  expect([
    save({ type_id: 'configurable', ...links(S, M) }),
    save(links(S, M, twin)).status,
    linked(),
    save(links(S, 999)),
  ]).toEqual([
    same(M, S),
    200,
    3,
    { status: 400, body: { message: 'The product was unable to be saved. Please try again.' } },
  ])
})

test('R46 deleting an option, and another type, take every child', () => {
  const { call, children, option, save, linked } = aParent()
  option()
  save(links(children.S, children.M))
  call('DELETE', '/V1/configurable-products/P/options/1')
  const afterOption = linked()
  option()
  save(links(children.S))
  save({ type_id: 'simple' })
  save({ type_id: 'configurable' })
  expect([afterOption, linked()]).toEqual([0, 0])
})

test('R47 a configurable product has no price, and price routes do not know it', () => {
  const { call, save } = aParent()
  save({ price: 33 })
  expect([
    call('GET', '/V1/products/P?fields=price').body,
    call('POST', '/V1/products/base-prices', { prices: [{ sku: 'P', store_id: 0, price: 3 }] }).body,
  ]).toEqual([
    { price: 0 },
    [{ message: 'Invalid attribute %fieldName = %fieldValue.', parameters: ['SKU', 'P'] }],
  ])
})

test('a bundle shipped together wants its parts in one source', () => {
  const { call, shop } = aParent()
  shop.addSource('main')
  shop.setQuantity('P-S', 'main', 3)
  const bundle = (shipment_type: string) =>
    call('POST', '/all/V1/products', {
      product: {
        sku: 'B',
        name: 'B',
        attribute_set_id: 4,
        type_id: 'bundle',
        price: 0,
        custom_attributes: { shipment_type, price_view: '0' },
        extension_attributes: {
          bundle_product_options: [
            { title: 'Part', required: true, type: 'select', product_links: [{ sku: 'P-S', qty: 1 }] },
          ],
        },
      },
    }).status
  expect([bundle('0'), bundle('1')]).toEqual([400, 200])
})
