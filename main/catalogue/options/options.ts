import { err, ok, type Result } from '../../../shared/result.ts'
import type { MagentoError } from '../../magento/error.ts'
import type { Magento } from '../../magento/magento.ts'
import { addNumberedOption, renameOption } from '../../magento/option-changes.ts'
import {
  type AttributeKind,
  addOption,
  attributeKinds,
  type ChoiceAttribute,
  type KindOfAttribute,
  optionsOf,
  removeOption,
} from '../../magento/options.ts'
import type { Ledger } from '../../store/ledger.ts'
import type { Clock } from '../../support/clock.ts'
import type { Locks } from '../locks.ts'
import { indexOptions, labelKey, labelText, type OptionIndex } from './labels.ts'

export type OptionParts = {
  readonly magento: Magento
  readonly ledger: Pick<Ledger, 'lists' | 'options'>
  readonly locks: Locks
  readonly clock: Clock
  readonly signal?: AbortSignal
}

/** The options of the shop's select attributes, as one run knows them: each attribute is read once, when it is first needed. */
export type Options = {
  /** Attributes that do not take a value as it is, by code. Asked of the shop at most once an hour. */
  kinds(): Promise<Result<ReadonlyMap<string, AttributeKind>, MagentoError>>
  /** Those that have options. */
  choices(): Promise<Result<ReadonlyMap<string, ChoiceAttribute>, MagentoError>>
  /** The options of an attribute. */
  of(code: string): Promise<Result<OptionIndex, MagentoError>>
  /**
   * The option of each label, made where the shop has none: only for what is being sent. An error is about one of these
   * labels, or ends the run.
   */
  idsOf(code: string, labels: readonly string[]): Promise<Result<ReadonlyMap<string, string>, MagentoError>>
  /** The options of an attribute as far as this run has read them. */
  known(code: string): OptionIndex | null
  /** Gives an option another label; products keep it. */
  rename(code: string, id: string, label: string): Promise<Result<null, MagentoError>>
  /** An option that is gone already is as good as removed. */
  remove(code: string, id: string): Promise<Result<null, MagentoError>>
}

const KINDS_EVERY_MS = 3_600_000
const MOST_ATTEMPTS = 4
const FIRST_WAIT_MS = 1_000
/** An add whose answer was lost may still be running in the shop. */
const STILL_RUNNING_MS = 10_000

export function createOptions({ magento, ledger, locks, clock, signal }: OptionParts): Options {
  const known = new Map<string, OptionIndex>()
  const refused = new Map<string, MagentoError>()

  async function attributes(): Promise<Result<readonly KindOfAttribute[], MagentoError>> {
    const kept = ledger.lists.attributeKinds.get()
    const ageMs = kept === null ? null : clock.now() - Date.parse(kept.readAt)
    if (kept !== null && ageMs !== null && ageMs >= 0 && ageMs < KINDS_EVERY_MS) return ok(kept.value)
    const found = await attributeKinds(magento)
    if (found.ok) ledger.lists.attributeKinds.store([...found.value])
    return found
  }

  async function kinds(): Promise<Result<ReadonlyMap<string, AttributeKind>, MagentoError>> {
    const found = await attributes()
    return found.ok ? ok(new Map(found.value.map(({ code, kind }) => [code, kind]))) : found
  }

  async function choices(): Promise<Result<ReadonlyMap<string, ChoiceAttribute>, MagentoError>> {
    const found = await attributes()
    if (!found.ok) return found
    const choosing = found.value.filter(({ kind }) => kind === 'select' || kind === 'multiselect')
    return ok(
      new Map(choosing.map(({ code, label, kind }) => [code, { code, label, many: kind === 'multiselect' }])),
    )
  }

  async function read(code: string): Promise<Result<OptionIndex, MagentoError>> {
    const found = await optionsOf(magento, code)
    if (!found.ok) return found
    const index = indexOptions(found.value)
    known.set(code, index)
    return ok(index)
  }

  async function of(code: string): Promise<Result<OptionIndex, MagentoError>> {
    const index = known.get(code)
    return index === undefined ? read(code) : ok(index)
  }

  /** Those that are missing are looked for once more before they are made: somebody may have added them. */
  async function make(code: string, labels: readonly string[]): Promise<Result<OptionIndex, MagentoError>> {
    const found = await read(code)
    if (!found.ok) return found
    const missing = labels.filter((label) => found.value.idOf(label) === null)
    for (const label of missing) {
      const made = await makeOne(code, label)
      if (!made.ok) return made
    }
    if (missing.length === 0) return found
    const now = await read(code)
    if (now.ok)
      for (const label of missing) {
        const optionId = now.value.idOf(label)
        if (optionId !== null) ledger.options.made({ attribute: code, optionId, label })
      }
    return now
  }

  async function makeOne(code: string, label: string): Promise<Result<null, MagentoError>> {
    const before = refused.get(`${code} ${labelKey(label)}`)
    if (before !== undefined) return err(before)
    for (let attempt = 1; ; attempt += 1) {
      const added = await addOption(magento, code, label)
      if (added.ok) return ok(null)
      const { error } = added
      const isOpen = error.kind === 'answer-lost' || error.kind === 'internal-error'
      // a refusal may say that somebody was faster
      if (isOpen || error.kind === 'rejected') {
        const found = await look(code, label, isOpen)
        if (!found.ok) return found
        if (found.value) return ok(null)
      }
      if (error.kind === 'rejected') return makeNumbered(code, label, error)
      if (!(isOpen || error.kind === 'busy') || attempt === MOST_ATTEMPTS) return added
      await clock.sleep(FIRST_WAIT_MS * 2 ** (attempt - 1), signal)
    }
  }

  /** A label that is the number of an option is taken for that one: such a label is added another way. */
  async function makeNumbered(
    code: string,
    label: string,
    error: MagentoError,
  ): Promise<Result<null, MagentoError>> {
    const found = await choices()
    const choice = found.ok ? found.value.get(code) : undefined
    if (choice !== undefined && (known.get(code)?.labelOf(label) ?? null) !== null) {
      const added = await addNumberedOption(magento, choice, label)
      if (added.ok) return ok(null)
    }
    refused.set(`${code} ${labelKey(label)}`, error)
    return err(error)
  }

  /** Whether the shop has the label by now; once more after a while where it may still be at it. */
  async function look(code: string, label: string, again: boolean): Promise<Result<boolean, MagentoError>> {
    const found = await read(code)
    if (!found.ok) return found
    const isThere = found.value.idOf(label) !== null
    if (isThere || !again) return ok(isThere)
    await clock.sleep(STILL_RUNNING_MS, signal)
    return look(code, label, false)
  }

  async function idsOf(
    code: string,
    labels: readonly string[],
  ): Promise<Result<ReadonlyMap<string, string>, MagentoError>> {
    const wanted = [...new Set(labels.map(labelText))].filter((label) => label !== '')
    const index = known.get(code)
    const isComplete = index !== undefined && wanted.every((label) => index.idOf(label) !== null)
    const found = isComplete ? ok(index) : await locked(code, () => make(code, wanted))
    if (!found.ok) return found
    return ok(
      new Map(
        labels.flatMap((label) => {
          const id = found.value.idOf(label)
          return id === null ? [] : [[label, id] as const]
        }),
      ),
    )
  }

  const locked = <T>(code: string, work: () => Promise<T>): Promise<T> =>
    locks.withKeys([`option ${code}`], work, signal)

  /** Sent again while the shop is busy or its answer was lost: the label is absolute. Read back, as the answer says little. */
  async function rename(code: string, id: string, label: string): Promise<Result<null, MagentoError>> {
    const found = await choices()
    const choice = found.ok ? found.value.get(code) : undefined
    if (!found.ok) return found
    if (choice === undefined) return err(unlike(code))
    const before = await of(code)
    if (!before.ok) return before
    if (before.value.labelOf(id) === labelText(label)) return ok(null)
    for (let attempt = 1; ; attempt += 1) {
      const renamed = await renameOption(magento, choice, id, label)
      const now = await read(code)
      if (!now.ok) return now
      if (now.value.labelOf(id) === labelText(label)) return ok(null)
      if (renamed.ok) return err(unlike(code))
      const isPassing = renamed.error.kind === 'busy' || renamed.error.kind === 'answer-lost'
      if (!isPassing || attempt === MOST_ATTEMPTS) return renamed
      await clock.sleep(FIRST_WAIT_MS * 2 ** (attempt - 1), signal)
    }
  }

  async function remove(code: string, id: string): Promise<Result<null, MagentoError>> {
    const removed = await removeOption(magento, code, id)
    const now = await read(code)
    if (!now.ok) return now
    if (now.value.labelOf(id) === null) return ok(null)
    return removed.ok ? err(unlike(code)) : removed
  }
  return {
    kinds,
    choices,
    of,
    idsOf,
    known: (code) => known.get(code) ?? null,
    rename: (code, id, label) => locked(code, () => rename(code, id, label)),
    remove: (code, id) => locked(code, () => remove(code, id)),
  }
}

/** The shop said yes and did not do it. */
const unlike = (code: string): MagentoError => ({
  kind: 'unreadable',
  call: `/V1/products/attributes/${code}/options`,
  issues: ['options are not as sent'],
})
