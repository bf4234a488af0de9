import { type Entity, type Relation, toOne } from './entity.ts'
import {
  attributeSetFields,
  attributesFields,
  categoryFields,
  componentFields,
  eCommerceFields,
  embeddedItemFields,
  imageFields,
  inventoryFields,
  inventoryLogFields,
  itemFields,
  itemShopFields,
  manufacturerFields,
  matrixFields,
  noteFields,
  tagFields,
  taxClassFields,
  vendorNumFields,
} from './fields.ts'
import type {
  CustomField,
  ECommerce,
  Image,
  Inventory,
  InventoryLog,
  Item,
  ItemShop,
  Matrix,
  Price,
} from './records.ts'
import type { State } from './state.ts'
import { collapsed, numberText, type Row, type Tree, treeOf, wrapped } from './tree.ts'

const mayRead = ['inventory', 'inventory_read', 'product_edit', 'product_cost', 'inventory_base']

/** `Prices` comes with every item and matrix, asked for or not: each level of the account, 0 where it is not set. */
function pricesTree(prices: readonly Price[], state: State): Tree | undefined {
  const levels = state.priceLevels.ordered('priceLevelID').filter((level) => !level.archived)
  return wrapped(
    'ItemPrice',
    levels.map(({ priceLevelID, name }) => ({
      amount: numberText(prices.find((price) => price.useTypeID === priceLevelID)?.amount ?? 0),
      useTypeID: String(priceLevelID),
      useType: name,
    })),
  )
}

type Sold = Row & {
  taxClassID: number
  categoryID: number
  manufacturerID: number
  tagIDs: number[]
  eCommerce?: ECommerce | undefined
}

/** The relations that items and matrices share. */
function commonRelations<R extends Sold>(images: (row: R, state: State) => readonly Image[]) {
  return {
    Category: toOne<R>(categoryFields, (row, state) => state.categories.get(row.categoryID)),
    TaxClass: toOne<R>(taxClassFields, (row, state) => state.taxClasses.get(row.taxClassID)),
    Manufacturer: toOne<R>(manufacturerFields, (row, state) => state.manufacturers.get(row.manufacturerID)),
    Images: {
      many: true,
      tree: (row, state) =>
        wrapped(
          'Image',
          images(row, state).map((image) => treeOf(imageFields, image)),
        ),
    },
    ItemECommerce: toOne<R>(eCommerceFields, (row) => row.eCommerce),
    TagRelations: {
      many: true,
      nested: { Tag: { many: false } },
      tree: (row, state, nested) => wrapped('TagRelation', row.tagIDs.map(tagRelation(state, nested))),
      related: {
        fields: { tagID: 'number' },
        rows: (row) => row.tagIDs.map((tagID) => ({ tagID })),
      },
    },
  } satisfies Record<string, Relation<R>>
}

function tagRelation(state: State, nested: ReadonlySet<string>): (tagID: number) => Tree {
  return (tagID) => {
    const tag = state.tags.get(tagID)
    const shown = nested.has('Tag') && tag !== undefined ? { Tag: treeOf(tagFields, tag) } : {}
    return { tagID: String(tagID), ...shown }
  }
}

/** The older way to show tags: names alone, `""` when there are none. */
function tagNames(item: Item, state: State): Tree {
  const names = item.tagIDs.flatMap((tagID) => state.tags.get(tagID)?.name ?? [])
  const list = collapsed(names)
  return list === undefined ? '' : { '@attributes': { count: String(names.length) }, tag: list }
}

const vendorNums = (item: Item): Row[] =>
  (item.vendorNums ?? []).map((number) => ({ ...number, itemID: item.itemID }))

/**
 * Once an account has a custom field, every item has a value for it, mostly an empty one. Choices are records of their
 * own. https://developers.lightspeedhq.com/retail/endpoints/Item-CustomField/
 */
function customValues(item: Item, state: State, nested: ReadonlySet<string>): Tree | undefined {
  return wrapped(
    'CustomFieldValue',
    state.customFields.ordered('customFieldID').map((field) => ({
      customFieldValueID: String(item.itemID * 10 + field.customFieldID),
      customFieldID: String(field.customFieldID),
      name: field.name,
      type: field.type,
      value: customValue(field, item.customValues?.[field.customFieldID] ?? '', nested.has('value')),
    })),
  )
}

function customValue(
  { type, customFieldID }: CustomField,
  value: string | readonly string[],
  loaded: boolean,
) {
  if (!type.endsWith('_choice')) return String(value)
  const names = [value].flat().filter((name) => name !== '')
  if (!loaded || names.length === 0) return ''
  return (
    collapsed(
      names.map((name) => ({
        customFieldChoiceID: String(customFieldID * 100 + name.length),
        value: '',
        name,
        canBeDeleted: 'false',
        customFieldID: String(customFieldID),
      })),
    ) ?? ''
  )
}

const shopRows = (item: { itemID: number }, state: State): readonly ItemShop[] =>
  state.itemShops.having('itemID', item.itemID)

const shopRowsTree = (item: { itemID: number }, state: State): Tree | undefined =>
  wrapped(
    'ItemShop',
    [...shopRows(item, state)].sort(totalLast).map((row) => treeOf(itemShopFields, row)),
  )

/** The total, shop 0, is made first and answered last (recorded). */
const totalLast = (a: ItemShop, b: ItemShop): number =>
  Number(a.shopID === 0) - Number(b.shopID === 0) || a.itemShopID - b.itemShopID

/** https://developers.lightspeedhq.com/retail/endpoints/Item/ */
export const item: Entity<Item> = {
  name: 'Item',
  fields: itemFields,
  sortable: ['itemID', 'timeStamp', 'description'],
  archives: true,
  scopes: mayRead,
  groups: ['itemMatrixID'],
  table: (state) => state.items,
  relations: {
    ...commonRelations<Item>((row, state) => state.images.having('itemID', row.itemID)),
    ItemAttributes: {
      many: false,
      nested: { ItemAttributeSet: { many: false } },
      tree: (row, state, nested) => {
        if (row.attributes === undefined) return undefined
        const set = state.attributeSets.get(row.attributes.itemAttributeSetID)
        const shown =
          nested.has('ItemAttributeSet') && set !== undefined
            ? { ItemAttributeSet: treeOf(attributeSetFields, set) }
            : {}
        return { ...treeOf(attributesFields, row.attributes), ...shown }
      },
    },
    Note: toOne(noteFields, (row) => row.note),
    ItemShops: {
      many: true,
      tree: shopRowsTree,
      related: { fields: itemShopFields, rows: shopRows },
    },
    ItemComponents: {
      many: true,
      tree: (row) =>
        wrapped(
          'ItemComponent',
          (row.components ?? []).map((part) =>
            treeOf(componentFields, { ...part, assemblyItemID: row.itemID }),
          ),
        ),
    },
    ItemVendorNums: {
      many: true,
      tree: (row) =>
        wrapped(
          'ItemVendorNum',
          vendorNums(row).map((number) => treeOf(vendorNumFields, number)),
        ),
      related: { fields: vendorNumFields, rows: vendorNums },
    },
    ItemPrices: { many: true, inAll: 'V3', tree: (row, state) => pricesTree(row.prices, state) },
    Tags: { many: true, inAll: 'V3', tree: tagNames },
    CustomFieldValues: {
      many: true,
      inAll: 'old',
      nested: { value: { many: false } },
      tree: customValues,
    },
  },
  always: (row, state) => ({ Prices: pricesTree(row.prices, state) }),
}

/** https://developers.lightspeedhq.com/retail/endpoints/ItemShop/ */
export const itemShop: Entity<ItemShop> = {
  name: 'ItemShop',
  fields: itemShopFields,
  sortable: ['itemShopID', 'timeStamp'],
  archives: false,
  scopes: mayRead,
  groups: ['itemID'],
  table: (state) => state.itemShops,
  relations: {},
}

/** https://developers.lightspeedhq.com/retail/endpoints/ItemMatrix/ */
export const itemMatrix: Entity<Matrix> = {
  name: 'ItemMatrix',
  fields: matrixFields,
  sortable: ['itemMatrixID', 'timeStamp', 'description'],
  archives: true,
  scopes: mayRead,
  table: (state) => state.matrices,
  relations: {
    ItemAttributeSet: toOne(attributeSetFields, (row, state) =>
      state.attributeSets.get(row.itemAttributeSetID),
    ),
    ...commonRelations<Matrix>((row, state) => state.images.having('itemMatrixID', row.itemMatrixID)),
    Department: { many: false, tree: () => undefined },
    Season: { many: false, tree: () => undefined },
    Items: {
      many: true,
      tree: (row, state) =>
        wrapped(
          'Item',
          state.items.having('itemMatrixID', row.itemMatrixID).map((each) => ({
            ...treeOf(embeddedItemFields, each),
            Prices: pricesTree(each.prices, state),
          })),
        ),
    },
  },
  always: (row, state) => ({
    Prices: pricesTree(row.prices, state),
    ...(row.attributeValues && {
      attribute1Values: collapsed(row.attributeValues[0]) ?? '',
      attribute2Values: collapsed(row.attributeValues[1]) ?? '',
      attribute3Values: collapsed(row.attributeValues[2]) ?? '',
    }),
  }),
}

/** Known to older versions only; recorded 2016. */
export const inventory: Entity<Inventory> = {
  name: 'Inventory',
  fields: inventoryFields,
  sortable: ['inventoryID'],
  archives: false,
  scopes: mayRead,
  table: (state) => state.inventories,
  relations: {
    Item: {
      many: false,
      tree: (row, state) => {
        const found = state.items.get(row.itemID)
        if (found === undefined) return undefined
        return {
          ...treeOf(embeddedItemFields, found),
          ItemShops: shopRowsTree(row, state),
          Prices: pricesTree(found.prices, state),
        }
      },
    },
  },
}

/** https://developers.lightspeedhq.com/retail/endpoints/Image/ */
export const image: Entity<Image> = {
  name: 'Image',
  fields: imageFields,
  sortable: ['imageID'],
  archives: false,
  scopes: mayRead,
  groups: ['itemID', 'itemMatrixID'],
  table: (state) => state.images,
  relations: {},
}

/** https://developers.lightspeedhq.com/retail/endpoints/InventoryLog/ */
export const inventoryLog: Entity<InventoryLog> = {
  name: 'InventoryLog',
  fields: inventoryLogFields,
  sortable: ['inventoryLogID', 'itemID'],
  archives: false,
  scopes: mayRead,
  groups: ['itemID'],
  table: (state) => state.inventoryLogs,
  relations: {},
}
