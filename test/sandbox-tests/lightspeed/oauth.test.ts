import { describe, expect, test } from 'vitest'
import { generateShop } from '../../sandbox/generator/generate.ts'
import { type Answer, authorizeUrl, challenge, openSandbox, verifier } from './connected.ts'

const shop = generateShop({ items: 3, seed: 7 })
const open = (options = {}) => openSandbox({ load: shop, options })

const said = (answer: Answer): unknown => [answer.status, JSON.parse(answer.body)]
const account = '/API/V3/Account.json'

describe('consent', () => {
  test('the merchant sees what is asked for, and is sent back with a code and the state', () => {
    const { send } = open()
    const page = send('GET', authorizeUrl({ scope: 'employee:inventory employee:register' }))
    expect([page.status, page.headers['Content-Type']]).toEqual([200, 'text/html; charset=UTF-8'])
    expect(page.body).toContain('<li>inventory</li><li>register</li>')

    const back = send('GET', `${authorizeUrl()}&consent=allow`)
    const location = new URL(back.headers.Location ?? '')
    expect([back.status, location.origin, location.pathname, location.searchParams.get('state')]).toEqual([
      302,
      'https://localhost:48915',
      '/callback',
      'mine',
    ])
    expect(location.searchParams.get('code')).toMatch(/^def50200/)
  })

  test('a merchant who says no is sent back without a code', () => {
    const { send } = open()
    const back = send('GET', `${authorizeUrl()}&consent=deny`)
    expect(back.headers.Location).toBe('https://localhost:48915/callback?error=access_denied&state=mine')
  })

  test.each([
    ['an unknown client', { client_id: 'other' }, 'invalid_client'],
    ['an unknown scope', { scope: 'employee:everything' }, 'invalid_scope'],
    ['no scope', { scope: '' }, 'invalid_scope'],
    ['another redirect address', { redirect_uri: 'https://elsewhere.example/' }, 'invalid_request'],
    ['an unknown challenge method', { code_challenge_method: 'S512' }, 'invalid_request'],
    ['a challenge that is too short', { code_challenge: 'short' }, 'invalid_request'],
  ])('%s is refused before the merchant sees anything', (_title, changes, error) => {
    const answer = open().send('GET', authorizeUrl(changes))
    expect([answer.status, JSON.parse(answer.body).error]).toEqual([400, error])
  })
})

describe('the code', () => {
  const exchange = (code: string, changes = {}) => ({
    grant_type: 'authorization_code',
    code,
    code_verifier: verifier,
    ...changes,
  })

  test('is exchanged for a pair of tokens, in JSON, as a form or in parts', () => {
    const { send, codeFor } = open()
    const fields = () => ({ client_id: 'sandbox-client', ...exchange(codeFor()) })
    const parts = Object.entries(fields()).map(
      ([name, value]) => `--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
    )
    const answers = [
      send('POST', '/auth/oauth/token', { 'content-type': 'application/json' }, JSON.stringify(fields())),
      send(
        'POST',
        '/auth/oauth/token',
        { 'content-type': 'application/x-www-form-urlencoded' },
        String(new URLSearchParams(fields())),
      ),
      send(
        'POST',
        '/auth/oauth/token',
        { 'content-type': 'multipart/form-data; boundary=x' },
        `${parts.join('')}--x--`,
      ),
    ]
    for (const answer of answers)
      expect(said(answer)).toEqual([
        200,
        {
          token_type: 'Bearer',
          expires_in: 3600,
          access_token: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
          refresh_token: expect.stringMatching(/^def50200[0-9a-f]{500}$/),
        },
      ])
  })

  test('works once, for a minute, and only with its verifier', () => {
    const { token, codeFor, clock } = open()
    const grant = (hint: string, description = 'The authorization code is invalid.') => [
      400,
      { error: 'invalid_grant', error_description: description, hint },
    ]
    const once = codeFor()
    expect(token(exchange(once)).status).toBe(200)
    expect(said(token(exchange(once)))).toEqual(grant('Authorization code has been revoked'))
    expect(said(token(exchange(codeFor(), { code_verifier: 'w'.repeat(64) })))).toEqual(
      grant('Failed to verify `code_verifier`.', 'The authorization grant is invalid.'),
    )
    const late = codeFor()
    clock.advance(60_001)
    expect(said(token(exchange(late)))).toEqual(grant('Authorization code has expired'))
    expect(said(token(exchange('made-up')))).toEqual(grant('Cannot decrypt the authorization code'))
  })

  test('may have a plain challenge', () => {
    const { token, codeFor } = open()
    const code = codeFor({ code_challenge: verifier, code_challenge_method: 'plain' })
    expect(token(exchange(code)).status).toBe(200)
    expect(token(exchange(codeFor(), { code_verifier: challenge })).status).toBe(400)
  })

  test.each([
    [
      'the redirect address is sent along',
      { redirect_uri: 'https://localhost:48915/callback' },
      400,
      'invalid_request',
    ],
    ['a scope is sent along', { scope: 'employee:all' }, 400, 'invalid_scope'],
    ['the client is another', { client_id: 'other' }, 401, 'invalid_client'],
    ['the grant is unknown', { grant_type: 'password' }, 400, 'invalid_request'],
    ['the verifier is missing', { code_verifier: '' }, 400, 'invalid_request'],
  ])('is refused when %s', (_title, changes, status, error) => {
    const { token, codeFor } = open()
    const answer = token(exchange(codeFor(), changes))
    expect([answer.status, JSON.parse(answer.body).error]).toEqual([status, error])
  })

  test('is only taken by POST', () => {
    const answer = open().send('GET', '/auth/oauth/token')
    expect([answer.status, JSON.parse(answer.body).error]).toEqual([405, 'invalid_request'])
  })
})

describe('tokens', () => {
  test('the access token says whose it is', () => {
    const { access_token } = open().connect('employee:inventory employee:tags')
    const claims = JSON.parse(Buffer.from(access_token.split('.')[1] ?? '', 'base64url').toString())
    expect(claims).toEqual({
      jti: expect.stringMatching(/^[0-9a-f]{40}$/),
      iss: 'https://cloud.lightspeedapp.com',
      aud: 'sandbox-client',
      sub: '1',
      acct: '314551',
      scope: 'inventory tags',
      iat: 1769846400.1234,
      nbf: 1769846400.1234,
      exp: 1769850000.0421,
    })
  })

  test('an expired, revoked or unknown access token is refused in the OAuth shape, as JSON', () => {
    const { connect, get, clock, lightspeed, till } = withTill()
    const refused = (hint: string) => [
      401,
      {
        error: 'access_denied',
        error_description: 'The resource owner or authorization server denied the request.',
        hint,
      },
    ]
    expect(said(get('made-up', account))).toEqual(refused('Access token could not be verified'))
    expect(get('made-up', account).headers['Content-Type']).toBe('application/json')
    const { access_token } = connect()
    clock.advance(3_600_000)
    expect(said(get(access_token, account))).toEqual(refused('Access token could not be verified'))
    const fresh = connect().access_token
    lightspeed.connections.revokeAll()
    expect(said(get(fresh, account))).toEqual(refused('Access token has been revoked'))
    const last = connect().access_token
    till.lockEmployee(1)
    expect(get(last, account).status).toBe(401)
  })
})

describe('rights', () => {
  test('the account, the session and its rights tell what the token may do', () => {
    const { connect, get } = open()
    const { access_token } = connect('employee:inventory_read employee:register')
    expect(JSON.parse(get(access_token, account).body)).toEqual({
      '@attributes': { count: '1' },
      Account: {
        accountID: '314551',
        name: 'Riverside Outdoor',
        link: { '@attributes': { href: '/API/V3/Account/314551' } },
      },
    })
    const session = JSON.parse(get(access_token, '/API/Session.json').body)
    expect(session).toMatchObject({ systemCustomerID: '314551', employeeID: '1', shopCount: '2' })
    expect(Object.keys(session.Rights).filter((right) => session.Rights[right] === 'true')).toEqual([
      'register',
      'inventory_read',
      'register_read',
    ])
  })
})

function withTill() {
  const opened = open()
  return { ...opened, till: opened.lightspeed.till }
}
