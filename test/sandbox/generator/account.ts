import type { Catalogue } from '../lightspeed/catalogue.ts'
import type { Employee, Register, Shop, Vendor } from '../lightspeed/records.ts'
import { rightNames } from '../lightspeed/rights.ts'
import { tags, vendors } from './words.ts'

/** When the invented shop was set up, in seconds. */
export const opened = Date.UTC(2021, 2, 1, 10) / 1000

/** When the invented past ends. */
export const ended = Date.UTC(2025, 9, 1) / 1000

const address = (line: string, city: string) => ({
  ContactAddress: { address1: line, address2: '', city, state: 'CA', zip: '90001', country: 'United States' },
})

const contact = (contactID: number, line: string, city: string) => ({
  contactID: String(contactID),
  custom: '',
  noEmail: 'false',
  noPhone: 'false',
  noMail: 'false',
  timeStamp: '2021-03-01T10:00:00+00:00',
  Addresses: address(line, city),
  Phones: { ContactPhone: { number: '555 0100', useType: 'Work' } },
  Emails: '',
  Websites: '',
})

function shop(shopID: number, name: string): Shop {
  return {
    shopID,
    name,
    serviceRate: 0,
    timeZone: 'US/Pacific',
    taxLabor: false,
    labelTitle: 'Shop Name',
    labelMsrp: false,
    archived: false,
    timeStamp: opened,
    companyRegistrationNumber: '',
    vatNumber: '',
    zebraBrowserPrint: false,
    contactID: shopID + 1,
    taxCategoryID: 1,
    receiptSetupID: 1,
    ccGatewayID: 1,
    gatewayConfigID: 0,
    priceLevelID: 1,
    contact: contact(shopID + 1, `${shopID} Main Street`, 'Riverside'),
  }
}

const register = (shopID: number): Register => ({
  registerID: shopID,
  name: `Register ${shopID}`,
  open: true,
  openTime: opened,
  archived: false,
  tipEnabled: false,
  openEmployeeID: 1,
  shopID,
  ccTerminalID: 0,
})

function employee(
  employeeID: number,
  firstName: string,
  roleName: string,
  rights: readonly string[],
): Employee {
  return {
    employeeID,
    firstName,
    lastName: 'Example',
    lockOut: false,
    archived: false,
    timeStamp: opened,
    contactID: 100 + employeeID,
    clockInEmployeeHoursID: 0,
    employeeRoleID: employeeID,
    limitToShopID: 0,
    lastShopID: 1,
    lastSaleID: 0,
    lastRegisterID: 1,
    contact: contact(100 + employeeID, '', ''),
    roleName,
    rights: rights.map((name, at) => ({ employeeRightID: 4 * (at + 1), name })),
  }
}

const vendor = (name: string, at: number): Vendor => ({
  vendorID: at + 1,
  name,
  archived: at === vendors.length - 1,
  accountNumber: at % 3 === 0 ? `K-${1000 + at}` : '',
  priceLevel: 'default',
  updatePrice: false,
  updateCost: false,
  updateDescription: false,
  shareSellThrough: false,
  timeStamp: opened + at,
})

const set = (id: number, name: string, one: string, two: string, three = '') => ({
  itemAttributeSetID: id,
  name,
  attributeName1: one,
  attributeName2: two,
  attributeName3: three,
  system: true,
  archived: false,
})

const level = (priceLevelID: number, name: string) => ({
  priceLevelID,
  name,
  archived: false,
  canBeArchived: false,
  type: 'fixed',
})

export type Account = Omit<
  Catalogue,
  'manufacturers' | 'categories' | 'matrices' | 'items' | 'itemShops' | 'images'
>

/** All that an account has besides what it sells. */
export function makeAccount(shopNames: readonly string[]): Account {
  const shops = shopNames.map((name, at) => shop(at + 1, name))
  return {
    shops,
    registers: shops.map(({ shopID }) => register(shopID)),
    employees: [
      employee(1, 'Ada', 'Owner', rightNames),
      employee(2, 'Bo', 'Cashier', ['register', 'customers']),
    ],
    priceLevels: [level(1, 'Default'), level(2, 'MSRP'), level(3, 'My Online Store')],
    taxClasses: [
      { taxClassID: 1, name: 'Item', timeStamp: opened },
      { taxClassID: 2, name: 'Labor', timeStamp: opened },
      { taxClassID: 3, name: 'Food', timeStamp: opened },
    ],
    taxCategories: [
      {
        taxCategoryID: 1,
        isTaxInclusive: false,
        tax1Name: 'Sales Tax',
        tax2Name: '',
        tax1Rate: 0.0875,
        tax2Rate: 0,
        timeStamp: opened,
        classes: [{ taxCategoryClassID: 1, tax1Rate: 0, tax2Rate: 0, taxClassID: 3 }],
      },
    ],
    attributeSets: [
      set(1, 'Color/Size', 'Color', 'Size'),
      set(2, 'Size', '', 'Size'),
      set(3, 'Color', 'Color', ''),
      set(4, '3 Attributes', 'Attribute 1', 'Attribute 2', 'Attribute 3'),
    ],
    vendors: vendors.map(vendor),
    tags: tags.map((name, at) => ({ tagID: at + 1, name })),
    customFields: [
      { customFieldID: 1, name: 'Material', type: 'string' },
      { customFieldID: 2, name: 'Care', type: 'text' },
    ],
  }
}
