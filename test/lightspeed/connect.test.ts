import { request as httpsRequest } from 'node:https'
import { expect, test } from 'vitest'
import type { AuthorizationError } from '../../main/lightspeed/authorization-error.ts'
import { authorizationFailure } from '../../main/lightspeed/authorization-error.ts'
import { httpsCallback } from '../../main/lightspeed/callback.ts'
import { systemClock } from '../../main/support/clock.ts'
import type { Http } from '../../main/support/http.ts'
import type { LightspeedConnected } from '../../shared/connect.ts'
import { err, type Result } from '../../shared/result.ts'
import { createWords } from '../../shared/say.ts'
import { generateShop } from '../sandbox/generator/generate.ts'
import { createLightspeed } from '../sandbox/lightspeed/lightspeed.ts'
import type { Options } from '../sandbox/lightspeed/options.ts'
import { inProcess, lightspeedOver, memoryTokens } from './harness.ts'
import { simulatedClock } from './simulated-clock.ts'

function program({ options = {}, http }: { options?: Partial<Options>; http?: Http } = {}) {
  const clock = simulatedClock()
  const sandbox = createLightspeed({ clock, options })
  sandbox.load(generateShop({ items: 50, seed: 3 }))
  const tokens = memoryTokens()
  const { lightspeed, log } = lightspeedOver({
    clock,
    tokens,
    http: http ?? inProcess(sandbox.handle, clock),
  })
  const begin = async (clientId?: string): Promise<string> =>
    (await lightspeed.beginAuthorization(clientId === undefined ? {} : { clientId }, () => {})).authorizeUrl
  const finish = (redirected: string) => clock.during(lightspeed.finishAuthorization(redirected))
  return { clock, sandbox, tokens, lightspeed, log, begin, finish }
}

const connectedTo: LightspeedConnected = {
  accountId: '314551',
  name: 'Riverside Outdoor',
  shops: [
    { shopId: '1', name: 'Riverside' },
    { shopId: '2', name: 'Station Street' },
  ],
  permissions: [
    { name: 'employee:inventory_read', given: true, needed: true },
    { name: 'employee:product_cost', given: true, needed: false },
  ],
}

test('the merchant agrees, pastes the address, and sees account, shops and rights', async () => {
  const { sandbox, tokens, begin, finish, lightspeed } = program()
  const authorizeUrl = await begin()
  expect(await finish(`  ${sandbox.approve(authorizeUrl)}\n`)).toEqual({ ok: true, value: connectedTo })
  expect(tokens.kept).toMatchObject({ accountId: '314551', clientId: 'sandbox-client' })
  expect(lightspeed.lastGoodAt()).toBe('2026-01-31T08:00:00.000Z')
})

test('the address asks for the rights that are needed, with a challenge and without a redirect of its own', async () => {
  const { begin } = program()
  const { origin, pathname, searchParams } = new URL(await begin('my-own-client'))
  expect(origin + pathname).toBe('https://lightspeed.test/auth/oauth/authorize')
  expect(Object.fromEntries(searchParams)).toEqual({
    response_type: 'code',
    client_id: 'my-own-client',
    scope:
      'employee:inventory employee:product_cost employee:register employee:customers employee:tags employee:vendors employee:categories',
    state: expect.stringMatching(/^[\w-]{22}$/),
    code_challenge: expect.stringMatching(/^[\w-]{43}$/),
    code_challenge_method: 'S256',
  })
})

test('the bare code is enough', async () => {
  const { sandbox, begin, finish } = program()
  const code = new URL(sandbox.approve(await begin())).searchParams.get('code') ?? ''
  expect(await finish(code)).toMatchObject({ ok: true })
})

test('each way of going wrong has its own sentence', async () => {
  const { clock, sandbox, lightspeed, begin, finish } = program()
  const said: Record<string, string> = {}
  const words = createWords({ language: 'en' })
  const keep = (title: string, result: Result<unknown, AuthorizationError>): void => {
    if (result.ok) throw new Error(`${title} went well`)
    said[title] = words.say(authorizationFailure(result.error).message, clock.now())
  }
  keep('before it was begun', await finish('https://localhost:48915/callback?code=abc&state=def'))
  const first = sandbox.approve(await begin())
  const authorizeUrl = await begin()
  keep('an earlier attempt', await finish(first))
  keep('an address without a code', await finish('https://localhost:48915/callback'))
  keep('some other text', await finish('hello world'))
  const state = new URL(authorizeUrl).searchParams.get('state')
  keep(
    'the merchant said no',
    await finish(`https://localhost:48915/callback?error=access_denied&state=${state}`),
  )
  const late = sandbox.approve(authorizeUrl)
  await clock.pass(61_000)
  keep('a code older than a minute', await finish(late))
  const used = sandbox.approve(authorizeUrl)
  sandbox.faults.add({ route: 'POST oauth/token', dropped: true })
  keep('no answer', await finish(used))
  sandbox.faults.add({ route: 'POST oauth/token', status: 503 })
  keep('Lightspeed is down', await finish(used))
  // Whatever went wrong, the same page goes on working until it succeeds.
  expect(await finish(sandbox.approve(authorizeUrl))).toMatchObject({ ok: true })
  keep('connected already', await finish(sandbox.approve(authorizeUrl)))
  expect(new Set(Object.values(said)).size).toBeGreaterThanOrEqual(6)
  expect(Object.keys(said).filter((title) => said[title] === words.i18n.t('failure.unexpected'))).toEqual([])
  expect(said).toMatchObject({
    'a code older than a minute': expect.stringContaining('60 seconds'),
    'an earlier attempt': expect.stringContaining('earlier attempt'),
    'the merchant said no': expect.stringContaining('not allowed'),
  })
  lightspeed.close()
})

test('a client id that Lightspeed does not know is said to be one', async () => {
  const { sandbox, begin, finish } = program()
  const approved = sandbox.approve(await begin())
  const foreign = new URL(await begin('unknown-client')).searchParams.get('state') ?? ''
  const redirected = new URL(approved)
  redirected.searchParams.set('state', foreign)
  expect(await finish(redirected.href)).toMatchObject({ ok: false, error: { kind: 'client-refused' } })
})

test('an employee without the right to read items connects, and the missing right is named', async () => {
  const { sandbox, begin, finish } = program()
  const [owner] = sandbox.state.employees.ordered('employeeID')
  if (owner === undefined) throw new Error('nobody works here')
  sandbox.state.employees.change(owner.employeeID, {
    rights: owner.rights.filter(({ name }) => !/inventory|product_cost/.test(name)),
  })
  expect(await finish(sandbox.approve(await begin()))).toMatchObject({
    ok: true,
    value: {
      permissions: [
        { name: 'employee:inventory_read', given: false, needed: true },
        { name: 'employee:product_cost', given: false, needed: false },
      ],
    },
  })
})

test('plain http is refused for everything but this computer', async () => {
  const clock = simulatedClock()
  let reached = 0
  const http: Http = async () => {
    reached += 1
    return err({ kind: 'unreachable', reason: 'ECONNREFUSED' })
  }
  const finishAt = async (address: string) => {
    const { lightspeed } = lightspeedOver({
      clock,
      http,
      addresses: { lightspeedAuth: address, lightspeedApi: address },
    })
    await lightspeed.beginAuthorization({}, () => {})
    return lightspeed.finishAuthorization('def50200aabbcc')
  }
  expect(await finishAt('http://cloud.lightspeed.test')).toMatchObject({
    error: { kind: 'failed', error: { kind: 'unreachable', reason: expect.stringContaining('https') } },
  })
  expect(reached).toBe(0)
  await finishAt('http://127.0.0.1:8080')
  await finishAt('http://localhost:8080')
  expect(reached).toBe(2)
})

/** A browser that was told to go on in spite of the certificate. */
const browse = (port: number, path: string): Promise<{ status: number; body: string }> =>
  new Promise((resolve, reject) => {
    const options = { host: '127.0.0.1', port, path, servername: 'localhost', rejectUnauthorized: false }
    httpsRequest(options, async (response) => {
      let body = ''
      for await (const chunk of response) body += String(chunk)
      resolve({ status: response.statusCode ?? 0, body })
    })
      .on('error', reject)
      .end()
  })

/** The same over real TLS, on any free port. */
async function listening(options: { language?: 'en' | 'fr' } = {}) {
  const sandbox = createLightspeed({ clock: systemClock })
  sandbox.load(generateShop({ items: 50, seed: 3 }))
  const ports: number[] = []
  const words = createWords({ language: options.language ?? 'en' })
  const listen = httpsCallback(() => words, 0)
  const ended: Result<LightspeedConnected, AuthorizationError>[] = []
  const { lightspeed } = lightspeedOver({
    clock: systemClock,
    http: inProcess(sandbox.handle, systemClock),
    callback: async (arrived) => {
      const started = await listen(arrived)
      if (started !== null) ports.push(started.port)
      return started
    },
  })
  const begin = () => lightspeed.beginAuthorization({}, (result) => ended.push(result))
  const arrive = (redirected: string) => {
    const { pathname, search } = new URL(redirected)
    return browse(ports.at(-1) ?? 0, pathname + search)
  }
  return { sandbox, lightspeed, begin, arrive, ended, ports }
}

test('the browser comes back by itself: it sees a friendly page, and the program is connected', async () => {
  const { sandbox, begin, arrive, ended, ports } = await listening()
  const started = await begin()
  expect(started).toMatchObject({ listening: true, codeSeconds: 60 })
  expect((await arrive('https://localhost/favicon.ico')).status).toBe(404)
  const page = await arrive(sandbox.approve(started.authorizeUrl))
  expect(page.status).toBe(200)
  expect(page.body).toContain('<h1>Lightspeed is connected</h1>')
  expect(ended).toEqual([{ ok: true, value: connectedTo }])
  await expect(browse(ports[0] ?? 0, '/callback')).rejects.toThrow(/ECONNREFUSED|hang up/)
})

test('a browser that asks twice for the same address is answered twice, and the program told once', async () => {
  const { sandbox, begin, arrive, ended } = await listening()
  const redirected = sandbox.approve((await begin()).authorizeUrl)
  const pages = await Promise.all([arrive(redirected), arrive(redirected), arrive(redirected)])
  expect(pages.map(({ body }) => body.match(/<h1>(.*)<\/h1>/)?.[1])).toEqual([
    'Lightspeed is connected',
    'Lightspeed is connected',
    'Lightspeed is connected',
  ])
  expect(ended).toEqual([{ ok: true, value: connectedTo }])
})

test('an address that is refused again by a reload is told again, and the right one still connects', async () => {
  const { sandbox, begin, arrive, ended } = await listening()
  const redirected = sandbox.approve((await begin()).authorizeUrl)
  const old = 'https://localhost/callback?code=def50200aabbcc&state=of-an-earlier-attempt'
  await arrive(old)
  const [wrong, right] = await Promise.all([arrive(old), arrive(redirected)])
  expect([wrong.body, right.body]).toEqual([
    expect.stringContaining('That did not work'),
    expect.stringContaining('Lightspeed is connected'),
  ])
  expect(ended.map((result) => (result.ok ? 'connected' : result.error.kind))).toEqual([
    'wrong-state',
    'wrong-state',
    'connected',
  ])
})

test('a merchant who says no in the browser reads it in the program, and may try again', async () => {
  const { sandbox, lightspeed, begin, arrive, ended } = await listening({ language: 'fr' })
  const { authorizeUrl } = await begin()
  const state = new URL(authorizeUrl).searchParams.get('state')
  const page = await arrive(`https://localhost/callback?error=access_denied&state=${state}`)
  expect(page.body).toContain('<h1>Cela n’a pas fonctionné</h1>')
  expect(ended).toMatchObject([{ ok: false, error: { kind: 'access-denied' } }])
  expect((await arrive(sandbox.approve(authorizeUrl))).body).toContain('Lightspeed est connecté')
  lightspeed.close()
})

test('when the port is taken, the address can still be pasted', async () => {
  const taken = await listening()
  await taken.begin()
  const port = taken.ports[0] ?? 0
  const sandbox = createLightspeed({ clock: systemClock })
  sandbox.load(generateShop({ items: 50, seed: 3 }))
  const { lightspeed } = lightspeedOver({
    clock: systemClock,
    http: inProcess(sandbox.handle, systemClock),
    callback: httpsCallback(() => createWords({ language: 'en' }), port),
  })
  const started = await lightspeed.beginAuthorization({}, () => {})
  expect(started.listening).toBe(false)
  expect(await lightspeed.finishAuthorization(sandbox.approve(started.authorizeUrl))).toMatchObject({
    ok: true,
  })
  taken.lightspeed.close()
})

test('beginning anew closes the former listener, and so does closing the program', async () => {
  const { lightspeed, begin, ports } = await listening()
  await begin()
  await begin()
  expect(ports).toHaveLength(2)
  await expect(browse(ports[0] ?? 0, '/')).rejects.toThrow(/ECONNREFUSED|hang up/)
  expect((await browse(ports[1] ?? 0, '/')).status).toBe(404)
  lightspeed.close()
  await expect(browse(ports[1] ?? 0, '/')).rejects.toThrow(/ECONNREFUSED|hang up/)
})
