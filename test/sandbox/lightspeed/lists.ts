import { type Entity, kept, toOne } from './entity.ts'
import {
  attributeSetFields,
  categoryFields,
  embeddedPriceLevelFields,
  employeeFields,
  manufacturerFields,
  priceLevelFields,
  registerFields,
  shopFields,
  tagFields,
  taxCategoryClassFields,
  taxCategoryFields,
  taxClassFields,
  vendorFields,
} from './fields.ts'
import type {
  AttributeSet,
  Category,
  Employee,
  Manufacturer,
  PriceLevel,
  Register,
  Shop,
  Tag,
  TaxCategory,
  TaxClass,
  Vendor,
} from './records.ts'
import { type Tree, treeOf, wrapped } from './tree.ts'

const anyOfSeven = [
  'inventory',
  'inventory_read',
  'register',
  'register_read',
  'customers',
  'reports',
  'admin',
]
const forItems = ['inventory', 'inventory_read', 'product_edit', 'inventory_base']

/** https://developers.lightspeedhq.com/retail/endpoints/Shop/ */
export const shop: Entity<Shop> = {
  name: 'Shop',
  fields: shopFields,
  sortable: ['shopID'],
  archives: true,
  scopes: [...anyOfSeven, 'admin_shops'],
  table: (state) => state.shops,
  relations: {
    Contact: kept((row) => row.contact),
    TaxCategory: toOne(taxCategoryFields, (row, state) => state.taxCategories.get(row.taxCategoryID)),
    ReceiptSetup: kept((row) => row.receiptSetup),
    CCGateway: kept((row) => row.ccGateway),
    PriceLevel: toOne(embeddedPriceLevelFields, (row, state) => state.priceLevels.get(row.priceLevelID)),
    ShelfLocations: { many: true, tree: () => undefined },
    Registers: {
      many: true,
      tree: (row, state) =>
        wrapped(
          'Register',
          state.registers.having('shopID', row.shopID).map((each) => treeOf(registerFields, each)),
        ),
    },
  },
}

/** https://developers.lightspeedhq.com/retail/endpoints/Register/ */
export const register: Entity<Register> = {
  name: 'Register',
  fields: registerFields,
  sortable: ['registerID'],
  archives: true,
  scopes: [...anyOfSeven, 'admin_shops'],
  table: (state) => state.registers,
  relations: {},
}

const rightsTree = (row: Employee): Tree | undefined =>
  wrapped(
    'EmployeeRight',
    row.rights.map((right) => ({ employeeRightID: String(right.employeeRightID), name: right.name })),
  )

/** https://developers.lightspeedhq.com/retail/endpoints/Employee/ */
export const employee: Entity<Employee> = {
  name: 'Employee',
  fields: employeeFields,
  sortable: ['employeeID', 'timeStamp', 'lastName'],
  archives: true,
  scopes: [...anyOfSeven, 'admin_employees'],
  table: (state) => state.employees,
  relations: {
    Contact: kept((row) => row.contact),
    EmployeeRole: {
      many: false,
      nested: { EmployeeRights: { many: true } },
      tree: (row, _state, nested) => ({
        employeeRoleID: String(row.employeeRoleID),
        name: row.roleName,
        EmployeeRights: nested.has('EmployeeRights') ? rightsTree(row) : undefined,
      }),
    },
    EmployeeRights: { many: true, inAll: 'V3', tree: rightsTree },
  },
}

/** https://developers.lightspeedhq.com/retail/endpoints/PriceLevel/ */
export const priceLevel: Entity<PriceLevel> = {
  name: 'PriceLevel',
  fields: priceLevelFields,
  sortable: ['priceLevelID'],
  archives: true,
  scopes: anyOfSeven,
  table: (state) => state.priceLevels,
  relations: {},
  always: () => ({ Calculation: '' }),
}

/** https://developers.lightspeedhq.com/retail/endpoints/Category/ */
export const category: Entity<Category> = {
  name: 'Category',
  fields: categoryFields,
  sortable: ['categoryID', 'timeStamp', 'leftNode', 'rightNode'],
  archives: false,
  scopes: ['categories', ...forItems],
  groups: ['parentID'],
  table: (state) => state.categories,
  relations: {
    Parent: toOne(categoryFields, (row, state) => state.categories.get(row.parentID)),
  },
}

/** https://developers.lightspeedhq.com/retail/endpoints/Manufacturer/ */
export const manufacturer: Entity<Manufacturer> = {
  name: 'Manufacturer',
  fields: manufacturerFields,
  sortable: ['manufacturerID', 'timeStamp', 'name'],
  archives: false,
  scopes: ['manufacturers', 'admin_inventory', ...forItems],
  table: (state) => state.manufacturers,
  relations: {},
}

/** https://developers.lightspeedhq.com/retail/endpoints/Vendor/ */
export const vendor: Entity<Vendor> = {
  name: 'Vendor',
  fields: vendorFields,
  sortable: ['vendorID', 'timeStamp', 'name'],
  archives: true,
  scopes: ['vendors', 'admin_inventory', ...forItems],
  table: (state) => state.vendors,
  relations: {
    Contact: kept((row) => row.contact),
    Reps: { many: true, tree: (row) => row.reps },
  },
}

/** Answered by name: https://developers.lightspeedhq.com/retail/endpoints/Tag/ */
export const tag: Entity<Tag> = {
  name: 'Tag',
  fields: tagFields,
  sortable: ['name', 'tagID'],
  archives: false,
  scopes: ['tags', ...forItems],
  table: (state) => state.tags,
  relations: {},
}

/** https://developers.lightspeedhq.com/retail/endpoints/TaxCategory/ */
export const taxCategory: Entity<TaxCategory> = {
  name: 'TaxCategory',
  fields: taxCategoryFields,
  sortable: ['taxCategoryID', 'timeStamp'],
  archives: false,
  scopes: [...anyOfSeven, 'admin_purchases'],
  table: (state) => state.taxCategories,
  relations: {
    TaxCategoryClasses: {
      many: true,
      nested: { TaxClass: { many: false } },
      tree: (row, state, nested) =>
        wrapped(
          'TaxCategoryClass',
          (row.classes ?? []).map((each) => {
            const found = nested.has('TaxClass') ? state.taxClasses.get(each.taxClassID) : undefined
            return {
              ...treeOf(taxCategoryClassFields, { ...each, taxCategoryID: row.taxCategoryID }),
              ...(found && { TaxClass: treeOf(taxClassFields, found) }),
            }
          }),
        ),
    },
  },
}

/** https://developers.lightspeedhq.com/retail/endpoints/TaxClass/ */
export const taxClass: Entity<TaxClass> = {
  name: 'TaxClass',
  fields: taxClassFields,
  sortable: ['taxClassID', 'timeStamp'],
  archives: false,
  scopes: [...anyOfSeven, 'admin_purchases'],
  table: (state) => state.taxClasses,
  relations: {},
}

/** https://developers.lightspeedhq.com/retail/endpoints/ItemAttributeSet/ */
export const itemAttributeSet: Entity<AttributeSet> = {
  name: 'ItemAttributeSet',
  fields: attributeSetFields,
  sortable: ['itemAttributeSetID'],
  archives: true,
  scopes: forItems,
  table: (state) => state.attributeSets,
  relations: {},
}
