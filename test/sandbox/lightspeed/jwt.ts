import { createSign, generateKeyPairSync, type KeyObject } from 'node:crypto'

const KEY_ID = 'SANDBOX_1'

let keys: { privateKey: KeyObject; publicKey: KeyObject } | undefined

/** Made once, when the first token is: making a pair takes longer than all the rest of a small test. */
function signingKeys(): { privateKey: KeyObject; publicKey: KeyObject } {
  keys ??= generateKeyPairSync('rsa', { modulusLength: 2048 })
  return keys
}

/**
 * A signed access token. Times are floats and the account is in `acct`.
 * https://developers.lightspeedhq.com/retail/authentication/access-token/
 */
export function signToken(claims: Record<string, string | number>): string {
  const head = encode({ typ: 'JWT', alg: 'RS256', kid: KEY_ID })
  const content = `${head}.${encode(claims)}`
  const signature = createSign('RSA-SHA256').update(content).sign(signingKeys().privateKey)
  return `${content}.${signature.toString('base64url')}`
}

/** The keys with which anybody may check a token. */
export function publicKeys(): object {
  const key = signingKeys().publicKey.export({ format: 'jwk' })
  return { keys: [{ ...key, use: 'sig', alg: 'RS256', kid: KEY_ID }] }
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}
