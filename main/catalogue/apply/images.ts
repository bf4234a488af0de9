import type { Sku } from '../../../shared/ids.ts'
import { ok, type Result } from '../../../shared/result.ts'
import { galleriesOf } from '../../magento/galleries.ts'
import type { GalleryEntry } from '../../magento/gallery.ts'
import { type GalleryPlan, reconcile, type Wanted } from '../pictures/reconcile.ts'
import { picturesFor, type TillPicture } from '../pictures/till-picture.ts'
import { fingerprint } from '../plan/fingerprint.ts'
import { pictureText } from '../projection/images.ts'
import { stopForMagento } from '../stop.ts'
import type { Stage, Stop } from '../work.ts'
import { acknowledge, type Refusal, refuse } from './acknowledge.ts'
import { withLinks } from './adopt.ts'
import { type Gathered, gatherer } from './gather-pictures.ts'
import { type Group, openGroups } from './groups.ts'
import { lookForEqual } from './look-for-equal.ts'
import { eachPaced } from './pace.ts'
import { refuseOrStop } from './refusal.ts'
import type { Sending } from './sending.ts'
import { relieve } from './strain.ts'
import { slug } from './url-key.ts'
import { type NotWritten, writeGallery } from './write-gallery.ts'

/** Products whose galleries are looked at together. */
const CHUNK = 20

/**
 * Pictures of products that are there: downloaded where they never were, uploaded where no entry has their bytes.
 *
 * Each call saves the whole product in the shop, so what is right already is not sent.
 */
export async function sendImages(sending: Sending): Stage {
  const gather = gatherer(sending)
  for (const groups of openGroups(sending, 'update', ({ facet }) => facet === 'images')) {
    for (let at = 0; at < groups.length; at += CHUNK) {
      const stop = await sendChunk(sending, groups.slice(at, at + CHUNK), gather)
      if (stop !== null) return stop
    }
  }
  return null
}

type Job = { readonly group: Group; readonly sku: Sku; readonly pictures: readonly TillPicture[] }

/** A product that could not be made has no gallery; it stays due with its item. */
function jobsOf({ ledger }: Sending, groups: readonly Group[]): readonly Job[] {
  const itemIds = groups.map(({ itemId }) => itemId)
  const links = new Map(ledger.links.of(itemIds).map((link) => [link.itemId, link]))
  const entries = ledger.mirror.of(itemIds)
  const pictures = new Map(
    entries.map((entry) => [entry.item.itemId, picturesFor({ ...entry, ...entry.item })]),
  )
  return groups.flatMap((group) => {
    const sku = links.get(group.itemId)?.sku
    return sku === undefined ? [] : [{ group, sku, pictures: pictures.get(group.itemId) ?? [] }]
  })
}

async function sendChunk(
  sending: Sending,
  groups: readonly Group[],
  gather: (group: Group, pictures: readonly TillPicture[]) => Promise<Gathered | Stop>,
): Promise<Stop | null> {
  const { magento, locks, context } = sending
  const written: { readonly job: Job; readonly gathered: Gathered; readonly wrote: boolean }[] = []
  const jobs = jobsOf(sending, groups)
  const before = await galleriesOf(magento, skusOf(jobs))
  if (!before.ok) return stopForMagento(before.error)
  const sendOne = async (job: Job): Promise<Stop | null> => {
    if (context.signal.aborted) return { kind: 'cancelled' }
    const gallery = before.value.get(job.sku)
    if (gallery === undefined) return null
    if (!gallery.ok) return refuseOrStop(sending, job.group, gallery.error)
    const gathered = await gather(job.group, job.pictures)
    if ('kind' in gathered) return gathered
    if (gathered.left) return null
    const wrote = await locks.withKeys([job.sku], () => write(sending, job, gathered.wanted, gallery.value))
    if (!wrote.ok) return notWritten(sending, job.group, wrote.error)
    written.push({ job, gathered, wrote: wrote.value })
    return null
  }
  const stop = await eachPaced(sending.pace, jobs, sendOne)
  // what was written before a stop is known by its mark, should the next run look at it
  if (stop !== null) return stop
  const touched = written.filter(({ wrote }) => wrote).map(({ job }) => job)
  const after = await galleriesOf(magento, skusOf(touched))
  if (!after.ok) return stopForMagento(after.error)
  for (const { job, gathered, wrote } of written) {
    const gallery = (wrote ? after : before).value.get(job.sku)
    if (gallery?.ok) settle(sending, job, gathered, gallery.value, wrote)
  }
  return null
}

const skusOf = (jobs: readonly Job[]): readonly Sku[] => jobs.map(({ sku }) => sku)

const planOf = (
  { ledger }: Sending,
  { group }: Job,
  wanted: readonly Wanted[],
  entries: readonly GalleryEntry[],
): GalleryPlan => reconcile(wanted, entries, ledger.pictures.gallery([group.itemId]), slug(group.first.name))

/** @returns whether there was anything to write */
async function write(
  sending: Sending,
  job: Job,
  wanted: readonly Wanted[],
  entries: readonly GalleryEntry[],
): Promise<Result<boolean, NotWritten>> {
  const looked = await lookForEqual(sending, job, wanted, entries)
  if (!looked.ok) return { ok: false, error: { by: 'shop', error: looked.error } }
  const plan = planOf(sending, job, wanted, entries)
  if (isDone(plan)) return ok(false)
  sending.ledger.facets.doubt(job.group.changes)
  const wrote = await writeGallery(sending, { ...job, plan, entries })
  if (!wrote.ok) return wrote
  relieve(sending)
  return ok(true)
}

const isDone = ({ uploads, changes, removals }: GalleryPlan): boolean =>
  uploads.length + changes.length + removals.length === 0

/** Bytes that are gone from the cache and cannot be fetched again leave the item due. */
function notWritten(sending: Sending, group: Group, { by, error }: NotWritten): Stop | null {
  if (by === 'till') return error === 'cancelled' ? { kind: 'cancelled' } : null
  return refuseOrStop(sending, group, error)
}

/** What the shop shows now is compared with what it was sent: a yes alone says nothing (magento/magento2#9136). */
function settle(
  sending: Sending,
  job: Job,
  { wanted, fault }: Gathered,
  entries: readonly GalleryEntry[],
  wrote: boolean,
): void {
  const { ledger } = sending
  const { group } = job
  const left = planOf(sending, job, wanted, entries)
  ledger.pictures.settle(
    group.itemId,
    left.kept.map(({ imageId, publicId, digest, entry, isOurs }) => ({
      itemId: group.itemId,
      entryId: entry.id,
      imageId,
      publicId,
      digest,
      file: entry.file,
      own: isOurs,
    })),
  )
  if (!isDone(left))
    refuse(sending, group, { kind: 'pictures-not-kept', params: {}, details: null, passing: true })
  else if (fault === null) acknowledge(sending, withLinks(sending, [group]), wrote)
  else {
    acknowledge(sending, withLinks(sending, [partOf(group, wanted)]), wrote)
    const { kind, names } = fault
    const refusal = { kind, params: { pictures: names }, details: null, passing: false }
    if (kind === 'picture-away') tell(sending, group, refusal)
    else refuse({ ...sending, advance: () => {} }, group, refusal)
  }
}

/** A picture that could not be fetched is asked for at each sync, a few in a row at most. */
function tell({ context, refused }: Sending, { itemId, first }: Group, { kind, params }: Refusal): void {
  const { sku, name } = first
  context.problem({
    kind,
    subject: { kind: 'item', itemId, sku, name },
    params: { name, sku, ...params },
    details: null,
  })
  refused()
}

/** The change as far as it went: pictures that are not there or cannot be taken are no part of it. */
function partOf(group: Group, wanted: readonly Wanted[]): Group {
  const texts = new Map(wanted.map((one) => [String(one.position), pictureText(one)]))
  return {
    ...group,
    changes: group.changes.map((change) => {
      const value = Object.fromEntries(
        Object.keys(change.value).map((place) => [place, texts.get(place) ?? null]),
      )
      return { ...change, value, fingerprint: fingerprint('images', Object.fromEntries(texts)) }
    }),
  }
}
