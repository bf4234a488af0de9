import { timingSafeEqual } from 'node:crypto'
import { rawUrlDecode } from './php.ts'
import { refuse, required } from './refusal.ts'
import type { Hash, Signed } from './signature.ts'
import { baseString, sign } from './signature.ts'

export type Integration = {
  /** The consumer's number, as messages name it. */
  id: number
  name: string
  consumerKey: string
  consumerSecret: string
  accessToken: string
  accessTokenSecret: string
  resources: 'all' | ReadonlySet<string>
  active: boolean
}

export type Credentials = {
  integrations: Map<string, Integration> // by consumer key
  byToken: Map<string, Integration>
  /** `nonce consumer`, each used up for good. */
  nonces: Set<string>
}

/** Who asks: the integration's number, none for a guest, and what it may do. */
export type Caller = { id: number | null; can(resource: string): boolean }

const guest: Caller = { id: null, can: () => false }
/** What a version takes, or its administrator allows. */
export type Allowed = { bearer: boolean; sha1: boolean }

const hashes: Record<string, Hash> = { 'HMAC-SHA1': 'sha1', 'HMAC-SHA256': 'sha256' }
const KEY_LENGTH = 32
const FUTURE_SECONDS = 600

/**
 * Who is asking: answers which rights the request has. Anything that is no OAuth and no accepted bearer token is a
 * guest without rights; a faulty OAuth header is refused with its own text.
 *
 * The checks come in Magento's order, so a wrong signature uses its nonce up. Source: recorded Magento 2.4.7.
 */
export function authorize(
  request: Signed & { authorization: string | undefined },
  credentials: Credentials,
  allowed: Allowed,
  nowSeconds: number,
): Caller {
  const header = request.authorization ?? ''
  const pieces = header.split(' ')
  if (pieces.length === 2 && pieces[0]?.toLowerCase() === 'bearer') {
    const integration = credentials.byToken.get(pieces[1] ?? '')
    return allowed.bearer && integration !== undefined ? callerOf(integration) : guest
  }
  const oauth = readHeader(header)
  if (oauth.size === 0) return guest
  const integration = checkOAuth(oauth, request, credentials, allowed.sha1, nowSeconds)
  return integration.active ? callerOf(integration) : guest
}

const callerOf = ({ id, resources }: Integration): Caller => ({
  id,
  can: (resource) => resources === 'all' || resources.has(resource),
})

function readHeader(header: string): Map<string, string> {
  const start = header.toLowerCase().indexOf('oauth ')
  const parameters = new Map<string, string>()
  if (start < 0) return parameters
  for (const part of header.slice(start + 6).split(',')) {
    const at = part.indexOf('=')
    if (at < 0) continue
    const name = part.slice(0, at).trim()
    if (name.startsWith('oauth_'))
      parameters.set(
        rawUrlDecode(name),
        rawUrlDecode(
          part
            .slice(at + 1)
            .trim()
            .replaceAll('"', ''),
        ),
      )
  }
  return parameters
}

const needed = [
  'oauth_consumer_key',
  'oauth_signature',
  'oauth_signature_method',
  'oauth_nonce',
  'oauth_timestamp',
  'oauth_token',
]

function checkOAuth(
  oauth: Map<string, string>,
  request: Signed,
  { integrations, byToken, nonces }: Credentials,
  sha1: boolean,
  nowSeconds: number,
): Integration {
  const get = (name: string): string => oauth.get(name) ?? ''
  const version = oauth.get('oauth_version')
  if (version !== undefined && version !== '1.0')
    throw refuse(400, 'The "%1" Oauth version isn\'t supported.', [version])
  checkPresent(needed.filter((name) => get(name) === ''))
  if (get('oauth_token').length !== KEY_LENGTH)
    throw refuse(400, 'The token length is invalid. Check the length and try again.')
  const hash = hashes[get('oauth_signature_method')]
  if (hash === undefined || (hash === 'sha1' && !sha1))
    throw refuse(400, 'Signature method %1 is not supported', [get('oauth_signature_method')])
  if (get('oauth_consumer_key').length !== KEY_LENGTH)
    throw refuse(401, 'Consumer key is not the correct length')
  const consumer = integrations.get(get('oauth_consumer_key'))
  if (consumer === undefined) throw refuse(401, 'A consumer having the specified key does not exist')

  const stamp = Number.parseInt(get('oauth_timestamp'), 10)
  if (!(stamp > 0 && stamp <= nowSeconds + FUTURE_SECONDS))
    throw refuse(401, 'An error occurred validating the nonce')
  const nonce = `${get('oauth_nonce')} ${consumer.id}`
  if (nonces.has(nonce))
    throw refuse(401, 'The nonce is already being used by the consumer with ID %1', [String(consumer.id)])
  nonces.add(nonce)

  const owner = byToken.get(get('oauth_token'))
  if (owner === undefined) throw refuse(401, 'Specified token does not exist')
  if (owner !== consumer) throw refuse(401, 'Token is not associated with the specified consumer')
  const signature = get('oauth_signature')
  oauth.delete('oauth_signature')
  const expected = sign(baseString(request, oauth), consumer.consumerSecret, consumer.accessTokenSecret, hash)
  if (!sameText(signature, expected)) throw refuse(401, 'The signature is invalid. Verify and try again.')
  return consumer
}

function checkPresent(missing: string[]): void {
  const [only] = missing
  if (only === undefined) return
  if (missing.length === 1) throw required(only)
  const errors = missing.map((fieldName) => ({
    message: '"%fieldName" is required. Enter and try again.',
    parameters: { fieldName },
  }))
  throw refuse(400, 'One or more input exceptions have occurred.', undefined, errors)
}

function sameText(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left), Buffer.from(right)]
  return a.length === b.length && timingSafeEqual(a, b)
}
