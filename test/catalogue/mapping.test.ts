import { describe, expect, test } from 'vitest'
import { fill } from '../../main/catalogue/mapping/fill.ts'
import { members, type RawRecord, readSource as read } from '../../main/catalogue/mapping/read.ts'
import { noTillLists } from '../../main/store/till-lists.ts'
import {
  defaultMapping,
  MAPPING_VERSION,
  type Mapping,
  type MappingRule,
  type Source,
} from '../../shared/mapping.ts'

const rule = (over: Partial<MappingRule>): MappingRule => ({
  target: 'name',
  source: { kind: 'field', path: 'description' },
  steps: [],
  policy: 'always',
  ...over,
})
const mapping = (...rules: MappingRule[]): Mapping => ({ version: MAPPING_VERSION, tiers: [], rules })
const readSource = (raw: RawRecord, source: Source) => read(raw, source, noTillLists)
const filled = (raw: Record<string, unknown>, over: Partial<MappingRule>) =>
  fill(mapping(rule(over)), raw, noTillLists).get(over.target ?? 'name')?.value

test.each<[string, unknown, number]>([
  ['is missing', undefined, 0],
  ['is the empty text', '', 0],
  ['holds one, as the object itself', { Tag: { name: 'a' } }, 1],
  ['holds several', { Tag: [{ name: 'a' }, { name: 'b' }] }, 2],
  ['is a list of wrapped ones', [{ Tag: { name: 'a' } }, { Tag: { name: 'b' } }], 2],
])('a collection of the till that %s', (_title, container, count) => {
  expect(members(container, 'Tag')).toHaveLength(count)
})

describe('a source', () => {
  test('is a field, of a relation too', () => {
    const raw = { Manufacturer: { name: 'Brooks' } }
    expect(readSource(raw, { kind: 'field', path: 'Manufacturer.name' })).toBe('Brooks')
  })

  test('of a relation that is missing gives nothing', () => {
    expect(readSource({ Manufacturer: '' }, { kind: 'field', path: 'Manufacturer.name' })).toBe('')
  })

  test('is found where the relation is wrapped once more in its own name', () => {
    const raw = { ItemECommerce: { ItemECommerce: { weight: '1.5' } } }
    expect(readSource(raw, { kind: 'field', path: 'ItemECommerce.weight' })).toBe('1.5')
  })

  test('of several records is the first that has something', () => {
    const raw = { TagRelations: { TagRelation: [{ Tag: { name: '' } }, { Tag: { name: 'sale' } }] } }
    expect(readSource(raw, { kind: 'field', path: 'TagRelations.TagRelation.Tag.name' })).toBe('sale')
  })

  test('is what the item refers to, as the list of the till has it', () => {
    const lists = {
      Category: { '7': { name: 'Helmets', fullPathName: 'Bikes/Helmets' } },
      TaxClass: { '1': { name: 'Item' } },
      Manufacturer: { '3': { name: 'Brooks' } },
      Tag: { '4': { name: 'sale' }, '5': { name: 'summer' } },
      Vendor: { '8': { name: 'Komet' }, '9': { name: 'Alpin Sport' } },
    }
    const raw = {
      categoryID: '7',
      taxClassID: '1',
      manufacturerID: '3',
      Manufacturer: { name: 'as it was when the item was read' },
      TagRelations: { TagRelation: [{ tagID: '9' }, { tagID: '5' }, { tagID: '4' }] },
    }
    const at = (path: string) => read(raw, { kind: 'field', path }, lists)
    expect(
      [
        'Category.fullPathName',
        'TaxClass.name',
        'Manufacturer.name',
        'TagRelations.TagRelation.Tag.name',
      ].map(at),
    ).toEqual(['Bikes/Helmets', 'Item', 'Brooks', 'summer'])
  })

  test('is a price level by its id, never by its name', () => {
    const raw = { Prices: { ItemPrice: { amount: '9.5', useTypeID: '3', useType: 'Bicycles online' } } }
    expect(readSource(raw, { kind: 'price', useTypeId: '3' })).toBe('9.5')
    expect(readSource(raw, { kind: 'price', useTypeId: '1' })).toBe('')
  })

  test('is a custom field, a chosen value too', () => {
    const values = [
      { customFieldID: '1', value: 'red' },
      { customFieldID: '2', value: { name: 'Large' } },
    ]
    const raw = { CustomFieldValues: { CustomFieldValue: values } }
    expect(readSource(raw, { kind: 'custom-field', customFieldId: '1' })).toBe('red')
    expect(readSource(raw, { kind: 'custom-field', customFieldId: '2' })).toBe('Large')
  })
})

describe('a step', () => {
  test('takes the next source only where there is nothing yet', () => {
    const source = { kind: 'price', useTypeId: '3' } as const
    const steps = [
      { kind: 'number', decimals: 2, zeroIsEmpty: true },
      { kind: 'or', source: { kind: 'price', useTypeId: '1' } },
    ] as const
    const prices = (online: string) => ({
      Prices: {
        ItemPrice: [
          { amount: online, useTypeID: '3' },
          { amount: '12', useTypeID: '1' },
        ],
      },
    })
    expect(filled(prices('0'), { target: 'price', source, steps: [...steps] })).toBe('12')
    expect(filled(prices('10'), { target: 'price', source, steps: [...steps] })).toBe('10')
  })

  test('cuts by characters and not through one', () => {
    expect(filled({ description: 'ééé' }, { steps: [{ kind: 'limit', characters: 2 }] })).toBe('éé')
  })

  test.each([
    ['19.950', '19.95'],
    ['1.005', '1.01'],
    ['1.0E-8', ''],
    ['0', ''],
    ['free', ''],
  ])('makes the number %s the price "%s"', (amount, price) => {
    const steps = [{ kind: 'number', decimals: 2, zeroIsEmpty: true }] as const
    expect(filled({ description: amount }, { steps: [...steps] })).toBe(price)
  })
})

test('a name loses the characters that the shop would turn into question marks', () => {
  expect(filled({ description: 'Bell 🔔 brass' }, {})).toBe('Bell  brass')
})

test('the mapping that ships fills a product from a plain item', () => {
  const raw = {
    description: ' Trail Tee ',
    ItemECommerce: { longDescription: 'Soft.', shortDescription: '', weight: '0.2500' },
    Prices: { ItemPrice: { amount: '39.95', useTypeID: '1' } },
  }
  const values = [...fill(defaultMapping, raw, noTillLists)].map(([target, { value }]) => [target, value])
  expect(Object.fromEntries(values)).toEqual({
    name: 'Trail Tee',
    description: 'Soft.',
    short_description: '',
    weight: '0.25',
    tax_class_id: '2',
    attribute_set_id: '4',
    visibility: '4',
    price: '39.95',
  })
})
