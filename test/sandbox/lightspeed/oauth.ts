import { createHash } from 'node:crypto'
import type { Random } from '../random.ts'
import type { SandboxClock, SandboxRequest, SandboxResponse } from '../types.ts'
import { readForm } from './body.ts'
import { createClientGuard } from './client-guard.ts'
import { type Connections, createConnections, type Tokens } from './connections.ts'
import { consentPage } from './consent.ts'
import { publicKeys } from './jwt.ts'
import type { Options } from './options.ts'
import { type Parameter, parameterOf, parseQuery } from './query.ts'
import { oauthError } from './refusal.ts'
import { parseScopes } from './rights.ts'

type Code = {
  challenge: { text: string; method: string } | undefined
  scopes: readonly string[]
  employeeID: number
  expiresAt: number
  used: boolean
}

export type OAuth = {
  connections: Connections
  /** `METHOD oauth/…` of a request to the authorization server, undefined for any other request. */
  route(request: SandboxRequest): string | undefined
  handle(request: SandboxRequest): SandboxResponse
  /**
   * What the merchant's click on Allow does.
   *
   * @returns the address to which the browser is sent, with code and state
   */
  approve(authorizeUrl: string, employeeID?: number): string
}

const CODE_MS = 60_000

/**
 * https://developers.lightspeedhq.com/retail/authentication/authorization-code-grant/
 *
 * @param owner the employee who is asked for consent
 */
export function createOAuth(
  clock: SandboxClock,
  random: Random,
  options: Options,
  owner: () => number,
): OAuth {
  const codes = new Map<string, Code>()
  const connections = createConnections(clock, random, options)
  const guard = createClientGuard(clock, options)

  const authorize = (url: string, employeeID: number): SandboxResponse => {
    const query = parseQuery(url)
    const refused = refusedAuthorize(query, options)
    if (refused !== undefined) return refused
    const consent = parameterOf(query, 'consent')
    if (consent === undefined) return consentPage(url, parseScopes(parameterOf(query, 'scope')) ?? [])
    const state = parameterOf(query, 'state')
    const back = new URL(options.redirectUri)
    if (consent === 'allow') back.searchParams.set('code', makeCode(query, employeeID))
    else back.searchParams.set('error', 'access_denied')
    if (state !== undefined) back.searchParams.set('state', state)
    return { status: 302, headers: { Location: back.toString(), 'Content-Type': 'text/html' }, body: '' }
  }

  const makeCode = (query: readonly Parameter[], employeeID: number): string => {
    const code = `def50200${random.hex(120)}`
    const challenge = parameterOf(query, 'code_challenge')
    codes.set(code, {
      challenge: challenge === undefined ? undefined : { text: challenge, method: methodOf(query) },
      scopes: parseScopes(parameterOf(query, 'scope')) ?? [],
      employeeID,
      expiresAt: clock.now() + CODE_MS,
      used: false,
    })
    return code
  }

  const exchange = (form: ReadonlyMap<string, string>): SandboxResponse => {
    const text = form.get('code')
    if (!text) return missing('code')
    const code = codes.get(text)
    if (code === undefined)
      return badGrant('The authorization code is invalid.', 'Cannot decrypt the authorization code')
    if (clock.now() > code.expiresAt)
      return badGrant('The authorization code is invalid.', 'Authorization code has expired')
    if (code.used)
      return badGrant('The authorization code is invalid.', 'Authorization code has been revoked')
    if (code.challenge !== undefined) {
      const verifier = form.get('code_verifier')
      if (!verifier || !/^[A-Za-z0-9_-]{43,128}$/.test(verifier)) return missing('code_verifier')
      if (challengeFor(verifier, code.challenge.method) !== code.challenge.text)
        return badGrant('The authorization grant is invalid.', 'Failed to verify `code_verifier`.')
    }
    code.used = true
    return tokensAnswer(connections.connect(code.employeeID, code.scopes))
  }

  const refresh = (form: ReadonlyMap<string, string>): SandboxResponse => {
    const token = form.get('refresh_token')
    if (!token) return missing('refresh_token')
    const answer = connections.refresh(token)
    switch (answer.kind) {
      case 'tokens':
        return tokensAnswer(answer.tokens)
      case 'unknown':
        return badGrant('The refresh token is invalid.', 'Cannot decrypt the refresh token')
      case 'revoked':
        return badGrant('The refresh token is invalid.', 'Token has been revoked')
      case 'expired':
        return badGrant('The refresh token is invalid.', 'Token has expired')
      case 'too-many': {
        const refused = oauthError(429, 'too_many_requests', 'Too many attempts to refresh this connection.')
        return { ...refused, headers: { ...refused.headers, 'Retry-After': '60' } }
      }
    }
  }

  const token = (request: SandboxRequest): SandboxResponse => {
    if (request.method !== 'POST') return oauthError(405, 'invalid_request', 'Only POST is allowed here.')
    const form = readForm(request)
    if (form === undefined) return missing('grant_type')
    const stranger = guard(form, options.clientSecret !== undefined)
    if (stranger !== undefined) return stranger
    const extra = ['redirect_uri', 'scope'].find((name) => form.has(name))
    if (extra === 'redirect_uri') return invalidRequest('Invalid redirect URI')
    if (extra === 'scope')
      return oauthError(400, 'invalid_scope', 'The requested scope is invalid, unknown, or malformed')
    switch (form.get('grant_type')) {
      case 'authorization_code':
        return exchange(form)
      case 'refresh_token':
        return refresh(form)
      default:
        return missing('grant_type')
    }
  }

  const revoke = (request: SandboxRequest): SandboxResponse => {
    const form = readForm(request)
    if (form === undefined) return missing('refresh_token')
    const stranger = guard(form, options.clientSecret !== undefined || !options.publicMayRevoke)
    if (stranger !== undefined) return stranger
    const token = form.get('refresh_token')
    if (!token) return missing('refresh_token')
    connections.revoke(token)
    return { status: 200, headers: { 'Content-Type': 'application/json' }, body: '{}' }
  }

  const answers: Readonly<Record<string, (request: SandboxRequest) => SandboxResponse>> = {
    'GET oauth/authorize': (request) => authorize(request.url, owner()),
    'GET oauth/token': token,
    'PUT oauth/token': token,
    'POST oauth/token': token,
    'POST oauth/revoke': revoke,
    'GET oauth/jwks': () => ({
      status: 200,
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(publicKeys()),
    }),
  }

  const route = (request: SandboxRequest): string | undefined => {
    const path = request.url.split('?')[0] ?? ''
    const name = path === '/.well-known/jwks' ? 'jwks' : /^\/auth\/oauth\/(\w+)$/.exec(path)?.[1]
    return name === undefined ? undefined : `${request.method} oauth/${name}`
  }

  return {
    connections,
    route,
    handle: (request) => {
      const name = route(request) ?? ''
      const answer = answers[name]
      return answer?.(request) ?? oauthError(501, 'not_modelled', `The sandbox does not model ${name}.`)
    },
    approve: (authorizeUrl, employeeID = owner()) => {
      const answer = authorize(`${authorizeUrl}&consent=allow`, employeeID)
      const location = 'headers' in answer ? answer.headers.Location : undefined
      if (location === undefined) throw new Error(`not authorized: ${JSON.stringify(answer)}`)
      return location
    },
  }
}

function refusedAuthorize(query: readonly Parameter[], options: Options): SandboxResponse | undefined {
  if (parameterOf(query, 'client_id') !== options.clientId)
    return oauthError(400, 'invalid_client', 'Client authentication failed')
  if (parameterOf(query, 'response_type') !== 'code') return missing('response_type')
  if (parseScopes(parameterOf(query, 'scope')) === undefined)
    return oauthError(400, 'invalid_scope', 'The requested scope is invalid, unknown, or malformed')
  const redirect = parameterOf(query, 'redirect_uri')
  if (redirect !== undefined && redirect !== options.redirectUri)
    return invalidRequest('Invalid redirect URI')
  const challenge = parameterOf(query, 'code_challenge')
  if (challenge === undefined)
    return options.clientSecret === undefined
      ? invalidRequest('Code challenge must be provided for public clients')
      : undefined
  if (!['S256', 'plain'].includes(methodOf(query)))
    return invalidRequest('Code challenge method must be one of `S256`, `plain`')
  return /^[A-Za-z0-9_-]{43,128}$/.test(challenge) ? undefined : invalidRequest('Code challenge is malformed')
}

const methodOf = (query: readonly Parameter[]): string =>
  parameterOf(query, 'code_challenge_method') ?? 'plain'

const challengeFor = (verifier: string, method: string): string =>
  method === 'S256' ? createHash('sha256').update(verifier).digest('base64url') : verifier

const tokensAnswer = (tokens: Tokens): SandboxResponse => ({
  status: 200,
  headers: { 'Content-Type': 'application/json; charset=UTF-8', 'Cache-Control': 'no-store' },
  body: JSON.stringify(tokens),
})

const INVALID_REQUEST =
  'The request is missing a required parameter, includes an invalid parameter value, includes a parameter more than once, or is otherwise malformed.'

const invalidRequest = (hint: string) => oauthError(400, 'invalid_request', INVALID_REQUEST, hint)

const missing = (parameter: string) => invalidRequest(`Check the \`${parameter}\` parameter`)

const badGrant = (description: string, hint: string) => oauthError(400, 'invalid_grant', description, hint)
