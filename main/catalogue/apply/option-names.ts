import type { MagentoError } from '../../magento/error.ts'
import { productsWithOption } from '../../magento/options.ts'
import type { NamedOption } from '../../store/options.ts'
import { labelKey } from '../options/labels.ts'
import { namesOf, newlyNamed, type Rename } from '../options/names.ts'
import { stopForMagento } from '../stop.ts'
import type { Stage, Stop } from '../work.ts'
import type { Group } from './groups.ts'
import type { Sending } from './sending.ts'

const PAGE = 500

/**
 * Carries new names of manufacturers, vendors and tags over to their options. What was planned as right once they are
 * renamed is acknowledged after this.
 *
 * A name that the shop refuses is no longer followed: products then get an option of that name.
 */
export async function sendRenames(sending: Sending): Stage {
  const { ledger, options, log } = sending
  for (const rename of sending.renames.list()) {
    if (sending.context.signal.aborted) return { kind: 'cancelled' }
    const renamed = await options.rename(rename.attribute, rename.optionId, rename.to)
    if (renamed.ok) {
      nameAll(
        sending,
        rename.bearers.map((bearer) => ({ ...bearer, label: rename.to })),
      )
      continue
    }
    if (endsRun(renamed.error)) return stopForMagento(renamed.error)
    log.warn('option not renamed', { attribute: rename.attribute, error: renamed.error.kind })
    ledger.options.unname(rename.bearers)
    sending.renames.fail(rename)
  }
  return null
}

/** Whether nothing else would go through either. */
function endsRun(error: MagentoError): boolean {
  return !['rejected', 'internal-error', 'permission-missing', 'unreadable'].includes(error.kind)
}

/** What is right only under a name that could not be given is planned anew by the next run. */
export const waitsForName =
  (failed: readonly Rename[]) =>
  ({ changes }: Group): boolean =>
    failed.some(({ attribute, to }) =>
      changes.some(({ value }) => (value[attribute] ?? '').split('\n').some((label) => label === to)),
    )

/**
 * Notes which options bear whose names, and removes those of ours that nothing at the till is called by and no product has:
 * what a merge leaves behind.
 */
export async function tidyOptions(sending: Sending): Stage {
  const names = namesOf(sending.policy.mapping, sending.policy.lists())
  const known = new Map(sending.ledger.options.named().map((one) => [`${one.attribute} ${one.tillKey}`, one]))
  for (const one of names) {
    const index = sending.options.known(one.attribute)
    if (index !== null) nameAll(sending, newlyNamed(known, one, index), known)
    const gone = [...known.values()].filter(
      ({ attribute, tillKey }) => attribute === one.attribute && !one.labels.has(tillKey),
    )
    for (let at = 0; at < gone.length; at += PAGE) sending.ledger.options.unname(gone.slice(at, at + PAGE))
  }
  return removeLeft(sending, (attribute, label) =>
    names.some(
      (one) =>
        one.attribute === attribute &&
        [...one.labels.values()].some((name) => labelKey(name) === labelKey(label)),
    ),
  )
}

function nameAll(
  { ledger }: Sending,
  rows: readonly NamedOption[],
  known: ReadonlyMap<string, NamedOption> = new Map(),
): void {
  for (let at = 0; at < rows.length; at += PAGE) ledger.options.name(rows.slice(at, at + PAGE), known)
}

const LOOK_AGAIN_MS = 3_600_000

async function removeLeft(
  sending: Sending,
  isBorne: (attribute: string, label: string) => boolean,
): Promise<Stop | null> {
  const { ledger, magento, options, clock, log } = sending
  for (const option of ledger.options.left(clock.now() - LOOK_AGAIN_MS)) {
    if (sending.context.signal.aborted) return { kind: 'cancelled' }
    const { attribute, optionId } = option
    ledger.options.looked(option)
    if (isBorne(attribute, option.label)) continue
    const choices = await options.choices()
    const choice = choices.ok ? choices.value.get(attribute) : undefined
    if (choice === undefined) continue
    const having = await productsWithOption(magento, choice, optionId)
    if (!having.ok || having.value > 0) continue
    const removed = await options.remove(attribute, optionId)
    if (removed.ok) ledger.options.removed(option)
    else log.warn('option not removed', { attribute, error: removed.error.kind })
  }
  return null
}
