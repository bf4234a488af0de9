import { z } from 'zod'
import { decimal, flag, id, instant, many, maybeDecimal, one, reference, text } from '../wire.ts'

/** The names of what varies. Set 2, "Size", uses only the second. Source: https://developers.lightspeedhq.com/retail/endpoints/ItemAttributeSet/ */
export const ItemAttributeSet = z.object({
  itemAttributeSetID: id,
  name: text,
  attributeName1: text,
  attributeName2: text,
  attributeName3: text,
})
export type ItemAttributeSet = z.infer<typeof ItemAttributeSet>

/** `"White"`, `["S", "M"]` or `""`. */
const values = z.union([text.transform((value) => (value === '' ? [] : [value])), z.array(text)])

/** A matrix: what its variants share. Source: https://developers.lightspeedhq.com/retail/endpoints/ItemMatrix/ */
export const ItemMatrix = z.object({
  itemMatrixID: id,
  description: text,
  itemType: text,
  archived: flag,
  tax: flag,
  defaultCost: maybeDecimal,
  timeStamp: instant,
  itemAttributeSetID: reference,
  manufacturerID: reference,
  categoryID: reference,
  defaultVendorID: reference,
  taxClassID: reference,
  attribute1Values: values,
  attribute2Values: values,
  attribute3Values: values,
  ItemAttributeSet: one(ItemAttributeSet),
  Prices: many('ItemPrice', z.object({ amount: decimal, useTypeID: id, useType: text })),
})
export type ItemMatrix = z.infer<typeof ItemMatrix>
