import { describe, expect, test } from 'vitest'
import type { Http } from '../../main/support/http.ts'
import { err, ok } from '../../shared/result.ts'
import { openProgram, type Program } from './program.ts'

const failing =
  (reason: string): Http =>
  async () =>
    err({ kind: 'unreachable', reason })

const anItem = ({ tillSandbox }: Program): number =>
  tillSandbox.state.items.ordered('itemID').find(({ publishToEcom, archived }) => publishToEcom && !archived)
    ?.itemID ?? 0

/** The till has news for the shop, and a full sync is asked for. */
async function syncWithNews(program: Program) {
  program.till.setPrice(anItem(program), 66)
  program.till.rename(anItem(program), 'A new name')
  const [catalogue] = await program.sync()
  return catalogue?.outcome
}

describe('a certificate that is not accepted has its own sentence and cure', () => {
  test.each([
    ['CERT_HAS_EXPIRED', /certificate is not valid today.*renews it/],
    ['CERT_NOT_YET_VALID', /certificate is not valid today.*date is right/],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', /vouches for the web shop’s certificate/],
    ['ERR_TLS_CERT_ALTNAME_INVALID', /certificate of another address.*www/],
  ])('of the web shop (%s), and it goes on once that is mended', async (reason, sentence) => {
    const program = await openProgram()
    const { shop } = program.services
    program.services.shop = failing(reason)
    await syncWithNews(program)
    const status = await program.status()
    expect([status.state, status.says]).toEqual(['waiting', expect.stringMatching(sentence)])
    expect(await program.problems()).toContain('certificate')
    program.services.shop = shop
    await program.sync()
    expect(await program.problems()).not.toContain('certificate')
    expect((await program.status()).state).toBe('up-to-date')
  })

  test.each([
    ['CERT_HAS_EXPIRED', /computer’s date and time/],
    ['SELF_SIGNED_CERT_IN_CHAIN', /virus scanner/],
    ['ERR_TLS_CERT_ALTNAME_INVALID', /Another server answers/],
  ])('of the till (%s)', async (reason, sentence) => {
    const program = await openProgram()
    program.services.till = failing(reason)
    await program.run('stock')
    const status = await program.status()
    expect([status.state, status.says]).toEqual(['waiting', expect.stringMatching(sentence)])
  })
})

describe('what only the merchant can mend is said in a sentence, once', () => {
  test('the connection was taken back in Lightspeed: connect again, and all goes on', async () => {
    const program = await openProgram()
    const { till } = program.services
    program.services.till = async (request, signal) =>
      request.url.includes('/oauth/')
        ? ok({ status: 400, headers: {}, body: '{"error":"invalid_grant"}' })
        : request.url.includes('/API/')
          ? ok({ status: 401, headers: {}, body: '{"error":"invalid_token"}' })
          : till(request, signal)
    for (let again = 0; again < 3; again += 1) await program.sync()
    expect((await program.status()).state).toBe('broken')
    expect((await program.problems()).filter((kind) => kind === 'reconnect-needed')).toHaveLength(1)
    expect(program.said().filter((text) => text.includes('The sync could not go on'))).toHaveLength(1)

    program.services.till = till
    const { authorizeUrl } = await program.ask('connectLightspeed', { clientId: 'sandbox-client' })
    await program.ask('finishLightspeed', { redirected: program.tillSandbox.approve(authorizeUrl) })
    program.writes()
    await syncWithNews(program)
    expect((await program.status()).state).toBe('up-to-date')
    expect(program.writes()).toBeGreaterThan(0)
  })

  test('a right was withdrawn in Lightspeed', async () => {
    const program = await openProgram()
    const { till } = program.services
    program.services.till = async (request, signal) =>
      request.url.includes('/Item.json')
        ? ok({ status: 403, headers: {}, body: '{"httpCode":"403","message":"Forbidden"}' })
        : till(request, signal)
    await program.run('catalogue')
    expect([(await program.status()).state, await program.problems()]).toEqual([
      'broken',
      expect.arrayContaining(['permission-missing']),
    ])
    program.services.till = till
    await program.sync()
    expect((await program.status()).state).toBe('up-to-date')
  })

  test('a right was withdrawn in Magento: named, and nothing is lost', async () => {
    const program = await openProgram()
    const { shop } = program.services
    const refusal = {
      message: "The consumer isn't authorized to access %resources.",
      parameters: { resources: 'Magento_Catalog::products' },
    }
    program.services.shop = async (request, signal) =>
      request.method === 'GET'
        ? shop(request, signal)
        : ok({ status: 401, headers: {}, body: JSON.stringify(refusal) })
    await syncWithNews(program)
    const status = await program.status()
    expect([status.state, status.says]).toEqual([
      'broken',
      expect.stringContaining('Magento_Catalog::products'),
    ])
    program.services.shop = shop
    program.writes()
    await program.sync()
    expect([(await program.status()).state, program.writes() > 0]).toEqual(['up-to-date', true])
  })

  test('the integration was switched off in Magento', async () => {
    const program = await openProgram()
    program.web.shop.deactivateIntegration('Tillbridge')
    await syncWithNews(program)
    expect([(await program.status()).state, await program.problems()]).toEqual([
      'broken',
      expect.arrayContaining(['permission-missing']),
    ])
  })

  test('the stored keys cannot be opened', async () => {
    const program = await openProgram()
    await program.quit()
    const { cipher } = program.edge
    program.edge.cipher = { ...cipher, available: async () => false }
    await program.start()
    await program.sync()
    const status = await program.status()
    expect([status.state, status.says]).toEqual(['broken', expect.stringContaining('key file')])
    await program.quit()
    program.edge.cipher = cipher
    await program.start()
    await program.sync()
    expect((await program.status()).state).toBe('up-to-date')
  })
})

describe('the web shop has moved', () => {
  test('its old address sends to the new one: the keys stay here, and the merchant is told where it is', async () => {
    const program = await openProgram()
    program.services.shop = async (request) =>
      ok({
        status: 301,
        headers: { location: request.url.replace('https://shop.test', 'https://www.shop.test') },
        body: '',
      })
    await syncWithNews(program)
    expect((await program.status()).says).toContain('https://www.shop.test')
  })

  test('another web shop is not taken for the one that this folder belongs to', async () => {
    const program = await openProgram()
    const keys = { kind: 'integration' as const, ...program.web.shop.addIntegration('Other') }
    await expect(program.ask('connectMagento', { url: 'https://other.test', keys })).rejects.toThrow(
      /belongs to the web shop https:\/\/shop\.test/,
    )
    await program.sync()
    expect((await program.status()).state).toBe('up-to-date')
  })
})
