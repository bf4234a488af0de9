import { type Explanation, type ItemFilter, ItemRow, type ItemState } from '../../../shared/item.ts'

// Sutton Cycle & Outdoor: 3,000 items, of which the first twenty have names to look at.

const named = [
  ['Ortlieb Back-Roller Classic, pair, yellow', 'OR-F5302', '229.95', 6],
  ['MSR PocketRocket 2 stove', 'MS-09884', '64.95', 13],
  ['Continental Grand Prix 5000, 28-622', 'CO-101624', '94.99', 38],
  ['Shimano CN-HG71 chain, 116 links', 'SH-HG71116', '31.99', 54],
  ['Kryptonite Evolution Mini-7 lock', 'KR-3231', '109.99', 9],
  ['Giro Syntax MIPS helmet', 'GI-SYNTAX', '129.95', 27],
  ['Osprey Talon 22 backpack', 'OS-TALON22', '174.95', 8],
  ['Tune-up, basic', 'WS-TUNE1', '89', null],
  ['Topeak JoeBlow Sport III pump', 'TO-TJBS3', '84.99', 11],
  ['Petzl Actik Core headlamp', 'PE-E065AA', '99.95', 16],
  ['Nalgene Wide Mouth bottle, 1 L, green', 'NA-2179', '18.99', 41],
  ['Selle Italia Flite Boost « Édition spéciale »', 'SI-FL/B1', '189.99', 3],
  ['Thule Chariot Sport 2, blue', 'TH-10201023', '1549.95', 2],
  ['日本製 タイヤレバー 3本', 'PA-TL-1', '7.5', 120],
  ['Park Tool PCS-10.3 repair stand', 'PT-PCS103', '359.95', 4],
  ['Vittoria Corsa N.EXT', 'VI-CORSA', '79.99', 22],
] as const

const kinds = [
  'inner tube',
  'brake pads',
  'gloves',
  'jersey',
  'bottle cage',
  'rain cover',
  'light set',
  'saddle bag',
]
const makers = ['Continental', 'Shimano', 'Castelli', 'Gore', 'Elite', 'Evoc', 'Lezyne', 'Topeak']

function stateAt(index: number): ItemState {
  if (index === 0) return 'needs-you'
  if (index === 1 || index === 40 || index === 77) return 'waiting'
  return index === 7 || index % 6 === 5 ? 'not-online' : 'online'
}

/** The item at a place of the list, always the same. */
export function itemAt(index: number, now: number): ItemRow {
  const known = named[index]
  const state = stateAt(index)
  const price = known?.[2] ?? String(((index * 37) % 19_000) / 100 + 5)
  return ItemRow.parse({
    itemId: String(index + 1),
    name: known?.[0] ?? `${makers[index % 8]} ${kinds[(index >> 3) % 8]}, no. ${index}`,
    sku: known?.[1] ?? (index % 97 === 0 ? null : `SC-${10_000 + index}`),
    price,
    stock: known === undefined ? (index * 7) % 60 : known[3],
    state,
    lastSentAt:
      state === 'not-online' ? null : new Date(now - ((index * 7919) % 900_000) * 1000).toISOString(),
  })
}

export function listItems(total: number, now: number, filter: ItemFilter, search: string) {
  const wanted = search.toLowerCase()
  const all = Array.from({ length: total }, (_, index) => itemAt(index, now))
  const fits = (row: ItemRow, by: ItemFilter) => {
    if (by === 'all') return true
    if (by === 'changed-today') return row.lastSentAt !== null && Number(row.itemId) % 73 === 1
    return row.state === by
  }
  const found = all.filter((row) => `${row.name} ${row.sku ?? ''}`.toLowerCase().includes(wanted))
  const count = (by: ItemFilter) => found.filter((row) => fits(row, by)).length
  return {
    rows: found.filter((row) => fits(row, filter)),
    counts: {
      all: count('all'),
      online: count('online'),
      waiting: count('waiting'),
      'not-online': count('not-online'),
      'needs-you': count('needs-you'),
      'changed-today': count('changed-today'),
    },
  }
}

/** Why the stove is waiting, as the panel tells it. */
export function explain(itemId: string, now: number): Explanation {
  const row = itemAt(Number(itemId) - 1, now)
  const ago = (seconds: number) => new Date(now - seconds * 1000).toISOString()
  const waits = row.state === 'waiting'
  const field = (path: string) => ({ key: 'from.field', params: { path } })
  return {
    itemId: row.itemId,
    name: row.name,
    sku: row.sku,
    state: row.state,
    product: { sku: row.sku ?? 'WS-012', byBarcode: Number(itemId) % 7 === 1 },
    why: {
      key:
        row.state === 'not-online'
          ? 'reason.not-published'
          : waits
            ? 'reason.waiting-changes'
            : 'reason.online',
      params: {},
    },
    facets: [
      {
        facet: 'details',
        state: 'sent',
        sentAt: ago(1_036_800),
        fields: [
          { field: 'name', value: row.name, sent: row.name, from: field('description') },
          {
            field: 'description',
            value: '<p>Compact canister stove for fast boils and simmering.</p>',
            sent: '<p>Compact canister stove for fast boils and simmering.</p>',
            from: field('ItemECommerce.longDescription'),
          },
          { field: 'weight', value: '0.073', sent: '0.073', from: field('ItemECommerce.weight') },
        ],
      },
      {
        facet: 'status',
        state: 'sent',
        sentAt: ago(1_036_800),
        fields: [
          { field: 'status', value: '1', sent: '1', from: { key: 'from.selection', params: {} } },
          { field: 'visibility', value: '4', sent: '4', from: { key: 'from.fixed', params: {} } },
        ],
      },
      {
        facet: 'price',
        state: waits ? 'waiting' : 'sent',
        sentAt: ago(864_000),
        fields: [
          {
            field: 'price',
            value: row.price,
            sent: waits ? '69.95' : row.price,
            from: { key: 'from.price', params: { level: 'Default' } },
          },
        ],
      },
      { facet: 'stock', state: 'sent', sentAt: ago(40), fields: [] },
    ],
    stock: [
      {
        source: 'default' as Explanation['stock'][number]['source'],
        shops: [
          { shopId: '1', name: 'Sutton', qoh: 9 },
          { shopId: '2', name: 'Bromont', qoh: 3 },
        ],
        onHand: 12,
        reserved: 2,
        unexported: 0,
        safety: 1,
        push: 13,
      },
    ],
    problems: [],
    links: {
      lightspeed: 'https://us.merchantos.com/?item=2',
      magento: 'https://shop.suttoncycle.example/admin',
    },
    changes: [
      { at: ago(40), facet: 'stock', before: '14', after: '13' },
      { at: ago(864_000), facet: 'price', before: '66.95', after: '69.95' },
      { at: ago(1_036_800), facet: 'details', before: null, after: row.name },
    ],
  }
}
