import { safeStorage } from 'electron'
import type { Cipher } from '../support/edge.ts'

/**
 * The system's own encryption (Keychain, DPAPI, the keyring). Asked only once the icon shows: a locked keyring
 * opens a password dialog and blocks. Without a keyring Linux would use a password that everybody knows
 * (`basic_text`); that is refused unless `weak` says that the merchant has agreed.
 */
export function safeCipher(weak: boolean): Cipher {
  return {
    name: 'system',
    async available() {
      if (!safeStorage.isEncryptionAvailable()) return weak
      return process.platform !== 'linux' || safeStorage.getSelectedStorageBackend() !== 'basic_text' || weak
    },
    encrypt: async (text) => safeStorage.encryptString(text).toString('base64'),
    decrypt: async (text) => safeStorage.decryptString(Buffer.from(text, 'base64')),
  }
}
