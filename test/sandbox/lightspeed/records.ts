import type { Tree } from './tree.ts'

/**
 * The records of a Lightspeed Retail account, as the service keeps them. A field that is optional here is left out of
 * answers where it is undefined: older accounts lack some of them.
 * Field names: https://developers.lightspeedhq.com/retail/endpoints/
 */

/** Seconds since the epoch: the service knows no finer time. */
export type Seconds = number

export type Price = { useTypeID: number; amount: number }

export type ItemType = 'default' | 'non_inventory' | 'box' | 'assembly'

export type VendorNum = {
  itemVendorNumID: number
  value: string
  timeStamp: Seconds
  vendorID: number
  cost?: number | undefined
}

export type Component = {
  itemComponentID: number
  quantity: number
  componentGroup: number
  componentItemID: number
}

export type ECommerce = {
  longDescription: string
  shortDescription: string
  weight: number
  width: number
  height: number
  length: number
  listOnStore: boolean
}

export type Note = { note: string; isPublic: boolean; timeStamp: Seconds }

export type Attributes = {
  attribute1: string
  attribute2: string
  attribute3: string
  itemAttributeSetID: number
}

export type Item = {
  itemID: number
  systemSku: string
  defaultCost: number
  avgCost: number
  discountable: boolean
  tax: boolean
  archived: boolean
  itemType: ItemType
  serialized?: boolean | undefined
  description: string
  modelYear: number
  upc: string
  ean: string
  customSku: string
  manufacturerSku: string
  createTime: Seconds
  timeStamp: Seconds
  publishToEcom?: boolean | undefined
  categoryID: number
  taxClassID: number
  departmentID: number
  itemMatrixID: number
  manufacturerID: number
  seasonID: number
  defaultVendorID: number
  itemECommerceID?: number | undefined
  itemAttributesID?: number | undefined
  noteID?: number | undefined
  prices: Price[]
  tagIDs: number[]
  attributes?: Attributes | undefined
  note?: Note | undefined
  eCommerce?: ECommerce | undefined
  vendorNums?: VendorNum[] | undefined
  components?: Component[] | undefined
  /** Values of custom fields by customFieldID, names of choices among them; a field without a value here answers with an empty one. */
  customValues?: Record<number, string | readonly string[]> | undefined
}

export type ItemShop = {
  itemShopID: number
  qoh: number
  sellable?: number | undefined
  backorder: number
  componentQoh: number
  componentBackorder: number
  onLayaway?: number | undefined
  onSpecialOrder?: number | undefined
  onWorkorder?: number | undefined
  onTransferOut?: number | undefined
  onTransferIn?: number | undefined
  averageCost?: number | undefined
  reorderPoint: number
  reorderLevel: number
  timeStamp: Seconds
  itemID: number
  /** 0 is the total of all shops. */
  shopID: number
  m?: Tree | undefined
}

export type Matrix = {
  itemMatrixID: number
  description: string
  tax: boolean
  defaultCost: number
  itemType: ItemType
  serialized?: boolean | undefined
  modelYear: number
  archived: boolean
  timeStamp: Seconds
  itemAttributeSetID: number
  manufacturerID: number
  categoryID: number
  defaultVendorID: number
  taxClassID: number
  seasonID: number
  departmentID: number
  itemECommerceID?: number | undefined
  prices: Price[]
  tagIDs: number[]
  /** Values in use per attribute; undefined on accounts that do not answer them. */
  attributeValues?: [string[], string[], string[]] | undefined
  eCommerce?: ECommerce | undefined
}

export type AttributeSet = {
  itemAttributeSetID: number
  name: string
  attributeName1: string
  attributeName2: string
  attributeName3: string
  system?: boolean | undefined
  archived?: boolean | undefined
}

export type Category = {
  categoryID: number
  name: string
  nodeDepth: number
  fullPathName: string
  leftNode: number
  rightNode: number
  createTime: Seconds
  timeStamp: Seconds
  parentID: number
}

export type Manufacturer = { manufacturerID: number; name: string; createTime: Seconds; timeStamp: Seconds }

export type Vendor = {
  vendorID: number
  name: string
  archived: boolean
  accountNumber: string
  priceLevel: string
  updatePrice: boolean
  updateCost: boolean
  updateDescription: boolean
  shareSellThrough: boolean
  timeStamp: Seconds
  contact?: Tree | undefined
  reps?: Tree | undefined
}

export type Tag = { tagID: number; name: string }

export type TaxClass = { taxClassID: number; name: string; timeStamp: Seconds }

export type TaxCategory = {
  taxCategoryID: number
  isTaxInclusive: boolean
  tax1Name: string
  tax2Name: string
  tax1Rate: number
  tax2Rate: number
  timeStamp: Seconds
  /** Rates that differ for a class of items. */
  classes?:
    | { taxCategoryClassID: number; tax1Rate: number; tax2Rate: number; taxClassID: number }[]
    | undefined
}

export type PriceLevel = {
  priceLevelID: number
  name: string
  archived: boolean
  canBeArchived?: boolean | undefined
  type: string
}

export type Shop = {
  shopID: number
  name: string
  serviceRate: number
  timeZone: string
  taxLabor: boolean
  labelTitle: string
  labelMsrp: boolean
  archived: boolean
  timeStamp: Seconds
  companyRegistrationNumber: string
  vatNumber: string
  zebraBrowserPrint?: boolean | undefined
  contactID: number
  taxCategoryID: number
  receiptSetupID: number
  ccGatewayID: number
  gatewayConfigID?: number | undefined
  priceLevelID: number
  contact?: Tree | undefined
  receiptSetup?: Tree | undefined
  ccGateway?: Tree | undefined
}

export type Register = {
  registerID: number
  name: string
  open: boolean
  openTime: Seconds
  archived: boolean
  tipEnabled?: boolean | undefined
  openEmployeeID: number
  shopID: number
  ccTerminalID: number
}

export type Employee = {
  employeeID: number
  firstName: string
  lastName: string
  accessPin?: string | undefined
  lockOut: boolean
  archived: boolean
  timeStamp: Seconds
  contactID: number
  clockInEmployeeHoursID: number
  employeeRoleID: number
  limitToShopID: number
  lastShopID: number
  lastSaleID: number
  lastRegisterID: number
  contact?: Tree | undefined
  roleName: string
  rights: { employeeRightID: number; name: string }[]
}

export type Image = {
  imageID: number
  description: string
  filename: string
  ordering: number
  publicID: string
  baseImageURL: string
  size: number
  createTime: Seconds
  timeStamp: Seconds
  itemID: number
  itemMatrixID: number
}

export type CustomField = { customFieldID: number; name: string; type: string }

export type Inventory = { inventoryID: number; itemID: number }

/** Why a quantity on hand moved. */
export type InventoryLog = {
  inventoryLogID: number
  qohChange: number
  costChange: number
  createTime: Seconds
  automated: boolean
  reason: string
  causedNegative: boolean
  employeeID: number
  itemID: number
  shopID: number
  orderID: number
  saleID: number
}
