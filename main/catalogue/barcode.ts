/** The item's codes that can stand on its label; empty where there is none. */
export type Labels = { readonly upc: string; readonly ean: string }

/** A UPC-A, EAN-13 or GTIN-14: one number, with as many zeros in front as its form wants (GS1). */
const number = /^\d{12,14}$/
const LENGTHS = [12, 13, 14]

/** The barcodes of an item, each once; zeros alone are none. */
export function barcodesOf({ upc, ean }: Labels): readonly string[] {
  const codes = [upc, ean].map((code) => code.trim()).filter((code) => !/^0*$/.test(code))
  return [...new Map(codes.map((code) => [barcodeKey(code), code])).values()]
}

/** The same for every spelling of a barcode. */
export const barcodeKey = (code: string): string =>
  number.test(code.trim()) ? code.trim().padStart(14, '0') : code.trim().toLowerCase()

/** Every way in which one barcode may be written down. */
export function spellings(code: string): readonly string[] {
  if (!number.test(code)) return [code]
  const bare = code.replace(/^0+/, '')
  return LENGTHS.filter((length) => length >= bare.length).map((length) => bare.padStart(length, '0'))
}
