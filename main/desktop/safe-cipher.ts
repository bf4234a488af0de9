import { safeStorage } from 'electron'
import type { Cipher } from '../support/edge.ts'

// Electron 42 brought calls that do not block while a locked keyring asks for its password, Electron 46 removes the
// others. The older Electron of development and tests has only those.
const waits = 'encryptStringAsync' in safeStorage

const isThere = async (): Promise<boolean> =>
  waits ? safeStorage.isAsyncEncryptionAvailable() : safeStorage.isEncryptionAvailable()
const encrypt = async (text: string): Promise<Buffer> =>
  waits ? safeStorage.encryptStringAsync(text) : safeStorage.encryptString(text)
const decrypt = async (bytes: Buffer): Promise<string> =>
  waits ? (await safeStorage.decryptStringAsync(bytes)).result : safeStorage.decryptString(bytes)

/** How Chromium marks what it encrypts on Linux, where it found no keyring, with a password that everybody knows. */
const KNOWN_PASSWORD = 'v10'

/**
 * The system's own encryption (Keychain, DPAPI, the keyring). Asked only once the icon shows: a locked keyring opens a
 * password dialog. On Linux neither the name of the back-end nor its own word proves a keyring, so something is
 * encrypted and looked at.
 */
export const safeCipher: Cipher = {
  name: 'system',
  async available() {
    if (!(await isThere())) return false
    return process.platform !== 'linux' || !(await encrypt('x')).toString('latin1').startsWith(KNOWN_PASSWORD)
  },
  encrypt: async (text) => (await encrypt(text)).toString('base64'),
  decrypt: (text) => decrypt(Buffer.from(text, 'base64')),
}
