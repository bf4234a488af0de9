import type { Catalogue } from './catalogue.ts'
import type {
  AttributeSet,
  Category,
  CustomField,
  Employee,
  Image,
  Inventory,
  InventoryLog,
  Item,
  ItemShop,
  Manufacturer,
  Matrix,
  PriceLevel,
  Register,
  Shop,
  Tag,
  TaxCategory,
  TaxClass,
  Vendor,
} from './records.ts'
import { createTable, type Table } from './table.ts'

/** One account's records. */
export type State = {
  account: { accountID: number; name: string }
  shops: Table<Shop>
  registers: Table<Register>
  employees: Table<Employee>
  priceLevels: Table<PriceLevel>
  taxClasses: Table<TaxClass>
  taxCategories: Table<TaxCategory>
  attributeSets: Table<AttributeSet>
  manufacturers: Table<Manufacturer>
  vendors: Table<Vendor>
  categories: Table<Category>
  tags: Table<Tag>
  customFields: Table<CustomField>
  matrices: Table<Matrix>
  items: Table<Item>
  itemShops: Table<ItemShop>
  images: Table<Image>
  /** What older versions of the API call an item's inventory. */
  inventories: Table<Inventory>
  inventoryLogs: Table<InventoryLog>
}

export function createState(account: { accountID: number; name: string }): State {
  return {
    account,
    shops: createTable<Shop>('shopID'),
    registers: createTable<Register>('registerID'),
    employees: createTable<Employee>('employeeID'),
    priceLevels: createTable<PriceLevel>('priceLevelID'),
    taxClasses: createTable<TaxClass>('taxClassID'),
    taxCategories: createTable<TaxCategory>('taxCategoryID'),
    attributeSets: createTable<AttributeSet>('itemAttributeSetID'),
    manufacturers: createTable<Manufacturer>('manufacturerID'),
    vendors: createTable<Vendor>('vendorID'),
    categories: createTable<Category>('categoryID'),
    tags: createTable<Tag>('tagID'),
    customFields: createTable<CustomField>('customFieldID'),
    matrices: createTable<Matrix>('itemMatrixID'),
    items: createTable<Item>('itemID'),
    itemShops: createTable<ItemShop>('itemShopID'),
    images: createTable<Image>('imageID'),
    inventories: createTable<Inventory>('inventoryID'),
    inventoryLogs: createTable<InventoryLog>('inventoryLogID'),
  }
}

/** Adds a catalogue's records to the account. */
export function loadCatalogue(state: State, catalogue: Catalogue): void {
  state.shops.load(catalogue.shops)
  state.registers.load(catalogue.registers)
  state.employees.load(catalogue.employees)
  state.priceLevels.load(catalogue.priceLevels)
  state.taxClasses.load(catalogue.taxClasses)
  state.taxCategories.load(catalogue.taxCategories)
  state.attributeSets.load(catalogue.attributeSets)
  state.manufacturers.load(catalogue.manufacturers)
  state.vendors.load(catalogue.vendors)
  state.categories.load(catalogue.categories)
  state.tags.load(catalogue.tags)
  state.customFields.load(catalogue.customFields)
  state.matrices.load(catalogue.matrices)
  state.items.load(catalogue.items)
  state.itemShops.load(catalogue.itemShops)
  state.images.load(catalogue.images)
  state.inventories.load(catalogue.items.map(({ itemID }) => ({ inventoryID: itemID, itemID })))
}
