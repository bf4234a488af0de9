import { ItemId } from '../../../shared/ids.ts'
import { message } from '../../../shared/message.ts'
import type { Cleared, Override, OverridePage } from '../../../shared/override.ts'

const row = (
  sku: string,
  name: string,
  view: string,
  attribute: string,
  own: string,
  inAll: string,
): Override => ({
  sku,
  name,
  view,
  attribute,
  own,
  inAll,
})

/** Three pages, of which the first two hold something. */
export function overridesPage(after: string | null): OverridePage {
  const at = after === null ? 0 : Number(after)
  const pages = [
    [
      row('BELL-1', 'Brass bell', 'fr', 'name', 'Cloche en laiton', 'Brass bell'),
      row('LOCK-7', 'U-lock', 'fr', 'name', 'Cadenas en U', 'U-lock'),
      row('LOCK-7', 'U-lock', 'fr', 'description', '<p>Un cadenas.</p>', '<p>A lock.</p>'),
    ],
    [row('TENT-2', 'Tent', 'default', 'price', '229.95', '199.95')],
    [],
  ]
  return {
    rows: pages[at] ?? [],
    looked: 100,
    total: 300,
    views: [
      { code: 'default', name: 'Default Store View' },
      { code: 'fr', name: 'Français' },
    ],
    next: at < 2 ? ItemId.parse(String(at + 1)) : null,
  }
}

/** All but the lock's name. */
export function clearedOf(overrides: readonly Pick<Override, 'sku' | 'view' | 'attribute'>[]): Cleared {
  const left = overrides.filter(({ sku, attribute }) => sku === 'LOCK-7' && attribute === 'name')
  return {
    cleared: overrides.length - left.length,
    left: left.map(({ sku, view, attribute }) => ({
      sku,
      view,
      attributes: [attribute],
      why: message('overrides.stays'),
    })),
  }
}
