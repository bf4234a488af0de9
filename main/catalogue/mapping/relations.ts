import type { Mapping, MappingRule, Source } from '../../../shared/mapping.ts'
import type { TillLists } from '../../store/till-lists.ts'

type ListName = keyof TillLists

/** The relations of an item that lead to a record of a list, and the list. */
const listOfRelation: Readonly<Record<string, ListName>> = {
  Category: 'Category',
  TaxClass: 'TaxClass',
  Manufacturer: 'Manufacturer',
  TagRelations: 'Tag',
  DefaultVendor: 'Vendor',
  Vendors: 'Vendor',
  ItemVendorNums: 'Vendor',
}

/** The list of the till that a source takes its text from, and which member of a record; null: from none. */
export function listField(source: Source): { readonly list: ListName; readonly field: string } | null {
  if (source.kind !== 'field' && source.kind !== 'list') return null
  const [relation = '', ...rest] = source.path.split('.')
  const list = listOfRelation[relation]
  const last = rest.at(-1) ?? 'name'
  // a vendor's number stands on the item, its name in the list
  const isOnItem = relation === 'ItemVendorNums' && !rest.includes('Vendor')
  return list === undefined || isOnItem ? null : { list, field: last in members ? last : 'name' }
}

const members = { name: true, fullPathName: true }

/** Whether any rule takes something from a list. */
export const isMapped = ({ rules }: Mapping, list: ListName): boolean =>
  rules.some((rule) => sourcesOf(rule).some((source) => listField(source)?.list === list))

const sourcesOf = ({ source, steps }: MappingRule): readonly Source[] => [
  source,
  ...steps.flatMap((step) => (step.kind === 'or' ? [step.source] : [])),
]
