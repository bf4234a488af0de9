import type { Source } from '../state/model.ts'
import { anything, bool, float, int, list, object, text } from '../web/input.ts'
import type { Json, JsonObject } from '../web/json.ts'
import { refuse } from '../web/refusal.ts'
import { searchTable } from '../web/table.ts'
import type { Call, Route } from './route.ts'
import { criteria, need, withPathValue } from './route.ts'

const shape = {
  source_code: text,
  name: text,
  email: text,
  contact_name: text,
  enabled: bool,
  description: text,
  latitude: float,
  longitude: float,
  country_id: text,
  region_id: int,
  region: text,
  city: text,
  street: text,
  postcode: text,
  phone: text,
  fax: text,
  use_default_carrier_config: bool,
  carrier_links: list(anything),
  extension_attributes: anything,
}

const sourceReader = object('\\Magento\\InventoryApi\\Api\\Data\\SourceInterface', shape)
type SourceInput = ReturnType<typeof sourceReader.read>

/** Members of a source in the order of its answer, `enabled` after the first three. */
const before = ['name', 'email', 'contact_name'] as const
const after = [
  'description',
  'latitude',
  'longitude',
  'country_id',
  'region_id',
  'region',
  'city',
  'street',
  'postcode',
  'phone',
  'fax',
] as const

/** Only what was sent is answered. */
function sourceView({ code, fields, enabled }: Source): JsonObject {
  const held = (names: readonly string[]): JsonObject =>
    Object.fromEntries(names.flatMap((name) => (fields[name] === undefined ? [] : [[name, fields[name]]])))
  return {
    source_code: code,
    ...held(before),
    enabled,
    ...held(after),
    use_default_carrier_config: true,
    carrier_links: [],
    extension_attributes: {
      is_pickup_location_active: false,
      frontend_name: code === 'default' ? '' : (fields.name ?? ''),
    },
  }
}

type Fault = { message: string; parameters: Json }

const empty = (field: string): Fault => ({
  message: '"%field" can not be empty.',
  parameters: { field },
})

function faultsOf(code: string, input: SourceInput): Fault[] {
  const faults: Fault[] = []
  if (code === '') faults.push(empty('source_code'))
  else if (/\s/.test(code))
    faults.push({ message: '"%field" can not contain whitespaces.', parameters: { field: 'source_code' } })
  if ((input.name ?? '') === '') faults.push(empty('name'))
  if ((input.postcode ?? '') === '') faults.push(empty('postcode'))
  if ((input.country_id ?? '') === '') faults.push(empty('country_id'))
  if (code === 'default' && input.enabled === false)
    faults.push({ message: 'Default source can not be disabled.', parameters: [] })
  return faults
}

/** A known code is overwritten: there is no partial change of a source. */
function save(call: Call, code: string | undefined): Json {
  const input = need(call, 'source', sourceReader)
  const sourceCode = code ?? input.source_code ?? ''
  const faults = faultsOf(sourceCode, input)
  if (faults.length > 0) throw refuse(400, 'Validation Failed', undefined, faults)
  const fields: Source['fields'] = {}
  for (const name of [...before, ...after]) {
    const value = input[name]
    if (value !== undefined && value !== null) fields[name] = value
  }
  const enabled = input.enabled ?? call.state.sources.get(sourceCode)?.enabled ?? true
  call.state.sources.set(sourceCode, { code: sourceCode, fields, enabled })
  return []
}

function sourceOf(call: Call): Source {
  const code = call.param('sourceCode')
  const source = call.state.sources.get(code)
  if (source === undefined) throw refuse(404, 'Source with code "%value" does not exist.', { value: code })
  return source
}

const SOURCE = 'Magento_InventoryApi::source'
const SOURCE_EDIT = 'Magento_InventoryApi::source_edit'

export const sourceRoutes: Route[] = [
  {
    method: 'GET',
    template: '/V1/inventory/sources',
    resource: SOURCE,
    answer: (call) =>
      searchTable(call.state.sources.values(), criteria(call, true), {
        columns: {
          source_code: (source) => source.code,
          name: (source) => String(source.fields.name ?? ''),
          enabled: (source) => Number(source.enabled),
          country_id: (source) => String(source.fields.country_id ?? ''),
        },
        show: sourceView,
      }),
  },
  {
    method: 'POST',
    template: '/V1/inventory/sources',
    resource: SOURCE_EDIT,
    answer: (call) => save(call, undefined),
  },
  {
    method: 'GET',
    template: '/V1/inventory/sources/:sourceCode',
    resource: SOURCE,
    answer: (call) => sourceView(sourceOf(call)),
  },
  {
    method: 'PUT',
    template: '/V1/inventory/sources/:sourceCode',
    resource: SOURCE_EDIT,
    answer: (call) =>
      save(withPathValue(call, 'source_code', call.param('sourceCode')), call.param('sourceCode')),
  },
]
