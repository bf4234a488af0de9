import type { Output } from '../../../shared/contract.ts'
import { type Decision, Problem } from '../../../shared/problem.ts'
import type { Scene } from './scenes.ts'

const item = (itemId: string, name: string, sku: string | null) => ({ kind: 'item', itemId, name, sku })

export function problemsOf(scene: Scene, now: number): Problem[] {
  const since = new Date(now - 3_600_000).toISOString()
  const make = (id: number, kind: string, subject: object, params = {}, details: string | null = null) =>
    Problem.parse({ id, kind, subject, params, details, since, lastSeen: since })
  const refused = make(
    1,
    'refused-by-shop',
    item('1', 'Ortlieb Back-Roller Classic, pair, yellow', 'OR-F5302'),
    { reason: 'The value of attribute “tax_class_id” is not valid.' },
    'POST /rest/all/V1/products: 400 The "%1" attribute value is invalid.',
  )
  const duplicate = make(2, 'sku-duplicate', item('12', 'Selle Italia Flite Boost', 'SI-FL/B1'))
  switch (scene) {
    case 'good-day':
    case 'working':
    case 'paused':
    case 'slow':
      return [refused, duplicate]
    case 'offline':
      return [make(3, 'unreachable', { kind: 'connection', service: 'magento' })]
    case 'keys-refused':
      return [make(4, 'refused-keys', { kind: 'connection', service: 'magento' })]
    case 'bad-day':
      return [
        make(5, 'run-failed', { kind: 'job', job: 'catalogue' }, { reason: 'problem.unreachable.why' }),
        ...Array.from({ length: 14 }, (_, index) =>
          make(
            20 + index,
            'price-missing',
            item(String(30 + index), `Continental inner tube, no. ${index}`, `SC-${index}`),
          ),
        ),
        ...Array.from({ length: 5 }, (_, index) =>
          make(50 + index, 'sku-missing', item(String(60 + index), `Gloves, no. ${index}`, null)),
        ),
        refused,
        duplicate,
      ]
    default:
      return []
  }
}

export function decisionsOf(scene: Scene, now: number): Decision[] {
  if (scene !== 'safety-stop') return []
  return [
    {
      id: 1,
      kind: 'zero-stock',
      products: 412,
      linked: 2517,
      examples: [
        { sku: 'NA-2179', name: 'Nalgene Wide Mouth bottle, 1 L, green', before: '23', after: '0' },
        { sku: 'SH-B05S', name: 'Shimano B05S brake pads, pair', before: '39', after: '0' },
        { sku: 'CO-0181', name: 'Continental Race 28 tube, 42 mm', before: '61', after: '0' },
        { sku: 'PE-E99ACA', name: 'Petzl Core battery', before: '8', after: '0' },
        { sku: 'TH-10201023', name: 'Thule Chariot Sport 2, blue', before: '1', after: '0' },
      ],
      askedAt: new Date(now - 780_000).toISOString(),
      answer: null,
      answeredAt: null,
    },
  ]
}

export function connectionsOf(scene: Scene): Output<'connections'> {
  const till = {
    accountId: '1',
    name: 'Sutton Cycle & Outdoor',
    shops: [
      { shopId: '1', name: 'Sutton' },
      { shopId: '2', name: 'Bromont' },
    ],
    permissions: [
      { name: 'employee:inventory_read', given: true, needed: true },
      { name: 'employee:product_cost', given: false, needed: false },
    ],
  }
  const names = ['stores', 'products', 'prices', 'stock', 'sources', 'attributes', 'taxes']
  const shop = {
    id: 'a1b2c3d4',
    url: 'https://shop.suttoncycle.example',
    version: '2.4',
    edition: 'Community',
    multiSource: true,
    websites: [{ id: 1, code: 'base', name: 'Main Website' }],
    storeViews: [{ id: 1, code: 'default', name: 'Default', websiteId: 1 }],
    currency: 'CAD',
    permissions: names.map((name) => ({ name, given: name !== 'sources', needed: name !== 'taxes' })),
    warnings: [],
  }
  return {
    lightspeed: scene === 'first-day' ? null : till,
    magento: scene === 'first-day' || scene === 'shop-missing' ? null : shop,
  }
}
