import { createHash } from 'node:crypto'
import { standingClock } from '../../sandbox/clock.ts'
import type { Catalogue } from '../../sandbox/lightspeed/catalogue.ts'
import { createLightspeed, type LightspeedSandbox } from '../../sandbox/lightspeed/lightspeed.ts'
import type { Options } from '../../sandbox/lightspeed/options.ts'
import type { SandboxResponse } from '../../sandbox/types.ts'

export type Answer = Exclude<SandboxResponse, { dropConnection: true }>

export const verifier = 'v'.repeat(64)
export const challenge = createHash('sha256').update(verifier).digest('base64url')

export const startTime = Date.UTC(2026, 0, 31, 8)

export const authorizeUrl = (changes: Record<string, string> = {}): string => {
  const query = {
    response_type: 'code',
    client_id: 'sandbox-client',
    scope: 'employee:all',
    state: 'mine',
    code_challenge: challenge,
    code_challenge_method: 'S256',
    ...changes,
  }
  return `https://cloud.example/auth/oauth/authorize?${new URLSearchParams(query)}`
}

/** A sandbox with a clock that stands still, and the two ways to talk to it. */
export function openSandbox({ load, options = {} }: { load?: Catalogue; options?: Partial<Options> } = {}) {
  const clock = standingClock(startTime)
  const lightspeed = createLightspeed({ clock, seed: 7, options })
  if (load !== undefined) lightspeed.load(load)
  return { clock, lightspeed, ...talk(lightspeed) }
}

export function talk(lightspeed: LightspeedSandbox) {
  const send = (method: string, url: string, headers: Record<string, string> = {}, body = ''): Answer => {
    const answer = lightspeed.handle({
      method,
      url: url.replace(/^https?:\/\/[^/]+/, ''),
      headers,
      body,
      host: 'api.example',
      scheme: 'https',
    })
    if ('dropConnection' in answer) throw new Error('the connection was dropped')
    return answer
  }
  const token = (fields: Record<string, string>): Answer =>
    send(
      'POST',
      '/auth/oauth/token',
      { 'content-type': 'application/json' },
      JSON.stringify({ client_id: lightspeed.options.clientId, ...fields }),
    )
  const codeFor = (changes: Record<string, string> = {}): string =>
    new URL(lightspeed.approve(authorizeUrl(changes))).searchParams.get('code') ?? ''
  const connect = (scope = 'employee:all'): { access_token: string; refresh_token: string } =>
    JSON.parse(
      token({ grant_type: 'authorization_code', code: codeFor({ scope }), code_verifier: verifier }).body,
    )
  const get = (accessToken: string, url: string, headers: Record<string, string> = {}): Answer =>
    send('GET', url, { authorization: `Bearer ${accessToken}`, accept: 'application/json', ...headers })
  return { send, token, codeFor, connect, get }
}

/** An address under the account. */
export const path = (rest: string, query: Record<string, string> = {}): string => {
  const text = Object.entries(query)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&')
  return `/API/V3/Account/314551/${rest}.json${text === '' ? '' : `?${text}`}`
}
