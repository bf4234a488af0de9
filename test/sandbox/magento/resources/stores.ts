import type { State, StoreView } from '../state/model.ts'
import { ADMIN_STORE } from '../state/model.ts'
import { bundledModules, commerceModules } from '../state/modules.ts'
import { hasMsi, traitsOf } from '../state/traits.ts'
import { websiteOf } from '../state/values.ts'
import { int, object, text } from '../web/input.ts'
import type { Json, JsonObject } from '../web/json.ts'
import { isObject } from '../web/json.ts'
import { refuse } from '../web/refusal.ts'
import { searchTable } from '../web/table.ts'
import type { Call, Route } from './route.ts'
import { criteria, need } from './route.ts'

const RIGHT = 'Magento_Backend::store'

/** @param base the shop's own address, with a slash at the end */
const configOf =
  (base: string) =>
  (state: State, store: StoreView): JsonObject => {
    const addresses = {
      base_url: base,
      base_link_url: base,
      base_static_url: `${base}static/version1795472526/`,
      base_media_url: `${base}media/`,
    }
    const secure = Object.entries(addresses).map(([name, value]) => [`secure_${name}`, value])
    return {
      id: store.id,
      code: store.code,
      website_id: websiteOf(state, store.id),
      locale: store.locale,
      base_currency_code: 'USD',
      default_display_currency_code: 'USD',
      timezone: 'UTC',
      weight_unit: 'lbs',
      ...addresses,
      ...Object.fromEntries(secure),
    }
  }

function storeConfigs(call: Call): Json {
  const asked = call.query.storeCodes ?? call.query.store_codes
  const codes = isObject(asked) ? Object.values(asked) : undefined
  return call.state.stores
    .filter((store) => store.id !== ADMIN_STORE && (codes === undefined || codes.includes(store.code)))
    .map((store) => configOf(`${call.origin}/`)(call.state, store))
}

const taxClassReader = object('\\Magento\\Tax\\Api\\Data\\TaxClassInterface', {
  class_id: int,
  class_name: text,
  class_type: text,
})

function createTaxClass(call: Call): Json {
  const input = need(call, 'taxClass', taxClassReader)
  const [name, type] = [input.class_name ?? '', input.class_type ?? '']
  if (call.state.taxClasses.some((each) => each.name === name && each.type === type))
    throw refuse(400, 'A class with the same name already exists for ClassType %1.', [type])
  const id = call.state.next.taxClass++
  call.state.taxClasses.push({ id, name, type })
  return String(id)
}

export const storeRoutes: Route[] = [
  {
    method: 'GET',
    template: '/V1/store/storeViews',
    resource: RIGHT,
    answer: ({ state }) =>
      state.stores.map((store) => ({
        id: store.id,
        code: store.code,
        name: store.name,
        website_id: websiteOf(state, store.id),
        store_group_id: store.groupId,
        ...(traitsOf(state).oldTexts ? {} : { is_active: 1 }),
      })),
  },
  {
    method: 'GET',
    template: '/V1/store/websites',
    resource: RIGHT,
    answer: ({ state }) =>
      state.websites.map(({ id, code, name, defaultGroupId }) => ({
        id,
        code,
        name,
        default_group_id: defaultGroupId,
      })),
  },
  {
    method: 'GET',
    template: '/V1/store/storeGroups',
    resource: RIGHT,
    answer: ({ state }) =>
      state.groups.map((group) => ({
        id: group.id,
        website_id: group.websiteId,
        root_category_id: group.rootCategoryId,
        default_store_id: group.defaultStoreId,
        name: group.name,
        code: group.code,
      })),
  },
  { method: 'GET', template: '/V1/store/storeConfigs', resource: RIGHT, answer: storeConfigs },
  {
    method: 'GET',
    template: '/V1/modules',
    resource: 'Magento_Backend::admin',
    // Paging is ignored.
    answer: ({ state }) =>
      [...bundledModules, ...(state.settings.edition === 'Enterprise' ? commerceModules : [])].filter(
        (name) =>
          !traitsOf(state).lacks.test(name) && (hasMsi(state) || !name.startsWith('Magento_Inventory')),
      ),
  },
  {
    method: 'GET',
    template: '/V1/directory/currency',
    resource: 'anonymous',
    answer: () => ({
      base_currency_code: 'USD',
      base_currency_symbol: '$',
      default_display_currency_code: 'USD',
      default_display_currency_symbol: '$',
      available_currency_codes: ['USD'],
      exchange_rates: [{ currency_to: 'USD', rate: 1 }],
    }),
  },
  {
    method: 'GET',
    template: '/V1/taxClasses/search',
    resource: 'Magento_Tax::manage_tax',
    answer: (call) =>
      searchTable(call.state.taxClasses, criteria(call), {
        columns: {
          class_id: (row) => row.id,
          class_name: (row) => row.name,
          class_type: (row) => row.type,
        },
        show: ({ id, name, type }) => ({ class_id: id, class_name: name, class_type: type }),
      }),
  },
  {
    method: 'POST',
    template: '/V1/taxClasses',
    resource: 'Magento_Tax::manage_tax',
    answer: createTaxClass,
  },
]
