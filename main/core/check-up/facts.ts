import type { LightspeedConnected, Lists, MagentoConnected } from '../../../shared/connect.ts'
import type { Mapping } from '../../../shared/mapping.ts'
import type { Message } from '../../../shared/message.ts'
import type { Override } from '../../../shared/override.ts'
import type { Result } from '../../../shared/result.ts'
import type { Rules } from '../../../shared/rules.ts'
import type { Limits } from '../../magento/limits.ts'
import type { Double } from '../../store/doubles.ts'
import type { Consumers, Route, SaveTime } from '../../store/routes.ts'

/** What a check-up learns of the web shop. What could not be asked is null. */
export type ShopFacts = {
  readonly connected: MagentoConnected
  readonly limits: Limits
  /** Whether an encoded slash in an address reaches Magento. */
  readonly slashesArrive: boolean | null
  readonly sources: Lists['sources'] | null
  readonly taxClasses: Lists['taxClasses'] | null
  readonly attributeSets: Lists['attributeSets'] | null
  readonly textAttributes: Lists['textAttributes'] | null
  /** Attribute codes by attribute set, of the sets that the mapping names. */
  readonly attributes: ReadonlyMap<string, readonly string[]>
  readonly overrides: OverrideFacts | null
  /** Who works off the shop's queue; null: it was asked, and has not answered yet. */
  readonly consumers: Consumers | null
}

/** A check-up takes seconds whatever the size of the shop, so it looks at a part of a large one, and says so. */
export type OverrideFacts = {
  readonly rows: readonly Override[]
  readonly products: number
  readonly allProducts: number
  readonly views: number
  readonly allViews: number
}

export type TillFacts = {
  readonly connected: LightspeedConnected
  readonly priceLevels: Lists['priceLevels'] | null
}

/** Milliseconds that this computer's clock is ahead of the service's; null where the service tells no time. */
export type Ahead = number | null

/** Everything that the judgement rests on. */
export type Facts = {
  readonly till: Result<TillFacts, Message>
  readonly shop: Result<ShopFacts, Message>
  readonly rules: Rules
  readonly mapping: Mapping
  readonly ahead: { readonly till: Ahead; readonly shop: Ahead }
  /**
   * SKUs that several items of the till carry, and that several products of the shop answer to; items that could not be
   * paired by their barcode.
   */
  readonly doubles: {
    readonly till: readonly Double[]
    readonly shop: readonly Double[]
    readonly barcode: readonly Double[]
  }
  readonly saveTime: SaveTime | null
  /** The route that products last took; null before there was a choice. */
  readonly route: Route | null
  /** Items that go online and have no product yet; null before the till was read. */
  readonly toCreate: number | null
}
