import type { Fault } from '../sandbox/fault.ts'
import type { Random } from '../sandbox/random.ts'

/** What a sync asks of the two services. */
const routes = {
  till: ['GET Item', 'GET ItemShop'],
  shop: [
    'GET /V1/products',
    'GET /V1/inventory/source-items',
    'POST /V1/products',
    'POST /V1/products',
    'PUT /V1/products/:sku',
    'POST /V1/products/base-prices',
    'POST /V1/inventory/source-items',
  ],
} as const

/** What happens on a network and to a busy server; none of it says anything about what was asked. */
const troubles: readonly [Trouble, ...Trouble[]] = [
  () => ({ loseAnswer: true }),
  () => ({ loseAnswer: true, latencyMs: 20_000 }),
  () => ({ dropped: true }),
  () => ({ truncated: true }),
  () => ({ status: 503 }),
  () => ({ status: 502, html: true }),
  () => ({ status: 502, html: true, when: 'after' }),
  (random) => ({ status: 429, retryAfterSeconds: random.between(1, 20) }),
  () => ({ status: 429 }),
  (random) => ({ latencyMs: random.between(50, 30_000) }),
]
type Trouble = (random: Random) => Omit<Fault, 'route'>

/**
 * One trouble on one route of a service, now and then several times in a row, so that a sync gives up. Half of them let
 * the first requests pass, so that they fall into the middle of a list.
 */
export function badLuck(random: Random, service: keyof typeof routes): Fault {
  const [first, ...others] = routes[service]
  return {
    route: random.pick([first, ...others]),
    ...random.pick(troubles)(random),
    times: random.chance(0.15) ? random.between(3, 8) : random.between(1, 2),
    ...(random.chance(0.5) && { probability: 0.4, seed: random.between(1, 1_000_000) }),
  }
}
