import type { Outcome } from '../../shared/job.ts'
import type { LightspeedApi } from '../lightspeed/api.ts'
import type { Magento } from '../magento/magento.ts'
import type { Ledger } from '../store/ledger.ts'
import type { Clock } from '../support/clock.ts'
import type { Log } from '../support/log.ts'
import type { RunContext } from '../support/run-context.ts'
import type { Locks } from './locks.ts'
import type { Options } from './options/options.ts'
import type { Renames } from './options/renames.ts'
import type { Pictures } from './pictures/pictures.ts'
import type { Policy } from './projection/project.ts'

/** What the stages of one run share. */
export type Work = {
  readonly context: RunContext
  readonly ledger: Ledger
  readonly clock: Clock
  readonly log: Log
  readonly lightspeed: LightspeedApi
  readonly magento: Magento
  readonly pictures: Pictures
  /** One writer per SKU, over all jobs. */
  readonly locks: Locks
  /** The options of select attributes, by label and by id. */
  readonly options: Options
  /** Options that are to be renamed before anything else is sent. */
  readonly renames: Renames
  readonly policy: Policy
  /** Whether the shop keeps stock per source, or one stock only. */
  readonly multiSource: boolean
  /** `Community`, `Enterprise` (Adobe Commerce), as far as the shop tells. */
  readonly edition: string | null
  /** Where new products are sold. */
  readonly websiteIds: readonly number[]
  /** False before the merchant said go: nothing may be written. */
  readonly gone: boolean
  /** Records that this run found changed at the till so far. */
  changed(): number
}

/** A run cannot go on; what is acknowledged so far stays. */
export type Stop = Extract<Outcome, { kind: 'failed' | 'cancelled' | 'stopped-by-guard' }>

/** Null: the stage went through. */
export type Stage = Promise<Stop | null>
