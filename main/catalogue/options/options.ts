import { err, ok, type Result } from '../../../shared/result.ts'
import type { MagentoError } from '../../magento/error.ts'
import type { Magento } from '../../magento/magento.ts'
import { addOption, type ChoiceAttribute, choiceAttributes, optionsOf } from '../../magento/options.ts'
import type { Ledger } from '../../store/ledger.ts'
import type { Clock } from '../../support/clock.ts'
import type { Locks } from '../locks.ts'
import { indexOptions, labelKey, labelText, type OptionIndex } from './labels.ts'

export type OptionParts = {
  readonly magento: Magento
  readonly ledger: Pick<Ledger, 'lists'>
  readonly locks: Locks
  readonly clock: Clock
  readonly signal?: AbortSignal
}

/** The options of the shop's select attributes, as one run knows them: each attribute is read once, when it is first needed. */
export type Options = {
  /** The attributes that have options, by code. Asked of the shop at most once an hour. */
  choices(): Promise<Result<ReadonlyMap<string, ChoiceAttribute>, MagentoError>>
  /** The options of an attribute. */
  of(code: string): Promise<Result<OptionIndex, MagentoError>>
  /**
   * The option of each label, made where the shop has none: only for what is being sent. An error is about one of these
   * labels, or ends the run.
   */
  idsOf(code: string, labels: readonly string[]): Promise<Result<ReadonlyMap<string, string>, MagentoError>>
}

const CHOICES_EVERY_MS = 3_600_000
const MOST_ATTEMPTS = 4
const FIRST_WAIT_MS = 1_000
/** An add whose answer was lost may still be running in the shop. */
const STILL_RUNNING_MS = 10_000

export function createOptions({ magento, ledger, locks, clock, signal }: OptionParts): Options {
  const known = new Map<string, OptionIndex>()
  const refused = new Map<string, MagentoError>()

  async function choices(): Promise<Result<ReadonlyMap<string, ChoiceAttribute>, MagentoError>> {
    const kept = ledger.lists.choices.get()
    const ageMs = kept === null ? null : clock.now() - Date.parse(kept.readAt)
    if (kept !== null && ageMs !== null && ageMs >= 0 && ageMs < CHOICES_EVERY_MS)
      return ok(byCode(kept.value))
    const found = await choiceAttributes(magento)
    if (!found.ok) return found
    ledger.lists.choices.store([...found.value])
    return ok(byCode(found.value))
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
    return missing.length === 0 ? found : read(code)
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
      if (error.kind === 'rejected') refused.set(`${code} ${labelKey(label)}`, error)
      if (!(isOpen || error.kind === 'busy') || attempt === MOST_ATTEMPTS) return added
      await clock.sleep(FIRST_WAIT_MS * 2 ** (attempt - 1), signal)
    }
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
    const found = isComplete
      ? ok(index)
      : await locks.withKeys([`option ${code}`], () => make(code, wanted), signal)
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
  return { choices, of, idsOf }
}

const byCode = (choices: readonly ChoiceAttribute[]): ReadonlyMap<string, ChoiceAttribute> =>
  new Map(choices.map((choice) => [choice.code, choice]))
