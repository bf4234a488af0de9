import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import type { Cipher } from '../support/edge.ts'

const KEY_BYTES = 32
const NONCE_BYTES = 12
const TAG_BYTES = 16

/**
 * AES-256-GCM with the key of a file: 32 bytes as hexadecimal or Base64, readable by its owner alone.
 *
 * What it encrypts is Base64 of nonce (12 bytes), tag (16) and text. Without a usable key it is not available.
 *
 * @param file `TILLBRIDGE_VAULT_KEY_FILE`
 */
export function keyFileCipher(file: string | undefined): Cipher {
  return {
    name: 'key-file',
    available: async () => readKey(file) !== null,
    encrypt: async (text) => {
      // Not chance as a parameter: a nonce that came twice would give the key away.
      const nonce = randomBytes(NONCE_BYTES)
      const cipher = createCipheriv('aes-256-gcm', keyOf(file), nonce)
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64')
    },
    decrypt: async (text) => {
      const bytes = Buffer.from(text, 'base64')
      const nonce = bytes.subarray(0, NONCE_BYTES)
      const decipher = createDecipheriv('aes-256-gcm', keyOf(file), nonce, { authTagLength: TAG_BYTES })
      decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES))
      const body = bytes.subarray(NONCE_BYTES + TAG_BYTES)
      return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8')
    },
  }
}

/**
 * The weaker protection: AES-256-GCM like the key file's, but the key is made here, the first time that something is
 * encrypted, and lies beside the vault. Whoever can read the folder can read the secrets.
 */
export function ownKeyCipher(file: string): Cipher {
  const cipher = keyFileCipher(file)
  return {
    name: 'own-key',
    available: async () => true,
    encrypt: (text) => {
      if (!existsSync(file))
        writeFileSync(file, randomBytes(KEY_BYTES).toString('hex'), { mode: 0o600, flag: 'wx' })
      return cipher.encrypt(text)
    },
    decrypt: cipher.decrypt,
  }
}

function keyOf(file: string | undefined): Buffer {
  const key = readKey(file)
  if (key === null) throw new Error('There is no usable key file')
  return key
}

/** Null when no file is named, it is not there, others can read it, or it holds no key. */
function readKey(file: string | undefined): Buffer | null {
  if (file === undefined || file === '') return null
  try {
    // Windows keeps rights elsewhere: every file looks the same there.
    const othersMayRead = process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0
    return othersMayRead ? null : parseKey(readFileSync(file, 'utf8').trim())
  } catch {
    return null
  }
}

function parseKey(text: string): Buffer | null {
  if (/^[0-9a-f]{64}$/i.test(text)) return Buffer.from(text, 'hex')
  const key = Buffer.from(text, 'base64')
  return /^[A-Za-z0-9+/]+={0,2}$/.test(text) && key.length === KEY_BYTES ? key : null
}
