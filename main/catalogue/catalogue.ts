import type { ItemId, RunId } from '../../shared/ids.ts'
import type { Explanation } from '../../shared/item.ts'
import type { Job, Outcome, RunCounts, RunMode, RunProgress } from '../../shared/job.ts'
import type { Failure } from '../../shared/message.ts'
import type { PlanRow, PlanSummary } from '../../shared/plan.ts'
import type { Result } from '../../shared/result.ts'
import type { Rules } from '../../shared/rules.ts'
import type { LightspeedApi, Priority } from '../lightspeed/api.ts'
import type { Lightspeed } from '../lightspeed/lightspeed.ts'
import type { Magento } from '../magento/magento.ts'
import type { Ledger } from '../store/ledger.ts'
import type { PictureCache } from '../store/picture-cache.ts'
import type { Clock } from '../support/clock.ts'
import type { Http } from '../support/http.ts'
import type { Log } from '../support/log.ts'
import type { RunContext } from '../support/run-context.ts'
import { sendAdopts } from './apply/adopt.ts'
import { sendCreates, sendMatrices } from './apply/creates.ts'
import { sendImages } from './apply/images.ts'
import { sendRenames, tidyOptions } from './apply/option-names.ts'
import { dueInTree, sendPlacements } from './apply/placements.ts'
import { sendPrices } from './apply/prices.ts'
import { sendSwitchOffs, sendUpdates } from './apply/product-save.ts'
import { sendStock } from './apply/stock.ts'
import { sendTiers } from './apply/tiers.ts'
import { sendVariants } from './apply/variants.ts'
import { explain } from './explain.ts'
import { readItems } from './feed/items.ts'
import { readLists } from './feed/lists.ts'
import { readMatrices } from './feed/matrices.ts'
import { readNewPictures } from './feed/new-pictures.ts'
import { readStock } from './feed/stock.ts'
import { readTagged } from './feed/tagged.ts'
import { type JobStages, runJob } from './job.ts'
import { createLocks, type Locks } from './locks.ts'
import { createOptions } from './options/options.ts'
import { createRenames } from './options/renames.ts'
import { createOverrides, type Overrides } from './overrides/overrides.ts'
import { createPictures } from './pictures/pictures.ts'
import { shownPicture } from './pictures/shown-picture.ts'
import { planRun } from './plan-run.ts'
import { goPreview, planRows } from './queries.ts'
import { planStockRun } from './stock-plan-run.ts'
import { failed } from './stop.ts'
import { readShopAttributes } from './variants/read-attributes.ts'
import { verify } from './verify/verify.ts'
import { criteriaNow, policyOf } from './view.ts'
import type { Stage, Work } from './work.ts'

export type CatalogueParts = {
  readonly ledger: Ledger
  readonly lightspeed: Pick<Lightspeed, 'api'>
  /** The client of the connected shop, or why there is none. */
  readonly magento: () => Promise<Result<Magento, Failure>>
  readonly http: Http
  readonly pictureCache: PictureCache
  readonly clock: Clock
  readonly log: Log
}

export type Catalogue = {
  /** `catalogue`, `stock` and `verify`, for whoever drives runs. */
  readonly jobs: readonly {
    readonly name: Job
    run(context: RunContext): Promise<Outcome>
  }[]
  /** What the first sync would do; null before it has been planned. */
  goPreview(): PlanSummary | null
  planRows(runId: RunId, offset: number, limit: number): { rows: PlanRow[]; total: number }
  explain(itemId: ItemId): Explanation | null
  /** What the item looks like, as an address that holds the picture; null where none was downloaded. */
  picture(itemId: ItemId): string | null
  readonly overrides: Overrides
  /** How many items a set of rules takes in. */
  countSelected(rules: Rules): { selected: number; items: number }
}

const catalogueJob: JobStages = {
  name: 'catalogue',
  read: readCatalogue,
  plan: planRun,
  // what takes things offline and what is cheap goes first; stock needs its product
  send: [
    sendRenames,
    sendAdopts,
    sendSwitchOffs,
    sendPrices,
    sendCreates,
    sendUpdates,
    sendTiers,
    sendMatrices,
    sendVariants,
    sendPlacements,
    sendImages,
    sendStock,
    tidyOptions,
  ],
  isWaiting: (work) => dueInTree(work).length > 0,
}

const stockJob: JobStages = {
  name: 'stock',
  read: (work) => readStock(work, work.context.mode.scope),
  plan: planStockRun,
  send: [sendAdopts, sendStock],
}

/**
 * The lists come first; items that refer to something newer have them read once more. Whenever the lists were read, so
 * are the tags of items.
 */
async function readCatalogue(work: Work): Stage {
  const { ledger, context } = work
  const before = ledger.lists.till.get()?.readAt
  const unlisted = await readLists(work)
  if (unlisted !== null) return unlisted
  const isDelta = context.mode.scope.kind === 'changed' && ledger.watermarks.get('item') !== null
  const isHourly = isDelta && ledger.lists.till.get()?.readAt !== before
  return (
    (await readNewPictures(work)) ??
    (await readItems(work, context.mode.scope)) ??
    (await readMatrices(work, context.mode.scope)) ??
    (isHourly ? await readTagged(work) : null) ??
    (await readLists(work)) ??
    (await readShopAttributes(work))
  )
}

/** The heart of the program: brings items and their stock from the till to the shop, looks whether they stay there, and says why. */
export function createCatalogue(parts: CatalogueParts): Catalogue {
  const { ledger } = parts
  const locks = createLocks()
  return {
    jobs: [
      ...[catalogueJob, stockJob].map((stages) => ({
        name: stages.name,
        run: (context: RunContext) => run(parts, locks, stages.name, context, (work) => runJob(stages, work)),
      })),
      { name: 'verify', run: (context) => run(parts, locks, 'lists', context, verify) },
    ],
    goPreview: () => goPreview(ledger),
    planRows: (runId, offset, limit) => planRows(ledger, runId, offset, limit),
    explain: (itemId) => explain(ledger, itemId),
    picture: (itemId) => shownPicture(ledger, parts.pictureCache, itemId),
    overrides: createOverrides({ ...parts, locks }),
    countSelected: (rules) => ({
      selected: ledger.items.countSelected(criteriaNow(ledger, rules.selection)),
      items: ledger.items.count({ kind: 'items' }),
    }),
  }
}

async function run(
  parts: CatalogueParts,
  locks: Locks,
  priority: Priority,
  runs: RunContext,
  execute: (work: Work) => Promise<Outcome>,
): Promise<Outcome> {
  const { ledger, clock, log } = parts
  const context = observed(runs)
  const client = await parts.magento()
  if (!client.ok) return failed(client.error)
  const lightspeed = parts.lightspeed.api({
    priority: urgency(priority, context.mode),
    signal: context.signal,
    onWait: (waitsUntil) => context.progress({ ...context.where(), waitsUntil }),
  })
  const pair = ledger.pair.get()
  const magento = client.value.forRun(context)
  const work: Work = {
    context,
    ledger,
    clock,
    log,
    locks: { withKeys: (keys, work) => locks.withKeys(keys, work, context.signal) },
    lightspeed,
    magento,
    renames: createRenames(),
    options: createOptions({ magento, ledger, locks, clock, signal: context.signal }),
    pictures: createPictures({ http: parts.http, cache: parts.pictureCache, known: ledger.pictures }),
    policy: policyOf(ledger),
    multiSource: pair.magento?.multiSource ?? true,
    edition: pair.magento?.edition ?? null,
    websiteIds: pair.magento?.websites.map(({ id }) => id).filter((id) => id !== 0) ?? [],
    gone: pair.goneAt !== null,
    changed: context.changed,
  }
  try {
    return await execute(work)
  } finally {
    countRequests(lightspeed, context)
  }
}

/** The context of a run, remembering where the run stands and what it has read. */
function observed(context: RunContext) {
  let where: RunProgress = { stage: 'connect', done: 0, total: null, endsAt: null, waitsUntil: null }
  let changed = 0
  return {
    ...context,
    where: () => where,
    changed: () => changed,
    progress(progress: RunProgress) {
      where = progress
      context.progress(progress)
    },
    count(counts: Partial<RunCounts>) {
      changed += counts.changed ?? 0
      context.count(counts)
    },
  }
}

const urgency = (usual: Priority, { scope }: RunMode): Priority => (scope.kind === 'items' ? 'user' : usual)

function countRequests(lightspeed: LightspeedApi, context: RunContext): void {
  context.count({ lightspeedRequests: lightspeed.usage().requests })
}
