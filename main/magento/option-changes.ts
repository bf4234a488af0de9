import { z } from 'zod'
import { ok, type Result } from '../../shared/result.ts'
import type { MagentoError } from './error.ts'
import type { Magento } from './magento.ts'
import { type AttributeOption, type ChoiceAttribute, optionsOf, pathOf, write } from './options.ts'
import { parse } from './parse.ts'
import { encode } from './signature.ts'
import { storeViews } from './stores.ts'

/**
 * Renames an option, so that no product has to be written. Labels that store views have of their own stay, and so does
 * its place.
 *
 * A label that another option has is refused. Magento before 2.4 has no such call: there the attribute is saved.
 */
export async function renameOption(
  magento: Magento,
  choice: ChoiceAttribute,
  id: string,
  label: string,
): Promise<Result<unknown, MagentoError>> {
  const all = await optionsWithViews(magento, choice.code)
  if (!all.ok) return all
  const body = { option: wire(all.value, id, label) }
  const renamed = await write(magento, 'PUT', `${pathOf(choice.code)}/${encode(id)}`, body)
  const isOld = !renamed.ok && renamed.error.kind === 'rejected' && renamed.error.status === 404
  return isOld
    ? saveOptions(magento, choice, all.value, [{ value: id, ...wire(all.value, id, label) }])
    : renamed
}

/**
 * Adds an option whose label is the number of another: the usual call takes that for a label that is there
 * (magento/magento2#32593). It is added each time it is sent.
 */
export async function addNumberedOption(
  magento: Magento,
  choice: ChoiceAttribute,
  label: string,
): Promise<Result<unknown, MagentoError>> {
  const all = await optionsWithViews(magento, choice.code)
  return all.ok ? saveOptions(magento, choice, all.value, [{ value: '', label }]) : all
}

/** The options as the administrator sees them, in their order, and in each store view. */
type WithViews = {
  readonly options: readonly AttributeOption[]
  readonly views: readonly { readonly storeId: number; readonly labels: ReadonlyMap<string, string> }[]
}

async function optionsWithViews(magento: Magento, code: string): Promise<Result<WithViews, MagentoError>> {
  const options = await optionsOf(magento, code)
  if (!options.ok) return options
  const stores = await storeViews(magento)
  if (!stores.ok) return stores
  const views: WithViews['views'][number][] = []
  for (const store of stores.value) {
    const shown = await optionsOf(magento, code, store.code)
    if (!shown.ok) return shown
    views.push({ storeId: store.id, labels: new Map(shown.value.map((one) => [one.id, one.label])) })
  }
  return ok({ options: options.value, views })
}

/** An option with what would be lost if it were left out (recorded 2.4.7): labels of store views, and its place. */
function wire({ options, views }: WithViews, id: string, label: string) {
  const known = options.find((option) => option.id === id)?.label
  return {
    label,
    sort_order: placeOf(options, id),
    store_labels: views.flatMap(({ storeId, labels }) => {
      const shown = labels.get(id)
      return shown === undefined || shown === known ? [] : [{ store_id: storeId, label: shown }]
    }),
  }
}

/** Their order is not told. Where it is that of the alphabet they have none; else an administrator has numbered them. */
function placeOf(options: readonly AttributeOption[], id: string): number {
  const isSorted = options.every(
    ({ label }, at) => at === 0 || (options[at - 1]?.label ?? '').toLowerCase() <= label.toLowerCase(),
  )
  return isSorted ? 0 : options.findIndex((option) => option.id === id) + 1
}

const Defaults = z.object({ default_value: z.string().nullish() })

/** Saves the attribute with these options; others stay. The default is the one that is sent as such, so it is sent along. */
async function saveOptions(
  magento: Magento,
  choice: ChoiceAttribute,
  all: WithViews,
  changes: readonly { readonly value: string; readonly label: string }[],
): Promise<Result<unknown, MagentoError>> {
  const path = `products/attributes/${encode(choice.code)}`
  const answer = await magento.request({ method: 'GET', path, scope: 'all', effect: 'read' })
  const attribute = answer.ok ? parse('GET /V1/products/attributes/{code}', Defaults, answer.value) : answer
  if (!attribute.ok) return attribute
  const defaults = new Set((attribute.value.default_value ?? '').split(','))
  const kept = all.options
    .filter(({ id }) => defaults.has(id) && !changes.some(({ value }) => value === id))
    .map(({ id, label }) => ({ value: id, ...wire(all, id, label) }))
  return write(magento, 'PUT', path, {
    attribute: {
      attribute_code: choice.code,
      frontend_input: choice.many ? 'multiselect' : 'select',
      default_frontend_label: choice.label ?? choice.code,
      options: [...changes, ...kept].map((option) => ({ ...option, is_default: defaults.has(option.value) })),
    },
  })
}
