import { type ItemId, matrixItemId } from '../../../shared/ids.ts'
import type { Result } from '../../../shared/result.ts'
import type { LightspeedError } from '../../lightspeed/errors.ts'
import type { Page } from '../../lightspeed/pages.ts'
import { taggedItems } from '../../lightspeed/resource/items.ts'
import { taggedMatrices } from '../../lightspeed/resource/matrices.ts'
import { breathe } from '../../support/breathe.ts'
import { stopForLightspeed } from '../stop.ts'
import type { Stage, Work } from '../work.ts'
import { readChosen } from './items.ts'
import { readChosenMatrices } from './matrices.ts'

/** Lightspeed's limit on the values of one filter. */
const MOST_TAGS = 100

/**
 * Items and matrices that got or lost a tag which the merchant's rules look at: giving and taking one moves neither, so
 * those with the tags are listed and compared with the mirror. Those that differ are read anew.
 */
export async function readTagged(work: Work): Stage {
  const tagIds = tagsLookedAt(work)
  for (let at = 0; at < tagIds.length; at += MOST_TAGS) {
    const part = tagIds.slice(at, at + MOST_TAGS)
    for (const bearers of [items, matrices]) {
      const stop = await compare(work, bearers, part)
      if (stop !== null) return stop
    }
  }
  return null
}

/** Those of the selection; all of them where tags are categories. */
function tagsLookedAt({ policy }: Work): readonly string[] {
  const criteria = policy.criteria()
  const selecting = criteria.kind === 'where' ? criteria.criteria : []
  return policy.placing()?.places('tags')
    ? Object.keys(policy.lists().Tag)
    : [...new Set(selecting.flatMap((one) => (one.kind === 'tag' ? one.ids : [])))]
}

type Bearer = { readonly itemId: ItemId; readonly number: number; readonly tagIds: readonly string[] }

/** What bears tags, and how it is read. */
type Bearers = {
  readonly kind: 'items' | 'matrices'
  pages(work: Work, tagIds: readonly string[]): AsyncIterable<Result<BearerPage, LightspeedError>>
  readChosen(work: Work, itemIds: readonly ItemId[]): Stage
}

type BearerPage = { readonly bearers: readonly Bearer[]; readonly last: boolean }

const items: Bearers = {
  kind: 'items',
  pages: ({ lightspeed }, tagIds) =>
    told(taggedItems(lightspeed, tagIds), ({ itemID, TagRelations }) => ({
      itemId: itemID,
      number: Number(itemID),
      tagIds: TagRelations.map(({ tagID }) => tagID),
    })),
  readChosen,
}

const matrices: Bearers = {
  kind: 'matrices',
  pages: ({ lightspeed }, tagIds) =>
    told(taggedMatrices(lightspeed, tagIds), ({ itemMatrixID, TagRelations }) => ({
      itemId: matrixItemId(itemMatrixID),
      number: Number(itemMatrixID),
      tagIds: TagRelations.map(({ tagID }) => tagID),
    })),
  readChosen: readChosenMatrices,
}

async function* told<T>(
  pages: AsyncIterable<Result<Page<T>, LightspeedError>>,
  bearer: (record: T) => Bearer,
): AsyncIterable<Result<BearerPage, LightspeedError>> {
  for await (const page of pages) {
    if (!page.ok) return yield page
    const bearers = page.value.rows.flatMap((row) => (row.kind === 'read' ? [bearer(row.record)] : []))
    yield { ok: true, value: { bearers, last: page.value.last } }
  }
}

async function compare(
  work: Work,
  { kind, pages, readChosen: read }: Bearers,
  tagIds: readonly string[],
): Stage {
  let from = 1
  for await (const page of pages(work, tagIds)) {
    if (!page.ok) return stopForLightspeed(page.error)
    const { bearers, last } = page.value
    const to = last ? Number.MAX_SAFE_INTEGER : (bearers.at(-1)?.number ?? from - 1)
    const mirrored = work.ledger.places.tagged(tagIds, kind, from, to)
    const stop = await read(work, differing(new Set(tagIds), bearers, mirrored))
    if (stop !== null) return stop
    from = to + 1
    await breathe()
  }
  return null
}

/** Those that bear other ones of the asked tags at the till than in the mirror. */
function differing(
  asked: ReadonlySet<string>,
  bearers: readonly Bearer[],
  mirror: readonly Omit<Bearer, 'number'>[],
): readonly ItemId[] {
  const told = ({ itemId, tagIds }: Omit<Bearer, 'number'>) =>
    [
      itemId,
      [...new Set(tagIds)]
        .filter((id) => asked.has(id))
        .sort()
        .join(','),
    ] as const
  const [atTill, mirrored] = [new Map(bearers.map(told)), new Map(mirror.map(told))]
  return [...new Set([...atTill.keys(), ...mirrored.keys()])].filter(
    (itemId) => (atTill.get(itemId) ?? '') !== (mirrored.get(itemId) ?? ''),
  )
}
