import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { LightspeedConnected } from '../../shared/connect.ts'
import { type Failure, message } from '../../shared/message.ts'
import { assertNever, err, ok, type Result } from '../../shared/result.ts'
import type { ServeTokensInput, TokenServiceDesk } from '../../shared/token-service.ts'
import { authorizationFailure } from '../lightspeed/authorization-error.ts'
import { createLightspeed, type Lightspeed } from '../lightspeed/lightspeed.ts'
import { secureOnly } from '../lightspeed/secure.ts'
import type { TokenBook } from '../lightspeed/token-service/book.ts'
import { addKey, revokeKey, withoutHash } from '../lightspeed/token-service/desk-keys.ts'
import { disconnectAccount } from '../lightspeed/token-service/disconnect.ts'
import { createHandOut } from '../lightspeed/token-service/hand-out.ts'
import { type ServeError, serveTokens, type Tls } from '../lightspeed/token-service/server.ts'
import type { TokenStore, Tokens } from '../lightspeed/tokens.ts'
import { holdLock } from '../store/lock.ts'
import { lookAtCertificate } from '../support/certificate.ts'
import type { Edge } from '../support/edge.ts'
import { openTokenBook } from './token-book.ts'

/** Wires the token service of a data folder together: a program beside the sync, with files of its own. */
export function openTokenService(edge: Edge): TokenServiceDesk {
  const { clock, random, log, addresses, cipher } = edge
  const folder = join(edge.dataFolder, 'token-service')
  const book = openTokenBook(folder, cipher, clock)
  let connecting: Lightspeed | null = null

  return {
    async begin({ id, secret }) {
      if (!(await cipher.available())) return err({ message: message(`vault.unavailable.${cipher.name}`) })
      connecting = createLightspeed({
        http: edge.http,
        clock,
        random,
        log,
        tokens: intoBook(book, secret, Buffer.from(random.bytes(16)).toString('hex')),
        addresses,
        clientId: () => id,
        clientSecret: secret,
        // The browser is elsewhere: this computer may have none.
        callback: async () => null,
        certificateLook: lookAtCertificate,
      })
      return ok(await connecting.beginAuthorization({}, () => {}))
    },
    async finish(redirected): Promise<Result<LightspeedConnected, Failure>> {
      const found = await connecting?.finishAuthorization(redirected)
      connecting?.close()
      if (found === undefined) return err(authorizationFailure({ kind: 'not-begun' }))
      return found.ok ? found : err(authorizationFailure(found.error))
    },
    addKey: async (name, accountId) => failing(await addKey({ book, clock, random }, name, accountId)),
    keys: async () => {
      const keys = await book.keys()
      return keys.ok ? ok(keys.value.map(withoutHash)) : failing(keys)
    },
    revokeKey: async (name) => failing(await revokeKey(book, name)),
    disconnect: async (accountId) =>
      failing(
        await disconnectAccount(
          { book, http: secureOnly(edge.http), address: addresses.lightspeedAuth },
          accountId,
        ),
      ),
    async serve(input) {
      const keys = await book.keys()
      if (!keys.ok) return failing(keys)
      if (!(await cipher.available())) return err({ message: message(`vault.unavailable.${cipher.name}`) })
      const tls = readTls(input)
      if (!tls.ok) return tls
      // Two services would refresh against each other, and only one of the new pairs would live.
      const lock = holdLock(join(folder, 'service.lock'))
      if (lock === null) return err({ message: message('tokenService.running') })
      const handOut = createHandOut({
        http: secureOnly(edge.http),
        clock,
        log,
        book,
        address: addresses.lightspeedAuth,
      })
      const served = await serveTokens(handOut, input, tls.value, log)
      if (!served.ok) {
        lock.release()
        return err(serveFailure(served.error, input))
      }
      const { url, fingerprint, close } = served.value
      log.info('token service serves', { url, accounts: book.accounts().length, keys: keys.value.length })
      return ok({
        url,
        fingerprint,
        accounts: book.accounts().length,
        keys: keys.value.length,
        async close() {
          await close()
          lock.release()
        },
      })
    },
  }
}

/** The tokens of one connecting: in memory until it is known which account they are for, and from then on in the book. */
function intoBook(book: TokenBook, clientSecret: string, connection: string): TokenStore {
  let kept: Tokens | null = null
  return {
    load: async () => ok(kept),
    save: async (tokens) => {
      kept = tokens
      if (tokens === null || 'service' in tokens || tokens.accountId === null) return ok(null)
      return book.write(tokens.accountId, { connection, clientSecret, tokens })
    },
  }
}

function readTls({ tls }: ServeTokensInput): Result<Tls | null, Failure> {
  if (tls === null) return ok(null)
  try {
    return ok({
      certificate: readFileSync(tls.certificateFile, 'utf8'),
      key: readFileSync(tls.keyFile, 'utf8'),
    })
  } catch (cause) {
    return err(serveFailure({ kind: 'bad-certificate', reason: String(cause) }, null))
  }
}

function serveFailure(error: ServeError, at: { host: string; port: number } | null): Failure {
  switch (error.kind) {
    case 'needs-certificate':
      return { message: message('tokenService.needs-certificate') }
    case 'bad-certificate':
      return { message: message('tokenService.bad-certificate'), details: error.reason }
    case 'not-listening':
      return {
        message: message('tokenService.not-listening', { at: `${at?.host}:${at?.port}` }),
        details: error.reason,
      }
    default:
      return assertNever(error, 'serveFailure')
  }
}

const failing = <T>(result: Result<T, Failure['message']>): Result<T, Failure> =>
  result.ok ? result : err({ message: result.error })
