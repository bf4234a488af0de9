import type { Item, Matrix, Seconds } from './records.ts'

/** What the service fills in (recorded). */
export function newItem(itemID: number, now: Seconds): Item {
  return {
    itemID,
    systemSku: String(210_000_000_006 + itemID),
    defaultCost: 0,
    avgCost: 0,
    discountable: true,
    tax: true,
    archived: false,
    itemType: 'default',
    serialized: false,
    description: '',
    modelYear: 0,
    upc: '',
    ean: '',
    customSku: '',
    manufacturerSku: '',
    createTime: now,
    timeStamp: now,
    publishToEcom: false,
    categoryID: 0,
    taxClassID: 1,
    departmentID: 0,
    itemMatrixID: 0,
    manufacturerID: 0,
    seasonID: 0,
    defaultVendorID: 0,
    itemECommerceID: 0,
    prices: [],
    tagIDs: [],
  }
}

/** The same for a matrix of colours and sizes. */
export function newMatrix(itemMatrixID: number, now: Seconds): Matrix {
  return {
    itemMatrixID,
    description: '',
    tax: true,
    defaultCost: 0,
    itemType: 'default',
    serialized: false,
    modelYear: 0,
    archived: false,
    timeStamp: now,
    itemAttributeSetID: 1,
    manufacturerID: 0,
    categoryID: 0,
    defaultVendorID: 0,
    taxClassID: 1,
    seasonID: 0,
    departmentID: 0,
    itemECommerceID: 0,
    prices: [],
    tagIDs: [],
  }
}
