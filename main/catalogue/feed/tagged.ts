import type { ItemId } from '../../../shared/ids.ts'
import { type TaggedItem, taggedItems } from '../../lightspeed/resource/items.ts'
import { breathe } from '../../support/breathe.ts'
import { stopForLightspeed } from '../stop.ts'
import type { Stage, Work } from '../work.ts'
import { readChosen } from './items.ts'

/** Lightspeed's limit on the values of one filter. */
const MOST_TAGS = 100

/**
 * Items that got or lost a tag which the merchant's rules look at: giving and taking one moves no item, so the items of
 * those tags are listed and compared with the mirror. Those that differ are read anew.
 */
export async function readTagged(work: Work): Stage {
  const tagIds = tagsLookedAt(work)
  for (let at = 0; at < tagIds.length; at += MOST_TAGS) {
    const stop = await compare(work, tagIds.slice(at, at + MOST_TAGS))
    if (stop !== null) return stop
  }
  return null
}

/** Those of the selection; all of them where tags are categories. */
function tagsLookedAt({ policy }: Work): readonly string[] {
  const criteria = policy.criteria()
  const placing = policy.placing()
  const selecting = criteria.kind === 'where' ? criteria.criteria : []
  return placing?.places('tags')
    ? Object.keys(policy.lists().Tag)
    : [...new Set(selecting.flatMap((one) => (one.kind === 'tag' ? one.ids : [])))]
}

async function compare(work: Work, tagIds: readonly string[]): Stage {
  const asked = new Set(tagIds)
  let after: ItemId | null = null
  for await (const page of taggedItems(work.lightspeed, tagIds)) {
    if (!page.ok) return stopForLightspeed(page.error)
    const rows = page.value.rows.flatMap((row) => (row.kind === 'read' ? [row.record] : []))
    const last: ItemId | null = page.value.last ? null : (rows.at(-1)?.itemID ?? after)
    const stop = await readChosen(work, differing(work, asked, rows, after, last))
    if (stop !== null) return stop
    after = last
    await breathe()
  }
  return null
}

/** Items from one to another that bear other ones of these tags at the till than in the mirror. */
function differing(
  { ledger }: Work,
  asked: ReadonlySet<string>,
  rows: readonly TaggedItem[],
  after: ItemId | null,
  last: ItemId | null,
): readonly ItemId[] {
  const told = (tagIds: readonly string[]): string =>
    [...new Set(tagIds)]
      .filter((id) => asked.has(id))
      .sort()
      .join(',')
  const atTill = new Map(
    rows.map(({ itemID, TagRelations }) => [itemID, told(TagRelations.map(({ tagID }) => tagID))]),
  )
  const mirrored = new Map(
    ledger.places.tagged([...asked], after, last).map(({ itemId, tagIds }) => [itemId, told(tagIds)]),
  )
  return [...new Set([...atTill.keys(), ...mirrored.keys()])].filter(
    (itemId) => (atTill.get(itemId) ?? '') !== (mirrored.get(itemId) ?? ''),
  )
}
