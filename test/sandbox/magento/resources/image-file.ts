import type { State } from '../state/model.ts'
import { object, text } from '../web/input.ts'
import { refuse } from '../web/refusal.ts'

export const contentReader = object('\\Magento\\Framework\\Api\\Data\\ImageContentInterface', {
  base64_encoded_data: text,
  type: text,
  name: text,
})

export type ContentInput = ReturnType<typeof contentReader.read>

/** A picture's bytes as they were sent, and the name that its file would like to have. */
export type ImageFile = { mime: string; content: string; wanted: string }

const signatures: [mime: string, start: string][] = [
  ['image/png', '89504e470d0a1a0a0000000d49484452'],
  ['image/jpeg', 'ffd8ff'],
  ['image/gif', '47494638'],
  ['image/webp', '52494646'],
  ['image/bmp', '424d'],
]

const extensions: Record<string, string> = { 'image/png': 'png', 'image/jpeg': 'jpg', 'image/gif': 'gif' }

/** What the bytes begin like; a file that is cut short is not noticed. */
function mimeOf(bytes: Buffer): string | undefined {
  const start = bytes.subarray(0, 16).toString('hex')
  return signatures.find(([, signature]) => start.startsWith(signature))?.[0]
}

/**
 * Checks a picture in Magento's order: bytes, type, name. The extension of the name is not looked at.
 * Source: recorded Magento 2.4.7.
 */
export function readImage(input: ContentInput): ImageFile {
  const data = input.base64_encoded_data ?? ''
  const isBase64 = data !== '' && /^[A-Za-z0-9+/\s]+={0,2}$/.test(data)
  const mime = isBase64 ? mimeOf(Buffer.from(data, 'base64')) : undefined
  if (mime === undefined) throw refuse(400, 'The image content must be valid base64 encoded data.')
  const extension = extensions[mime]
  if (extension === undefined || input.type !== mime)
    throw refuse(400, 'The image MIME type is not valid or not supported.')
  const name = input.name ?? ''
  if (name === '' || /[\\/?*:";<>()|{}]/.test(name))
    throw refuse(400, 'Provided image name contains forbidden characters.')
  const full = /\.[^.]+$/.test(name) ? name : `${name}.${extension}`
  return { mime, content: data, wanted: pathOf(full.replace(/[^a-z0-9_.-]+/gi, '_').toLowerCase()) }
}

/** Two folders named after the first two characters. */
function pathOf(name: string): string {
  const folder = (at: number): string => (name[at] ?? '_').replace('.', '_')
  return `/${folder(0)}/${folder(1)}/${name}`
}

/** The wanted name, with a number where another file has it: `front_1.jpg`. */
export function freeName(state: State, wanted: string, alsoTaken: ReadonlySet<string>): string {
  const isTaken = (path: string): boolean => state.files.has(path) || alsoTaken.has(path)
  if (!isTaken(wanted)) return wanted
  const dot = wanted.lastIndexOf('.')
  for (let count = 1; ; count += 1) {
    const path = `${wanted.slice(0, dot)}_${count}${wanted.slice(dot)}`
    if (!isTaken(path)) return path
  }
}
