import { expect, test } from 'vitest'
import type { Json, JsonObject } from '../../../sandbox/magento/web/json.ts'
import { aShop } from '../client.ts'

const png =
  'iVBORw0KGgoAAAANSUhEUgAAAAQAAAAECAIAAAAmkwkpAAAAEElEQVR4nGP4z8AARwzEcQCukw/x0F8jngAAAABJRU5ErkJggg=='
const jpeg = '/9j/4AAQSkZJRgABAQEAYABgAAD/'
const webp = 'UklGRiQAAABXRUJQVlA4IBgAAAAwAQCdASoIAAgAAUAmJaQAA3AA/v02aAA='
const content = (name: string, type = 'image/png', data = png) => ({ base64_encoded_data: data, type, name })

/** A shop with one product and its pictures as a scope shows them: file and roles. */
function aGallery() {
  const { call, shop, ...rest } = aShop()
  shop.addProduct({ sku: 'A' })
  const add = (name: string, types: string[] = [], scope = '/all', more: JsonObject = {}) =>
    call('POST', `${scope}/V1/products/A/media`, {
      entry: {
        media_type: 'image',
        label: name,
        position: 1,
        disabled: false,
        types,
        content: content(name),
        ...more,
      },
    })
  const shown = (scope = '/all') => {
    const { body } = call('GET', `${scope}/V1/products/A/media`)
    const rows: Json[] = Array.isArray(body) ? body : []
    return rows.map((row) =>
      typeof row === 'object' && row !== null && !Array.isArray(row) ? [row.file, row.types] : row,
    )
  }
  const save = (entries: Json[]) =>
    call('PUT', '/all/V1/products/A', { product: { media_gallery_entries: entries } }).status
  return { ...rest, call, shop, add, shown, save }
}
const roles = ['image', 'small_image', 'thumbnail', 'swatch_image']

test('M30 R51 the first picture takes every role it is not asked for, a named role moves', () => {
  const { add, shown } = aGallery()
  expect([add('a.png').body, add('b.png', ['image']).body, shown()]).toEqual([
    '1',
    '2',
    [
      ['/a/_/a.png', ['small_image', 'thumbnail', 'swatch_image']],
      ['/b/_/b.png', ['image']],
    ],
  ])
})

test('M31 R50 a name that is taken gets a number, odd characters become an underscore, all is lower case', () => {
  const { add, shown } = aGallery()
  for (const name of ['Red.png', 'red.png', 'with blank.png', 'noext']) add(name, ['image'])
  expect(shown().map((row) => (Array.isArray(row) ? row[0] : row))).toEqual([
    '/r/e/red.png',
    '/r/e/red_1.png',
    '/w/i/with_blank.png',
    '/n/o/noext.png',
  ])
})

test('M32 R50 the type must be that of the bytes, and one of three; names with brackets are refused', () => {
  const { add } = aGallery()
  const say = (name: string, type: string, data = png) =>
    add(name, [], '/all', { content: content(name, type, data) })
  const mime = { message: 'The image MIME type is not valid or not supported.' }
  const base64 = { message: 'The image content must be valid base64 encoded data.' }
  expect(
    [
      say('a.png', 'image/jpeg'),
      say('a.jpg', 'image/jpg', jpeg),
      say('a.webp', 'image/webp', webp),
      say('a.png', 'image/png', `data:image/png;base64,${png}`),
      say('a.png', 'image/png', ''),
      say('a(1).png', 'image/png'),
      say('wrong.jpg', 'image/png'),
    ].map(({ body }) => body),
  ).toEqual([
    mime,
    mime,
    mime,
    base64,
    base64,
    { message: 'Provided image name contains forbidden characters.' },
    '1',
  ])
})

test('M29 R51 an empty gallery removes all but the pictures with a role in another view; none keeps; no id is new', () => {
  const { add, call, shown, save } = aGallery()
  add('here.png', ['image'], '/default')
  add('there.png', ['small_image'], '/all')
  call('PUT', '/all/V1/products/A', { product: { price: 4 } })
  const kept = shown().length
  const entry = {
    media_type: 'image',
    label: 'x',
    position: 1,
    disabled: false,
    types: [],
    content: content('x.png'),
  }
  save([entry])
  save([entry])
  const afterTwo = shown().map((row) => (Array.isArray(row) ? row[0] : row))
  expect([kept, afterTwo, save([]), shown().length]).toEqual([2, ['/h/e/here.png', '/x/_/x_1.png'], 200, 1])
})

test('M33 R50 a picture without a type is refused, without content it is a type error, an unknown one 404', () => {
  const { add, call, send } = { ...aGallery() }
  add('a.png')
  const entry = { id: 1, label: 'Only a label' }
  const noContent = { entry: { media_type: 'image', label: 'x', types: [] } }
  expect([
    call('PUT', '/all/V1/products/A/media/1', { entry }).body,
    send('POST', '/all/V1/products/A/media', { body: JSON.stringify(noContent) }).type,
    call('GET', '/all/V1/products/A/media/9').body,
    call('DELETE', '/all/V1/products/A/media/9').body,
  ]).toEqual([
    { message: 'There is no MediaGalleryEntryConverter for given type' },
    'text/plain;charset=UTF-8',
    { message: "The image doesn't exist. Verify and try again." },
    { message: 'No image with the provided ID was found. Verify the ID and try again.' },
  ])
})

test('R50 the list of pictures carries the bytes of every file', () => {
  const { add, call } = aGallery()
  add('a.png')
  expect(call('GET', '/all/V1/products/A/media').body).toEqual([
    {
      id: 1,
      media_type: 'image',
      label: 'a.png',
      position: 1,
      disabled: false,
      types: roles,
      file: '/a/_/a.png',
      content: content('a.png'),
    },
  ])
})

test('R51 roles belong to a scope; a picture with a role elsewhere cannot be removed', () => {
  const { add, call, shown } = aGallery()
  add('a.png', ['image'], '/default')
  expect([
    shown('/all'),
    shown('/default'),
    call('DELETE', '/all/V1/products/A/media/1'),
    call('DELETE', '/default/V1/products/A/media/1').body,
    shown(),
  ]).toEqual([
    [['/a/_/a.png', []]],
    [['/a/_/a.png', ['image']]],
    {
      status: 400,
      body: { message: 'The image cannot be removed as it has been assigned to the other image role' },
    },
    true,
    [],
  ])
})

test('R51 a picture with new content keeps its id', () => {
  const { add, call, shown } = aGallery()
  add('a.png')
  const entry = { id: 1, media_type: 'image', label: 'B', position: 1, disabled: false, types: roles }
  call('PUT', '/all/V1/products/A/media/1', { entry: { ...entry, content: content('b.png') } })
  expect(shown()).toEqual([['/b/_/b.png', roles]])
})
