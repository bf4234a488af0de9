import type { Fields } from './tree.ts'

/**
 * The columns of each record, in the order in which the service answers them.
 * Recorded answers, and https://developers.lightspeedhq.com/retail/endpoints/
 */

export const itemFields = {
  itemID: 'number',
  systemSku: 'text',
  defaultCost: 'number',
  avgCost: 'number',
  discountable: 'flag',
  tax: 'flag',
  archived: 'flag',
  itemType: 'text',
  serialized: 'flag',
  description: 'text',
  modelYear: 'number',
  upc: 'text',
  ean: 'text',
  customSku: 'text',
  manufacturerSku: 'text',
  createTime: 'time',
  timeStamp: 'time',
  publishToEcom: 'flag',
  categoryID: 'number',
  taxClassID: 'number',
  departmentID: 'number',
  itemMatrixID: 'number',
  manufacturerID: 'number',
  seasonID: 'number',
  defaultVendorID: 'number',
  itemECommerceID: 'number',
} as const satisfies Fields

/** An item inside another record has two more. */
export const embeddedItemFields = {
  ...itemFields,
  itemAttributesID: 'number',
  noteID: 'number',
} as const satisfies Fields

export const itemShopFields = {
  itemShopID: 'number',
  qoh: 'number',
  sellable: 'number',
  backorder: 'number',
  componentQoh: 'number',
  componentBackorder: 'number',
  onLayaway: 'number',
  onSpecialOrder: 'number',
  onWorkorder: 'number',
  onTransferOut: 'number',
  onTransferIn: 'number',
  averageCost: 'number',
  reorderPoint: 'number',
  reorderLevel: 'number',
  timeStamp: 'time',
  itemID: 'number',
  shopID: 'number',
  m: 'tree',
} as const satisfies Fields

export const vendorNumFields = {
  itemVendorNumID: 'number',
  value: 'text',
  timeStamp: 'time',
  itemID: 'number',
  vendorID: 'number',
  cost: 'number',
} as const satisfies Fields

export const componentFields = {
  itemComponentID: 'number',
  quantity: 'number',
  componentGroup: 'number',
  assemblyItemID: 'number',
  componentItemID: 'number',
} as const satisfies Fields

export const eCommerceFields = {
  longDescription: 'text',
  shortDescription: 'text',
  weight: 'number',
  width: 'number',
  height: 'number',
  length: 'number',
  listOnStore: 'flag',
} as const satisfies Fields

export const noteFields = { note: 'text', isPublic: 'flag', timeStamp: 'time' } as const satisfies Fields

export const attributesFields = {
  attribute1: 'text',
  attribute2: 'text',
  attribute3: 'text',
  itemAttributeSetID: 'number',
} as const satisfies Fields

export const matrixFields = {
  itemMatrixID: 'number',
  description: 'text',
  tax: 'flag',
  defaultCost: 'number',
  itemType: 'text',
  serialized: 'flag',
  modelYear: 'number',
  archived: 'flag',
  timeStamp: 'time',
  itemAttributeSetID: 'number',
  manufacturerID: 'number',
  categoryID: 'number',
  defaultVendorID: 'number',
  taxClassID: 'number',
  seasonID: 'number',
  departmentID: 'number',
  itemECommerceID: 'number',
} as const satisfies Fields

export const attributeSetFields = {
  itemAttributeSetID: 'number',
  name: 'text',
  attributeName1: 'text',
  attributeName2: 'text',
  attributeName3: 'text',
  system: 'flag',
  archived: 'flag',
} as const satisfies Fields

export const categoryFields = {
  categoryID: 'number',
  name: 'text',
  nodeDepth: 'number',
  fullPathName: 'text',
  leftNode: 'number',
  rightNode: 'number',
  createTime: 'time',
  timeStamp: 'time',
  parentID: 'number',
} as const satisfies Fields

export const manufacturerFields = {
  manufacturerID: 'number',
  name: 'text',
  createTime: 'time',
  timeStamp: 'time',
} as const satisfies Fields

export const vendorFields = {
  vendorID: 'number',
  name: 'text',
  archived: 'flag',
  accountNumber: 'text',
  priceLevel: 'text',
  updatePrice: 'flag',
  updateCost: 'flag',
  updateDescription: 'flag',
  shareSellThrough: 'flag',
  timeStamp: 'time',
} as const satisfies Fields

export const tagFields = { tagID: 'number', name: 'text' } as const satisfies Fields

export const taxClassFields = {
  taxClassID: 'number',
  name: 'text',
  timeStamp: 'time',
} as const satisfies Fields

export const taxCategoryFields = {
  taxCategoryID: 'number',
  isTaxInclusive: 'flag',
  tax1Name: 'text',
  tax2Name: 'text',
  tax1Rate: 'number',
  tax2Rate: 'number',
  timeStamp: 'time',
} as const satisfies Fields

export const taxCategoryClassFields = {
  taxCategoryClassID: 'number',
  tax1Rate: 'number',
  tax2Rate: 'number',
  taxCategoryID: 'number',
  taxClassID: 'number',
} as const satisfies Fields

export const priceLevelFields = {
  priceLevelID: 'number',
  name: 'text',
  archived: 'flag',
  canBeArchived: 'flag',
  type: 'text',
} as const satisfies Fields

export const embeddedPriceLevelFields = {
  priceLevelID: 'number',
  name: 'text',
  type: 'text',
  archived: 'flag',
} as const satisfies Fields

export const shopFields = {
  shopID: 'number',
  name: 'text',
  serviceRate: 'number',
  timeZone: 'text',
  taxLabor: 'flag',
  labelTitle: 'text',
  labelMsrp: 'flag',
  archived: 'flag',
  timeStamp: 'time',
  companyRegistrationNumber: 'text',
  vatNumber: 'text',
  zebraBrowserPrint: 'flag',
  contactID: 'number',
  taxCategoryID: 'number',
  receiptSetupID: 'number',
  ccGatewayID: 'number',
  gatewayConfigID: 'number',
  priceLevelID: 'number',
} as const satisfies Fields

export const registerFields = {
  registerID: 'number',
  name: 'text',
  open: 'flag',
  openTime: 'time',
  archived: 'flag',
  tipEnabled: 'flag',
  openEmployeeID: 'number',
  shopID: 'number',
  ccTerminalID: 'number',
} as const satisfies Fields

export const employeeFields = {
  employeeID: 'number',
  firstName: 'text',
  lastName: 'text',
  accessPin: 'text',
  lockOut: 'flag',
  archived: 'flag',
  timeStamp: 'time',
  contactID: 'number',
  clockInEmployeeHoursID: 'number',
  employeeRoleID: 'number',
  limitToShopID: 'number',
  lastShopID: 'number',
  lastSaleID: 'number',
  lastRegisterID: 'number',
} as const satisfies Fields

export const imageFields = {
  imageID: 'number',
  description: 'text',
  filename: 'text',
  ordering: 'number',
  publicID: 'text',
  baseImageURL: 'text',
  size: 'number',
  createTime: 'time',
  timeStamp: 'time',
  itemID: 'number',
  itemMatrixID: 'number',
} as const satisfies Fields

export const inventoryFields = { inventoryID: 'number', itemID: 'number' } as const satisfies Fields

export const inventoryLogFields = {
  inventoryLogID: 'number',
  qohChange: 'number',
  costChange: 'number',
  createTime: 'time',
  automated: 'flag',
  reason: 'text',
  causedNegative: 'flag',
  employeeID: 'number',
  itemID: 'number',
  shopID: 'number',
  orderID: 'number',
  saleID: 'number',
} as const satisfies Fields
