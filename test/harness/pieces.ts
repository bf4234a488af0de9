import type { Component, Item } from '../sandbox/lightspeed/records.ts'
import type { State } from '../sandbox/lightspeed/state.ts'

/** Pieces for sale, shop by shop. What is made of others is there as often as they allow, in each shop for itself. */
export function piecesOf(till: State, { itemID, components = [] }: Item): readonly number[] {
  const own = till.itemShops.having('itemID', itemID).filter(({ shopID }) => shopID > 0)
  if (components.length === 0) return own.map(({ qoh }) => qoh)
  return own.map(({ shopID }) => Math.min(...components.map((part) => timesIn(till, part, shopID))))
}

function timesIn(till: State, { componentItemID, quantity }: Component, shopID: number): number {
  const row = till.itemShops.having('itemID', componentItemID).find((one) => one.shopID === shopID)
  return Math.floor(Math.max(0, row?.qoh ?? 0) / quantity)
}
