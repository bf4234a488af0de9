import { z } from 'zod'

/** Lightspeed's `itemID`, a decimal string; of a matrix its `itemMatrixID` with a minus sign before it. */
export const ItemId = z
  .string()
  .regex(/^-?\d{1,15}$/)
  .brand('ItemId')
export type ItemId = z.infer<typeof ItemId>

/** The matrix of this number, among the items. */
export const matrixItemId = (matrixId: string): ItemId => ItemId.parse(`-${matrixId}`)

export const isMatrixId = (itemId: ItemId): boolean => itemId.startsWith('-')

/** Lightspeed's `shopID`. `0` is the total of all shops and never a shop. */
export const ShopId = z
  .string()
  .regex(/^\d{1,15}$/)
  .brand('ShopId')
export type ShopId = z.infer<typeof ShopId>

/** A Magento SKU as it is sent: trimmed, 1 to 64 characters (recorded Magento 2.4.7). */
export const Sku = z.string().min(1).max(64).brand('Sku')
export type Sku = z.infer<typeof Sku>

/** Code of a Magento MSI source; `default` stands for the single stock of a shop without MSI. */
export const SourceCode = z.string().min(1).brand('SourceCode')
export type SourceCode = z.infer<typeof SourceCode>

export const RunId = z.number().int().positive().brand('RunId')
export type RunId = z.infer<typeof RunId>

/** SHA-256 over a canonical projected value, in hexadecimal. */
export const Fingerprint = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .brand('Fingerprint')
export type Fingerprint = z.infer<typeof Fingerprint>

/** A moment: ISO 8601 in UTC. */
export const Instant = z.iso.datetime()
export type Instant = z.infer<typeof Instant>

/** Money or another decimal number as text, `.` as separator, no exponent, no trailing zeros: `39.95`. */
export const Decimal = z
  .string()
  .regex(/^-?\d+(\.\d*[1-9])?$/)
  .brand('Decimal')
export type Decimal = z.infer<typeof Decimal>
