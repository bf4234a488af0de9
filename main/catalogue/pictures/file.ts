/** What is wrong with the file of a picture. Each is a problem of the item. */
export type PictureFault =
  | 'picture-missing' // nothing at its address
  | 'picture-broken' // not a picture, or not all of it
  | 'picture-type' // one that the shop refuses
  | 'picture-too-large'

/** A picture that Magento takes: JPEG, PNG or GIF. Source: recorded Magento 2.4.7 refuses every other type. */
export type PictureType = { readonly mime: string; readonly ending: string }

type Known = PictureType & {
  readonly begins: string
  /** How a whole file ends. */
  readonly ends: string
}

const taken: readonly Known[] = [
  { mime: 'image/jpeg', ending: 'jpg', begins: 'ffd8ff', ends: 'ffd9' },
  { mime: 'image/png', ending: 'png', begins: '89504e470d0a1a0a', ends: '49454e44ae426082' },
  { mime: 'image/gif', ending: 'gif', begins: '474946383761', ends: '3b' },
  { mime: 'image/gif', ending: 'gif', begins: '474946383961', ends: '3b' },
]

/** Beginnings of pictures that Magento refuses: WebP, BMP, TIFF twice; AVIF and HEIC name themselves further on. */
const refused = ['52494646', '424d', '49492a00', '4d4d002a']
const refusedBoxes = ['ftypavif', 'ftypheic', 'ftypmif1']

/** Bytes after the end that cameras and programs leave there. */
const TAIL = 4096

/** What a file is by its own bytes; what its name or its server says of it does not count. */
export function pictureType(bytes: Uint8Array): PictureType | PictureFault {
  const start = hex(bytes.subarray(0, 8))
  const known = taken.find(({ begins }) => start.startsWith(begins))
  if (known !== undefined) return isWhole(bytes, known) ? known : 'picture-broken'
  const box = Buffer.from(bytes.subarray(4, 12)).toString('latin1')
  const isRefused = refused.some((begins) => start.startsWith(begins)) || refusedBoxes.includes(box)
  return isRefused ? 'picture-type' : 'picture-broken'
}

/** A file that was cut short is taken by Magento and shows half a picture, so it is found here. */
const isWhole = (bytes: Uint8Array, { ends }: Known): boolean => {
  const tail = Buffer.from(bytes.subarray(Math.max(0, bytes.length - TAIL)))
  return tail.includes(Buffer.from(ends, 'hex'))
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
