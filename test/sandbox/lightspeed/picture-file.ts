import { createHash } from 'node:crypto'
import { crc32, deflateSync } from 'node:zlib'

type Colour = readonly [red: number, green: number, blue: number]

/** Fields along one side, and pixels along the side of one. */
const FIELDS = 8
const PIXELS = 8
const SIDE = FIELDS * PIXELS

/**
 * A small picture of its own for every look: eight by eight fields, the left half mirrored on the right.
 *
 * The same look and type give the same bytes.
 */
export function pictureFile(look: string, type: 'jpg' | 'png'): Uint8Array {
  const fields = fieldsOf(look)
  return type === 'png' ? png(fields) : jpeg(fields)
}

function fieldsOf(look: string): readonly (readonly Colour[])[] {
  const digest = createHash('sha256').update(look).digest()
  const byte = (at: number): number => digest[at] ?? 0
  const ink: Colour = [byte(0) >> 1, byte(1) >> 1, byte(2) >> 1]
  const paper: Colour = [255 - (byte(3) >> 3), 255 - (byte(4) >> 3), 255 - (byte(5) >> 3)]
  const isInk = (x: number, y: number): boolean => ((byte(6 + y) >> Math.min(x, FIELDS - 1 - x)) & 1) === 1
  return Array.from({ length: FIELDS }, (_, y) =>
    Array.from({ length: FIELDS }, (_, x) => (isInk(x, y) ? ink : paper)),
  )
}

function png(fields: readonly (readonly Colour[])[]): Uint8Array {
  const rows = fields.flatMap((row) => {
    const line = Buffer.from([
      0,
      ...row.flatMap((colour) => Array.from({ length: PIXELS }, () => colour).flat()),
    ])
    return Array.from({ length: PIXELS }, () => line)
  })
  const header = Buffer.alloc(13)
  header.writeUInt32BE(SIDE, 0)
  header.writeUInt32BE(SIDE, 4)
  header.set([8, 2, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.concat(rows))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data])
  const frame = Buffer.alloc(8)
  frame.writeUInt32BE(data.length, 0)
  frame.writeUInt32BE(crc32(body), 4)
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)])
}

/**
 * Baseline JPEG of even fields: each block of 8 by 8 is its mean and nothing else, which makes for the two shortest
 * Huffman tables that there are. https://www.w3.org/Graphics/JPEG/itu-t81.pdf
 */
function jpeg(fields: readonly (readonly Colour[])[]): Uint8Array {
  const components = [1, 2, 3]
  return Buffer.concat([
    Buffer.from('ffd8', 'hex'),
    segment(0xe0, [...Buffer.from('JFIF\0', 'latin1'), 1, 1, 0, 0, 1, 0, 1, 0, 0]),
    segment(0xdb, [0, ...Array.from({ length: 64 }, () => 8)]),
    segment(0xc0, [8, 0, SIDE, 0, SIDE, 3, ...components.flatMap((id) => [id, 0x11, 0])]),
    // twelve codes of four bits for the size of a difference, one of one bit for the end of a block
    segment(0xc4, [
      0x00,
      0,
      0,
      0,
      12,
      ...Array.from({ length: 12 }, () => 0),
      ...Array.from({ length: 12 }, (_, at) => at),
    ]),
    segment(0xc4, [0x10, 1, ...Array.from({ length: 15 }, () => 0), 0]),
    segment(0xda, [3, ...components.flatMap((id) => [id, 0]), 0, 63, 0]),
    scan(fields),
    Buffer.from('ffd9', 'hex'),
  ])
}

const segment = (marker: number, body: readonly number[]): Buffer =>
  Buffer.from([0xff, marker, (body.length + 2) >> 8, (body.length + 2) & 0xff, ...body])

function scan(fields: readonly (readonly Colour[])[]): Buffer {
  const before = [0, 0, 0]
  let bits = ''
  for (const colour of fields.flat())
    for (const [at, value] of levels(colour).entries()) {
      const difference = value - (before[at] ?? 0)
      before[at] = value
      const size = difference === 0 ? 0 : Math.floor(Math.log2(Math.abs(difference))) + 1
      const written = difference < 0 ? difference + 2 ** size - 1 : difference
      bits += size.toString(2).padStart(4, '0')
      if (size > 0) bits += written.toString(2).padStart(size, '0')
      bits += '0'
    }
  const bytes = bits.match(/.{1,8}/g)?.map((part) => Number.parseInt(part.padEnd(8, '1'), 2)) ?? []
  return Buffer.from(bytes.flatMap((byte) => (byte === 0xff ? [0xff, 0] : [byte])))
}

/** Brightness and the two colour differences, around 0. */
const levels = ([red, green, blue]: Colour): readonly number[] =>
  [
    0.299 * red + 0.587 * green + 0.114 * blue - 128,
    -0.168736 * red - 0.331264 * green + 0.5 * blue,
    0.5 * red - 0.418688 * green - 0.081312 * blue,
  ].map((level) => Math.max(-128, Math.min(127, Math.round(level))))
