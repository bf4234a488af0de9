import { createPublicKey, verify } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { generateShop } from '../../sandbox/generator/generate.ts'
import type { Options } from '../../sandbox/lightspeed/options.ts'
import { type Answer, authorizeUrl, openSandbox, path, verifier } from './connected.ts'

const shop = generateShop({ items: 3, seed: 7 })
const open = (options: Partial<Options> = {}) => openSandbox({ load: shop, options })
const json = { 'content-type': 'application/json' }
const account = '/API/V3/Account.json'

/** What the answer was, in one line. */
const said = ({ status, body }: Answer): string => {
  const { error, hint } = JSON.parse(body)
  return [status, error, hint].filter((part) => part !== undefined).join(' ')
}

describe('L08 clients with and without a secret', () => {
  test('L08 a public client proves itself with PKCE and needs no secret', () => {
    const { token, codeFor, send } = open()
    expect(said(send('GET', authorizeUrl().replace(/&code_challenge.*$/, '')))).toBe(
      '400 invalid_request Code challenge must be provided for public clients',
    )
    const exchange = (code_verifier: string) =>
      said(token({ grant_type: 'authorization_code', code: codeFor(), code_verifier }))
    expect([exchange(verifier), exchange('short'), exchange('w'.repeat(64))]).toEqual([
      '200',
      '400 invalid_request Check the `code_verifier` parameter',
      '400 invalid_grant Failed to verify `code_verifier`.',
    ])
  })

  test('L08 a confidential client is 401 without its secret, whatever it wants', () => {
    const { token, codeFor, send } = open({ clientSecret: 'secret' })
    const plain = (fields: Record<string, string>) =>
      token({ grant_type: 'authorization_code', code: codeFor(), code_verifier: verifier, ...fields })
    const first = JSON.parse(plain({ client_secret: 'secret' }).body)
    const revoke = (fields: Record<string, string>) =>
      send(
        'POST',
        '/auth/oauth/revoke',
        json,
        JSON.stringify({ client_id: 'sandbox-client', refresh_token: first.refresh_token, ...fields }),
      )
    expect([
      said(plain({})),
      said(token({ grant_type: 'refresh_token', refresh_token: first.refresh_token })),
      said(revoke({})),
      said(revoke({ client_secret: 'secret' })),
    ]).toEqual(['401 invalid_client', '401 invalid_client', '401 invalid_client', '200'])
  })

  test('L08 too many wrong credentials shut out the right ones, for a minute', () => {
    const { token, connect, clock } = open({ wrongCredentialsAllowed: 3 })
    const { refresh_token } = connect()
    const wrong = () => said(token({ grant_type: 'refresh_token', refresh_token, client_id: 'guess' }))
    const right = () => token({ grant_type: 'refresh_token', refresh_token })
    expect([wrong(), wrong(), wrong(), wrong()]).toEqual([
      '401 invalid_client',
      '401 invalid_client',
      '401 invalid_client',
      '429 too_many_requests',
    ])
    clock.advance(20_000)
    expect([right().status, right().headers['Retry-After']]).toEqual([429, '40'])
    clock.advance(40_000)
    expect(right().status).toBe(200)
  })
})

test('L09 a code lives 60 seconds and once, goes to the registered https address, and forbids redirect_uri', () => {
  const { token, codeFor, lightspeed, clock } = open()
  expect(lightspeed.approve(authorizeUrl())).toMatch(/^https:\/\/localhost:48915\/callback\?code=/)
  const exchange = (code: string, more = {}) =>
    said(token({ grant_type: 'authorization_code', code, code_verifier: verifier, ...more }))
  const [once, late] = [codeFor(), codeFor()]
  expect([
    exchange(once, { redirect_uri: 'https://localhost:48915/callback' }),
    exchange(once),
    exchange(once),
  ]).toEqual([
    '400 invalid_request Invalid redirect URI',
    '200',
    '400 invalid_grant Authorization code has been revoked',
  ])
  clock.advance(60_001)
  expect(exchange(late)).toBe('400 invalid_grant Authorization code has expired')
})

describe('L10 what a refresh does to the pair before it', () => {
  const refreshing = (rotation: Options['rotation']) => {
    const opened = open({ rotation })
    const refresh = (refresh_token: string) => opened.token({ grant_type: 'refresh_token', refresh_token })
    return { ...opened, refresh, first: opened.connect() }
  }

  test('L10 since 2026 nothing, until the new access token is first used', () => {
    const { refresh, first, get } = refreshing('on-first-use')
    const second = JSON.parse(refresh(first.refresh_token).body)
    expect([refresh(first.refresh_token).status, get(first.access_token, account).status]).toEqual([200, 200])
    get(second.access_token, account)
    expect([said(refresh(first.refresh_token)), said(get(first.access_token, account))]).toEqual([
      '400 invalid_grant Token has been revoked',
      '401 access_denied Access token has been revoked',
    ])
  })

  test('L10 since 2024 it ends at once', () => {
    const { refresh, first, get } = refreshing('at-once')
    refresh(first.refresh_token)
    expect([refresh(first.refresh_token).status, get(first.access_token, account).status]).toEqual([400, 401])
  })

  test('L10 before, the same pair came back while its access token lived, then a new access token', () => {
    const { refresh, first, clock } = refreshing('never')
    clock.advance(600_000)
    expect(JSON.parse(refresh(first.refresh_token).body)).toEqual({
      token_type: 'Bearer',
      expires_in: 3000,
      access_token: first.access_token,
      refresh_token: first.refresh_token,
    })
    clock.advance(3_000_000)
    const later = JSON.parse(refresh(first.refresh_token).body)
    expect([later.refresh_token === first.refresh_token, later.access_token === first.access_token]).toEqual([
      true,
      false,
    ])
  })

  test('L10 five tries a minute, and 30 days of rest', () => {
    const { refresh, first, clock } = refreshing('on-first-use')
    const tries = Array.from({ length: 6 }, () => refresh(first.refresh_token))
    expect(tries.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 429])
    expect(tries[5]?.headers['Retry-After']).toBe('60')
    clock.advance(30 * 24 * 3_600_000 + 1)
    expect(said(refresh(first.refresh_token))).toBe('400 invalid_grant Token has expired')
  })
})

describe('L11 access tokens', () => {
  test('L11 a signed JWT with the account and float times, checked with the published keys', () => {
    const { connect, send } = open()
    const [head = '', claims = '', signature = ''] = connect().access_token.split('.')
    const decoded = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString())
    const { keys } = JSON.parse(send('GET', '/.well-known/jwks').body)
    const key = createPublicKey({ key: keys[0], format: 'jwk' })
    const genuine = verify(
      'RSA-SHA256',
      Buffer.from(`${head}.${claims}`),
      key,
      Buffer.from(signature, 'base64url'),
    )
    expect([decoded(head), decoded(claims).acct, decoded(claims).exp % 1 !== 0, genuine]).toEqual([
      { typ: 'JWT', alg: 'RS256', kid: keys[0].kid },
      '314551',
      true,
      true,
    ])
  })

  test.each<[string, (opened: ReturnType<typeof open>, refresh_token: string) => void, string]>([
    [
      'the merchant disconnects',
      ({ lightspeed }) => lightspeed.connections.revokeAll(),
      '401 access_denied Access token has been revoked',
    ],
    [
      'the program revokes it',
      ({ send }, refresh_token) =>
        send(
          'POST',
          '/auth/oauth/revoke',
          json,
          JSON.stringify({ client_id: 'sandbox-client', refresh_token }),
        ),
      '401 access_denied Access token has been revoked',
    ],
    [
      'the employee is locked',
      ({ lightspeed }) => lightspeed.till.lockEmployee(1),
      '401 access_denied Access token has been revoked',
    ],
    [
      'the service ends access tokens early',
      ({ lightspeed }) => lightspeed.connections.expireAccess(),
      '401 access_denied Access token could not be verified',
    ],
  ])('L11 it dies before its time when %s', (_title, end, expected) => {
    const opened = open()
    const { access_token, refresh_token } = opened.connect()
    expect(opened.get(access_token, account).status).toBe(200)
    end(opened, refresh_token)
    expect(said(opened.get(access_token, account))).toBe(expected)
  })

  test('L11 whether a public client may revoke without a secret is a switch', () => {
    const { send, connect } = open({ publicMayRevoke: false })
    const { refresh_token } = connect()
    const body = JSON.stringify({ client_id: 'sandbox-client', refresh_token })
    expect(said(send('POST', '/auth/oauth/revoke', json, body))).toBe('401 invalid_client')
  })
})

test('L12 scope and employee’s right together decide 403; a foreign account is 404', () => {
  const { connect, get, lightspeed } = open()
  const status = (access: string, url = path('Item')) => get(access, url).status
  const wide = connect('employee:inventory employee:register').access_token
  const narrow = connect('employee:customers').access_token
  expect([status(wide), status(narrow), status(wide, '/API/V3/Account/1/Item.json')]).toEqual([200, 403, 404])
  expect(JSON.parse(get(narrow, path('Item')).body)).toMatchObject({
    httpCode: '403',
    httpMessage: 'Forbidden',
  })
  lightspeed.till.takeRight(1, 'inventory')
  expect(status(wide)).toBe(403)
})
