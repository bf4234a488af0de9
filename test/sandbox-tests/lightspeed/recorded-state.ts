import { type Catalogue, emptyCatalogue } from '../../sandbox/lightspeed/catalogue.ts'
import {
  attributeSetFields,
  categoryFields,
  componentFields,
  embeddedItemFields,
  employeeFields,
  itemShopFields,
  matrixFields,
  noteFields,
  priceLevelFields,
  registerFields,
  shopFields,
  taxCategoryFields,
  taxClassFields,
  vendorFields,
  vendorNumFields,
} from '../../sandbox/lightspeed/fields.ts'
import { readTime } from '../../sandbox/lightspeed/filters.ts'
import type { Item, Price } from '../../sandbox/lightspeed/records.ts'
import { rightNames } from '../../sandbox/lightspeed/rights.ts'
import type { Fields, Kind } from '../../sandbox/lightspeed/tree.ts'

/** A recorded JSON object. */
export type Wire = { readonly [key: string]: unknown }

const isWire = (value: unknown): value is Wire => typeof value === 'object' && value !== null

/** The members of a recorded collection, whatever it was collapsed to. */
function members(value: unknown): Wire[] {
  return (Array.isArray(value) ? value : [value]).filter(isWire)
}

const inside = (value: unknown, member: string): Wire[] => (isWire(value) ? members(value[member]) : [])

/** A record as the sandbox keeps it. Columns that the recording lacks stay out, so the type holds as far as it says. */
function row<R>(fields: Fields, wire: Wire): R {
  const columns = Object.entries(fields).flatMap(([name, kind]) =>
    wire[name] === undefined ? [] : [[name, stored(kind, wire[name])]],
  )
  return Object.fromEntries(columns) as R
}

function stored(kind: Kind, value: unknown): unknown {
  if (kind === 'number') return Number(value)
  if (kind === 'flag') return value === 'true'
  if (kind === 'time') return readTime(String(value))
  return value
}

const prices = (wire: Wire): Price[] =>
  inside(wire.Prices, 'ItemPrice').map((price) => ({
    useTypeID: Number(price.useTypeID),
    amount: Number(price.amount),
  }))

function itemFrom(wire: Wire): Item {
  const components = inside(wire.ItemComponents, 'ItemComponent').map((each) =>
    row<Component>(componentFields, each),
  )
  const vendorNums = inside(wire.ItemVendorNums, 'ItemVendorNum').map((each) =>
    row<VendorNum>(vendorNumFields, each),
  )
  return {
    ...row<Item>(embeddedItemFields, wire),
    prices: prices(wire),
    tagIDs: [],
    note: isWire(wire.Note) ? row(noteFields, wire.Note) : undefined,
    components: components.map(({ assemblyItemID, ...each }) => each),
    vendorNums: vendorNums.map(({ itemID, ...each }) => each),
  }
}

type Component = NonNullable<Item['components']>[number] & { assemblyItemID: number }
type VendorNum = NonNullable<Item['vendorNums']>[number] & { itemID: number }

const level = (priceLevelID: number, name: string) => ({ priceLevelID, name, archived: false, type: 'fixed' })

/** The state of an account in which this body was answered. */
export function stateBehind(body: Wire): Catalogue {
  const state = emptyCatalogue()
  const inventories = members(body.Inventory)
  const matrices = members(body.ItemMatrix)
  const items = [
    ...members(body.Item),
    ...inventories.flatMap((each) => members(each.Item)),
    ...matrices.flatMap((each) => inside(each.Items, 'Item')),
  ]
  const shops = members(body.Shop)
  const recordedLevels = members(body.PriceLevel)

  state.items = items.map(itemFrom)
  state.itemShops = items
    .flatMap((each) => inside(each.ItemShops, 'ItemShop'))
    .map((each) => row(itemShopFields, each))
  state.customFields = items
    .flatMap((each) => inside(each.CustomFieldValues, 'CustomFieldValue'))
    .map(({ customFieldID, name, type }) => ({
      customFieldID: Number(customFieldID),
      name: String(name),
      type: String(type),
    }))
  state.matrices = matrices.map((each) => ({
    ...row<Catalogue['matrices'][number]>(matrixFields, each),
    prices: prices(each),
    tagIDs: [],
  }))
  state.priceLevels =
    recordedLevels.length > 0
      ? recordedLevels.map((each) => row(priceLevelFields, each))
      : [level(1, 'Default'), level(2, 'MSRP')]
  state.taxClasses = [...items, ...matrices]
    .flatMap((each) => members(each.TaxClass))
    .slice(0, 1)
    .map((each) => row(taxClassFields, each))
  state.attributeSets = [
    ...members(body.ItemAttributeSet),
    ...matrices.flatMap((each) => members(each.ItemAttributeSet)),
  ].map((each) => row(attributeSetFields, each))
  state.categories = members(body.Category).map((each) => row(categoryFields, each))
  state.vendors = members(body.Vendor).map((each) => ({
    ...row<Catalogue['vendors'][number]>(vendorFields, each),
    contact: tree(each.Contact),
    reps: tree(each.Reps),
  }))
  state.shops = shops.map((each) => ({
    ...row<Catalogue['shops'][number]>(shopFields, each),
    contact: tree(each.Contact),
    receiptSetup: tree(each.ReceiptSetup),
    ccGateway: tree(each.CCGateway),
  }))
  state.taxCategories = shops
    .flatMap((each) => members(each.TaxCategory))
    .map((each) => row(taxCategoryFields, each))
  state.registers = shops
    .flatMap((each) => inside(each.Registers, 'Register'))
    .map((each) => row(registerFields, each))
  state.employees = members(body.Employee).map((each) => {
    const role = members(each.EmployeeRole)[0] ?? {}
    return {
      ...row<Catalogue['employees'][number]>(employeeFields, each),
      contact: tree(each.Contact),
      roleName: String(role.name),
      rights: inside(role.EmployeeRights, 'EmployeeRight').map((right) => ({
        employeeRightID: Number(right.employeeRightID),
        name: String(right.name),
      })),
    }
  })
  return state
}

/** What the sandbox keeps just as it was answered. */
const tree = (value: unknown) => value as Catalogue['vendors'][number]['contact']

/** Whoever gave consent, where the recording does not tell. */
export const owner = {
  employeeID: 1,
  firstName: 'Ada',
  lastName: 'Example',
  lockOut: false,
  archived: false,
  timeStamp: 0,
  contactID: 0,
  clockInEmployeeHoursID: 0,
  employeeRoleID: 1,
  limitToShopID: 0,
  lastShopID: 0,
  lastSaleID: 0,
  lastRegisterID: 0,
  roleName: 'Owner',
  rights: rightNames.map((name, at) => ({ employeeRightID: at + 1, name })),
}
