import { createHash } from 'node:crypto'
import { join, resolve } from 'node:path'

/** Longest path of a Unix socket that every system takes (macOS: 104 bytes with the ending zero). */
const MOST_SOCKET_BYTES = 100

/**
 * Where the owner of a data folder listens: a socket inside the folder (0700), which only this user can open;
 * a named pipe on Windows; a socket in the runtime folder where the path would be too long.
 */
export function ownerAddress(dataFolder: string, platform: NodeJS.Platform, shortFolder: string): string {
  const name = createHash('sha256').update(resolve(dataFolder)).digest('hex').slice(0, 16)
  if (platform === 'win32') return `\\\\.\\pipe\\tillbridge-${name}`
  const inside = join(resolve(dataFolder), 'owner.sock')
  return Buffer.byteLength(inside) <= MOST_SOCKET_BYTES
    ? inside
    : join(shortFolder, `tillbridge-${name}.sock`)
}
