import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { connect } from 'node:net'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { setImmediate as immediate } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { TokenAnswer, tokenFingerprint } from '../../../main/lightspeed/token-service/wire.ts'
import { lookAtCertificate } from '../../../main/support/certificate.ts'
import { axiosHttp } from '../../../main/support/http.ts'
import { openShop, type Shop } from '../../harness/shop.ts'
import { fastClock } from '../../sandbox/clock.ts'
import { startSandbox } from '../../sandbox/start.ts'
import { type RunningTokenService, sandboxSecret, startTokenService } from '../../sandbox/token-service.ts'

/*
 * The service as a process of its own behind TLS, and shops as processes beside it.
 */
let shop: Shop
let service: RunningTokenService

beforeAll(async () => {
  shop = await openShop(40, { lightspeed: { clientSecret: sandboxSecret } })
  service = await startTokenService({ lightspeed: shop.sandbox.lightspeed })
})
afterAll(async () => {
  await service.close()
  await shop.close()
})

type Road = { url: string; afterAnswer: (() => void) | null; close(): void }

/** The road between the service and Lightspeed: something can happen when an answer has just been passed on. */
async function openRoad(to: string): Promise<Road> {
  const server: Server = createServer(async (incoming, outgoing) => {
    const answer = await fetch(to + incoming.url, {
      method: incoming.method ?? 'GET',
      headers: { 'Content-Type': incoming.headers['content-type'] ?? '' },
      body: await text(incoming),
    })
    outgoing.writeHead(answer.status, { 'Content-Type': 'application/json' })
    outgoing.end(await answer.text(), () => road.afterAnswer?.())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const road: Road = {
    url: `http://127.0.0.1:${port}`,
    afterAnswer: null,
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
  return road
}

const ask = async (
  { url }: RunningTokenService,
  key: string,
  certificate: string,
  refused: string | null = null,
) => {
  const answer = await axiosHttp({
    method: 'POST',
    url: `${url}/v1/token`,
    headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ refused: refused === null ? null : tokenFingerprint(refused) }),
    timeoutMs: 20_000,
    certificate,
  })
  return answer.ok ? { status: answer.value.status, body: JSON.parse(answer.value.body) } : answer.error
}

async function answered(asking: ReturnType<typeof ask>): Promise<{ status: number; body: unknown }> {
  const answer = await asking
  if (!('status' in answer)) throw new Error(`no answer: ${answer.kind}`)
  return answer
}

async function certificateOf({ url }: RunningTokenService): Promise<string> {
  const shown = await lookAtCertificate(new URL(url))
  if (!shown.ok) throw new Error(shown.error)
  return shown.value.pem
}

/** So many turns of the event loop. */
async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await immediate()
}

const connectShop = (...words: string[]) =>
  shop.tillbridge('connect', 'lightspeed', '--token-service', service.url, ...words)

test('the fingerprint is shown and asked about, a wrong one refused, and the compared one trusted', async () => {
  shop.environment.TILLBRIDGE_TOKEN_SERVICE_KEY = await service.addKey('Riverside')
  const asked = await connectShop()
  expect(asked.code).toBe(1)
  expect(asked.err).toContain(`Its fingerprint is ${service.fingerprint}`)
  expect(asked.err).toContain(`--fingerprint ${service.fingerprint}`)
  const wrong = await connectShop('--fingerprint', service.fingerprint.replace(/^../, '00'))
  expect(wrong).toMatchObject({ code: 1, err: expect.stringContaining('another certificate') })
  expect(await connectShop('--fingerprint', service.fingerprint.toLowerCase())).toMatchObject({
    code: 0,
    out: 'Connected to Riverside Outdoor. Shops: Riverside, Station Street.\n',
  })
  const status = JSON.parse((await shop.tillbridge('status', '--json')).out)
  expect(status.lightspeed).toMatchObject({ kind: 'connected', name: 'Riverside Outdoor' })
})

test('no request goes to a server with another certificate, not even one of the same name', async () => {
  const other = await startTokenService({ lightspeed: shop.sandbox.lightspeed })
  try {
    expect(await ask(service, 'tbk_any', await certificateOf(other))).toMatchObject({ kind: 'unreachable' })
    const unpinned = await axiosHttp({
      method: 'POST',
      url: `${service.url}/v1/token`,
      headers: {},
      body: '{}',
      timeoutMs: 5000,
    })
    expect(unpinned).toEqual({
      ok: false,
      error: { kind: 'unreachable', reason: 'DEPTH_ZERO_SELF_SIGNED_CERT' },
    })
  } finally {
    await other.close()
  }
})

test('a wrong key waits, a right one does not, and a revoked one opens nothing', async () => {
  const pem = await certificateOf(service)
  const key = await service.addKey('for a moment')
  expect(await ask(service, key, pem)).toMatchObject({ status: 200, body: { accountId: '314551' } })
  expect(await service.command(['key', 'revoke', 'for a moment'])).toMatchObject({ code: 0 })
  expect(await ask(service, key, pem)).toEqual({ status: 401, body: { error: 'key' } })
  const listed = await service.command(['key', 'list', '--json'])
  expect(JSON.parse(listed.out)).toEqual([
    { name: 'Riverside', accountId: '314551', addedAt: expect.any(String) },
  ])
})

test('killed just when Lightspeed has answered, five times over, it goes on with the same connection', async () => {
  // A clock that runs fast, as Lightspeed allows five refreshes a minute.
  const sandbox = await startSandbox({
    items: 5,
    seed: 7,
    clock: fastClock(60),
    lightspeedOptions: { clientSecret: sandboxSecret },
  })
  const { lightspeed } = sandbox
  const road = await openRoad(lightspeed.url)
  const service = await startTokenService({ lightspeed, authUrl: road.url })
  const pem = await certificateOf(service)
  const key = await service.addKey('killer')
  const token = async (refused: string | null): Promise<string> => {
    const { body } = await answered(ask(service, key, pem, refused))
    return TokenAnswer.parse(body).accessToken
  }
  try {
    let good = await token(null)
    let beforeItsDisk = 0
    for (const wait of [0, 50, 1000, 10_000, 50_000]) {
      lightspeed.connections.expireAccess()
      const killed = new Promise<void>((resolve, reject) => {
        road.afterAnswer = () => {
          road.afterAnswer = null
          // From "the answer is on the wire" to "well after the disk": each time a little later.
          void turns(wait)
            .then(() => service.kill())
            .then(resolve, reject)
        }
      })
      await Promise.all([ask(service, key, pem, good), killed])
      await service.start()
      // What a shop does: uses the token that it is given, and says so when Lightspeed refuses it.
      const given = await token(null)
      const isKept = lightspeed.connections.use(given).kind === 'valid'
      if (!isKept) beforeItsDisk += 1
      good = isKept ? given : await token(given)
      expect(lightspeed.connections.use(good).kind).toBe('valid')
    }
    expect(beforeItsDisk).toBeGreaterThan(0)
  } finally {
    await service.close()
    road.close()
    await sandbox.close()
  }
}, 120_000)

test('a second service on the same folder is refused', async () => {
  expect(await service.command(['--port', '0'])).toMatchObject({
    code: 1,
    err: expect.stringContaining('running already'),
  })
})

test('plain http is for this computer alone, and a certificate has to be one', async () => {
  await service.kill()
  const away = await service.command(['--host', '0.0.0.0', '--port', '0'])
  expect(away).toMatchObject({ code: 1, err: expect.stringContaining('only over https') })
  const file = join(service.folder, 'vault.key')
  const bad = await service.command(['--certificate', file, '--certificate-key', file])
  expect(bad).toMatchObject({ code: 1, err: expect.stringContaining('PEM files') })
  expect((await service.command(['--certificate', file])).code).toBe(2)
  expect((await service.command(['--port', 'eighty'])).code).toBe(2)
  await service.start()
})

test('a client that says too much, or nothing at all, harms nobody', async () => {
  const { port } = new URL(service.url)
  const silent = connect(Number(port), '127.0.0.1')
  const long = await axiosHttp({
    method: 'POST',
    url: `${service.url}/v1/token`,
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ refused: 'x'.repeat(100_000) }),
    timeoutMs: 5000,
    certificate: await certificateOf(service),
  })
  if (long.ok) expect(long.value.status).toBe(413)
  expect(
    await ask(service, String(shop.environment.TILLBRIDGE_TOKEN_SERVICE_KEY), await certificateOf(service)),
  ).toMatchObject({
    status: 200,
  })
  silent.destroy()
})

test('while the service is down the program waits and goes on by itself; with a revoked key it says whom to ask', async () => {
  const { lightspeed, magento } = shop.sandbox
  const state = async () => JSON.parse((await shop.tillbridge('status', '--json')).out)
  await shop.tillbridge('connect', 'magento', '--url', magento.url)
  expect((await shop.tillbridge('sync', 'catalogue')).code).toBe(0)
  await service.kill()
  lightspeed.connections.expireAccess()
  expect((await shop.tillbridge('sync', 'catalogue')).code).toBe(1)
  expect((await state()).lightspeed).toMatchObject({
    kind: 'broken',
    reason: { key: 'lightspeed.token-service.unreachable' },
    reconnect: false,
  })
  await service.start()
  expect((await shop.tillbridge('sync', 'catalogue')).code).toBe(0)
  expect((await state()).lightspeed).toMatchObject({ kind: 'connected' })
  await service.command(['key', 'revoke', 'Riverside'])
  lightspeed.connections.expireAccess()
  expect((await shop.tillbridge('sync', 'catalogue')).code).toBe(1)
  expect((await state()).lightspeed).toMatchObject({
    kind: 'broken',
    reason: { key: 'lightspeed.token-service.key-refused' },
    reconnect: true,
  })
  const problems = await shop.tillbridge('problems')
  expect(problems.out).toContain('The token service gives no access to the till')
  expect(problems.out).toContain('Ask whoever runs the service for a key')
}, 90_000)

test('no secret lies on a disk in clear, stands in a log, or shows among the arguments of a process', async () => {
  const key = String(shop.environment.TILLBRIDGE_TOKEN_SERVICE_KEY)
  const arguments_ = readFileSync(`/proc/${service.pid()}/cmdline`, 'latin1')
  for (const secret of [key, sandboxSecret]) expect(arguments_).not.toContain(secret)
  for (const folder of [join(service.folder, 'data'), String(shop.environment.TILLBRIDGE_HOME)]) {
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    )
    expect(files.length).toBeGreaterThan(2)
    for (const entry of files) {
      const content = readFileSync(join(entry.parentPath, entry.name), 'latin1')
      for (const secret of [key, sandboxSecret, 'def50200'])
        expect(content.includes(secret), `${entry.name} holds a secret`).toBe(false)
      expect(/eyJ[\w-]{10,}\./.test(content), `${entry.name} holds a token`).toBe(false)
    }
  }
})
