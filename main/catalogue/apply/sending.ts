import type { ItemId } from '../../../shared/ids.ts'
import type { DecisionKind } from '../../../shared/problem.ts'
import type { Result } from '../../../shared/result.ts'
import type { RouteTimes } from '../../store/routes.ts'
import type { ShopTree } from '../placement/shop-tree.ts'
import type { Work } from '../work.ts'
import type { Pace } from './pace.ts'

/** Refusals in the same words, without a success between them. */
export type Strain = { words: string; items: ItemId[] }

/** What the writes of one run share. */
export type Sending = Work & {
  readonly pace: Pace
  /** Dangers that the merchant approved or asked for: they do not count against the next 24 hours. */
  readonly approved: ReadonlySet<DecisionKind>
  readonly strain: Strain
  /** The shop's categories, as far as they were looked at. */
  readonly tree: ShopTree
  /** Changes that are through, however they ended. */
  advance(changes: number): void
  /** The shop saved a product, and took so many milliseconds. */
  saved(ms: number): void
  /** How many it saved so far. */
  saves(): number
  /** What a product costs on both routes, as far as measured. */
  readonly routeTimes: RouteTimes
  /** An item that the shop refused. */
  refused(): void
}

/** A save of a product, measured when it went through. */
export async function timed<T, E>(
  { clock, saved }: Sending,
  save: () => Promise<Result<T, E>>,
): Promise<Result<T, E>> {
  const startedAt = clock.now()
  const answer = await save()
  if (answer.ok) saved(clock.now() - startedAt)
  return answer
}
