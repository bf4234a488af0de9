import { expect, test } from 'vitest'
import type { JsonObject } from '../../../sandbox/magento/web/json.ts'
import { aProduct, aShop } from '../client.ts'

const COLOR = '/V1/products/attributes/color/options'
const taken = (label: string) => ({
  status: 400,
  body: { message: 'Admin store attribute option label "%1" is already exists.', parameters: [label] },
})

const withOptions = (...labels: string[]) => {
  const shop = aShop()
  const add = (label: string, more: JsonObject = {}) =>
    shop.call('POST', COLOR, { option: { label, ...more } })
  for (const label of labels) add(label)
  return { ...shop, add }
}

/** A shop with two categories below the root. */
const withCategories = () => {
  const shop = aShop()
  const create = (category: JsonObject) => shop.call('POST', '/all/V1/categories', { category })
  create({ parent_id: 2, name: 'Mugs', is_active: true })
  create({ parent_id: 2, name: 'Cups', is_active: true })
  const read = (id: number, scope = '/all') =>
    shop.call('GET', `${scope}/V1/categories/${id}?fields=name,parent_id`).body
  return { ...shop, create, read }
}

test('M45 R48 adding an option answers its id as a text; a label that is taken is refused', () => {
  const { add } = withOptions()
  expect([add('Red').body, add(' RED '), add('').status, add('x'.repeat(300)).body]).toEqual([
    '4',
    taken(' RED '),
    400,
    '',
  ])
})

test('M46 a label that is the number of an option is taken as well', () => {
  const { add } = withOptions('Red')
  expect(add('4')).toEqual(taken('4'))
})

test('M47 R48 options begin with an empty one, sorted by order and label, in the language of the view', () => {
  const { call, add, shop } = withOptions('Red')
  const fr = shop.addStoreView('fr', 'French', 'fr_FR')
  add('Blue', { store_labels: [{ store_id: fr, label: 'Bleu' }] })
  add('Last', { sort_order: 5 })
  const labels = (scope: string) => {
    const { body } = call('GET', `${scope}${COLOR}`)
    return JSON.stringify(body).match(/(?<="label":")[^"]*/g)
  }
  expect([labels('/all'), labels('/fr')]).toEqual([
    [' ', 'Blue', 'Red', 'Last'],
    [' ', 'Bleu', 'Red', 'Last'],
  ])
})

test('M70 ids of options and pictures are texts, those of stocks and stock items numbers', () => {
  const { call, add, shop } = withOptions()
  shop.addProduct({ sku: 'A' })
  expect([
    add('Red').body,
    call('POST', '/V1/inventory/stocks', { stock: { name: 'Web' } }).body,
    call('PUT', '/V1/products/A/stockItems/9', { stockItem: { qty: 1 } }).body,
  ]).toEqual(['4', 2, 1])
})

test('R34 an attribute that is new to a set takes values once the cache was cleaned', () => {
  const { call, shop } = aShop()
  shop.addProduct({ sku: 'A' })
  const assign = { attributeSetId: 4, attributeGroupId: 7, attributeCode: 'color', sortOrder: 1 }
  const write = () => {
    call('PUT', '/all/V1/products/A', {
      product: { custom_attributes: [{ attribute_code: 'color', value: '9' }] },
    })
    return shop.product('A')?.views.all?.color
  }
  const outside = write()
  call('POST', '/all/V1/products/attribute-sets/attributes', assign)
  const cached = write()
  shop.cleanCache()
  expect([outside, cached, write()]).toEqual([undefined, undefined, '9'])
})

test('R49 a category needs a name and is_active, goes below the root, and shares no address with a sibling', () => {
  const { create } = withCategories()
  const message = 'Could not save category: %1'
  expect([
    create({ name: 'Bowls' }).body,
    create({ name: 'Bowls', is_active: true }).body,
    create({ parent_id: 2, name: 'MUGS', is_active: true }).body,
    create({ parent_id: 99, name: 'X', is_active: true }).status,
  ]).toEqual([
    {
      message,
      parameters: ['The "Is Active" attribute value is empty. Set the attribute and try again.'],
    },
    expect.objectContaining({ parent_id: 2, level: 2 }),
    { message, parameters: ['URL key for specified store already exists.'] },
    404,
  ])
})

test('M48 R49 a change leaves the parent, moving is a call of its own, deleting takes what is below but no product', () => {
  const { call, create, read, shop } = withCategories()
  create({ parent_id: 3, name: 'Tea', is_active: true })
  create({ parent_id: 2, name: 'Tea', is_active: true })
  call(
    'POST',
    '/all/V1/products',
    aProduct('A', { extension_attributes: { category_links: [{ category_id: '5' }] } }),
  )
  call('PUT', '/all/V1/categories/5', { category: { parent_id: 4, name: 'Fine tea' } })
  const changed = read(5)
  const move = (id: number, parentId: number) => call('PUT', `/all/V1/categories/${id}/move`, { parentId })
  expect([
    changed,
    move(5, 4).body,
    read(5),
    move(6, 4).body,
    move(3, 5).body,
    move(4, 5).body,
    call('DELETE', '/all/V1/categories/4').body,
    call('GET', '/all/V1/categories/5').status,
    shop.product('A')?.categoryIds,
    call('DELETE', '/all/V1/categories/2').status,
  ]).toEqual([
    { name: 'Fine tea', parent_id: 3 },
    true,
    { name: 'Fine tea', parent_id: 4 },
    { message: 'Could not move category' },
    true,
    { message: 'Operation do not allow to move a parent category to any of children category' },
    true,
    404,
    [],
    400,
  ])
})

test('R49 a name belongs to a view, the address stays', () => {
  const { call, read } = withCategories()
  call('PUT', '/default/V1/categories/3', { category: { name: 'Own mugs' } })
  expect([read(3), read(3, '/default')]).toEqual([
    { name: 'Mugs', parent_id: 2 },
    { name: 'Own mugs', parent_id: 2 },
  ])
})

test('sets and groups are made, renamed and deleted, with their products', () => {
  const { call, shop } = aShop()
  const set = { attribute_set_name: 'Apparel', sort_order: 2 }
  const SETS = '/V1/products/attribute-sets'
  const made = call('POST', SETS, { attributeSet: set, skeletonId: 4 }).body
  const again = call('POST', SETS, { attributeSet: set, skeletonId: 4 }).status
  shop.addProduct({ sku: 'A', attribute_set_id: 9 })
  const group = call('POST', `${SETS}/groups`, {
    group: { attribute_group_name: 'Till', attribute_set_id: 9 },
  }).body
  const id =
    typeof group === 'object' && group !== null && 'attribute_group_id' in group
      ? group.attribute_group_id
      : ''
  expect([
    made,
    again,
    call('PUT', `${SETS}/9/groups`, { group: { attribute_group_id: id ?? '', attribute_group_name: 'Shop' } })
      .body,
    call('DELETE', `${SETS}/groups/${String(id)}`).body,
    call('DELETE', `${SETS}/4`).status,
    call('DELETE', `${SETS}/9`).body,
    shop.skus(),
  ]).toEqual([
    { attribute_set_id: 9, ...set, entity_type_id: 4 },
    400,
    { attribute_group_id: id, attribute_group_name: 'Shop', attribute_set_id: 9 },
    true,
    400,
    true,
    [],
  ])
})
