import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openShop, type Shop } from '../../harness/shop.ts'
import { type RunningTokenService, sandboxSecret, startTokenService } from '../../sandbox/token-service.ts'

let shop: Shop
let service: RunningTokenService
beforeAll(async () => {
  shop = await openShop(20, { lightspeed: { clientSecret: sandboxSecret } })
  service = await startTokenService({ lightspeed: shop.sandbox.lightspeed })
  shop.environment.TILLBRIDGE_TOKEN_SERVICE_KEY = await service.addKey('Riverside')
  const words = ['--token-service', service.url, '--fingerprint', service.fingerprint]
  expect(await shop.tillbridge('connect', 'lightspeed', ...words)).toMatchObject({ code: 0 })
  await shop.tillbridge('connect', 'magento', '--url', shop.sandbox.magento.url)
}, 60_000)
afterAll(async () => {
  await service.close()
  await shop.close()
})

const status = async () => JSON.parse((await shop.tillbridge('status', '--json')).out)
const sync = async () => (await shop.tillbridge('sync', 'catalogue')).code

test('a shop says which token service it goes through, and when that last answered', async () => {
  expect(await sync()).toBe(0)
  expect((await status()).lightspeed).toMatchObject({
    kind: 'connected',
    tokenService: { url: service.url, lastGoodAt: expect.stringMatching(/^\d{4}-/) },
  })
  expect((await shop.tillbridge('status')).out).toContain(`through the token service ${service.url}`)
}, 60_000)

test('disconnecting revokes the connection at Lightspeed, forgets it, and says which keys open nothing', async () => {
  const { lightspeed } = shop.sandbox
  const ended = await service.command(['disconnect'])
  expect(ended).toMatchObject({ code: 0, err: '' })
  expect(ended.out).toContain('Lightspeed has revoked the connection')
  expect(ended.out).toContain('the keys stay: Riverside.')
  expect(lightspeed.requests.all().filter(({ route }) => route === 'POST oauth/revoke')).toHaveLength(1)
  expect(
    readdirSync(join(service.folder, 'data/token-service')).filter((name) => /^account-/.test(name)),
  ).toEqual([])
  lightspeed.connections.expireAccess()
  expect(await sync()).toBe(1)
  expect((await status()).lightspeed).toMatchObject({
    kind: 'broken',
    reason: { key: 'lightspeed.token-service.not-connected' },
    tokenService: { url: service.url },
  })
  expect(await service.command(['disconnect'])).toMatchObject({
    code: 1,
    err: expect.stringContaining('not connected with any account'),
  })
}, 60_000)

test('connected again with the secret from stdin, the same key opens it, and the running service needs no restart', async () => {
  const connected = await service.connectFromStdin(sandboxSecret)
  expect([connected.code, connected.err]).toEqual([0, ''])
  expect(connected.out).toMatch(/^Open this address[\s\S]*The service is connected with Riverside Outdoor/)
  expect(await sync()).toBe(0)
  expect((await status()).lightspeed).toMatchObject({ kind: 'connected' })
}, 60_000)

test('a secret that is missing or wrong is told, and nothing of it is shown', async () => {
  const empty = await service.connectFromStdin('')
  expect(empty).toMatchObject({ code: 1, err: expect.stringContaining('--secret-stdin') })
  const wrong = await service.connectFromStdin('canary-of-a-wrong-secret')
  expect(wrong.code).toBe(1)
  expect(wrong.out + wrong.err).not.toContain('canary-of-a-wrong-secret')
}, 60_000)
