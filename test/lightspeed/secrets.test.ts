import { expect, test } from 'vitest'
import { authorizationFailure } from '../../main/lightspeed/authorization-error.ts'
import { lightspeedFailure } from '../../main/lightspeed/errors.ts'
import { changedItems } from '../../main/lightspeed/resource/items.ts'
import { shops } from '../../main/lightspeed/resource/shops.ts'
import type { Http } from '../../main/support/http.ts'
import { err, ok } from '../../shared/result.ts'
import { collected, lightspeedOver, memoryTokens, never } from './harness.ts'
import { simulatedClock } from './simulated-clock.ts'

const canaries = {
  accessToken: 'canary-access-0a1b2c3d',
  refreshToken: 'canary-refresh-4e5f6a7b',
  newAccess: 'canary-new-access-8c9d0e',
  code: 'canarycode1f2a3b4c',
}

/** A service that repeats in its answers all that it was told. */
const telltale =
  (status: number): Http =>
  async (request) => {
    const heard = `${JSON.stringify(request.headers)} ${request.body ?? ''}`
    const body = {
      httpCode: String(status),
      message: heard,
      error_description: heard,
      hint: heard,
      error: 'x',
    }
    return ok({ status, headers: {}, body: JSON.stringify(body) })
  }

const broken: Http = async () => err({ kind: 'lost', reason: 'ECONNRESET' })

test.each([
  ['refuses', telltale(400)],
  ['forbids', telltale(403)],
  ['is down', telltale(503)],
  ['takes the token back', telltale(401)],
  ['answers nonsense', telltale(200)],
  ['gives no answer', broken],
])('no token, code or verifier is in an error or the log when Lightspeed %s', async (_title, http) => {
  const clock = simulatedClock()
  const tokens = memoryTokens({
    accessToken: canaries.accessToken,
    refreshToken: canaries.refreshToken,
    expiresAt: new Date(clock.now() + 3_600_000).toISOString(),
    clientId: 'sandbox-client',
    accountId: '1',
  })
  const sent: string[] = []
  const { lightspeed, log } = lightspeedOver({
    clock,
    tokens,
    http: (request, signal) => {
      sent.push(`${request.body ?? ''} ${request.headers.Authorization ?? ''}`)
      return http(request, signal)
    },
  })
  const api = lightspeed.api({ priority: 'user', signal: never })
  const said: unknown[] = []
  for (const { error } of [
    await clock.during(collected(changedItems(api, null))),
    await clock.during(collected(shops(api))),
  ])
    said.push(error, error && lightspeedFailure(error))
  await clock.pass(3_600_000)
  const late = await clock.during(collected(shops(api)))
  said.push(late.error, late.error && lightspeedFailure(late.error))
  await lightspeed.beginAuthorization({}, () => {})
  const finished = await clock.during(lightspeed.finishAuthorization(canaries.code))
  said.push(finished, finished.ok || authorizationFailure(finished.error))
  said.push(await clock.during(lightspeed.disconnect()), lightspeed.budget())

  const verifier = /"code_verifier":"([\w-]+)"/.exec(sent.join('\n'))?.[1] ?? ''
  expect(verifier).toHaveLength(43)
  // The canaries did travel, so that their absence below means something.
  for (const canary of [canaries.accessToken, canaries.refreshToken, canaries.code])
    expect(sent.join('\n')).toContain(canary)
  const told = JSON.stringify(said) + log.lines.join('\n')
  for (const canary of [...Object.values(canaries), verifier]) expect(told).not.toContain(canary)
})
