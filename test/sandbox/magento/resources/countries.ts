import { countries } from '../state/option-lists.ts'
import type { Json, JsonObject } from '../web/json.ts'
import { refuse } from '../web/refusal.ts'
import type { Route } from './route.ts'

/** Regions of the shop's own country, as far as anybody asks. */
const regions: Record<string, [id: string, code: string, name: string][]> = {
  US: [
    ['1', 'AL', 'Alabama'],
    ['2', 'AK', 'Alaska'],
    ['4', 'AZ', 'Arizona'],
    ['12', 'CA', 'California'],
    ['43', 'NY', 'New York'],
  ],
}

const longCodes: Record<string, string> = { US: 'USA', CA: 'CAN', FR: 'FRA', GB: 'GBR', DE: 'DEU' }

function view([code, name]: [string, string]): JsonObject {
  const known = regions[code]
  return {
    id: code,
    two_letter_abbreviation: code,
    three_letter_abbreviation: longCodes[code] ?? code,
    full_name_locale: name,
    full_name_english: name,
    ...(known === undefined
      ? {}
      : { available_regions: known.map(([id, short, long]) => ({ id, code: short, name: long })) }),
  }
}

const all = countries.filter(([code]) => code !== '')

export const countryRoutes: Route[] = [
  {
    method: 'GET',
    template: '/V1/directory/countries',
    resource: 'anonymous',
    answer: (): Json => all.map(view),
  },
  {
    method: 'GET',
    template: '/V1/directory/countries/:countryId',
    resource: 'anonymous',
    answer: (call): Json => {
      const country = all.find(([code]) => code === call.param('countryId'))
      if (country === undefined) throw refuse(404, "The country isn't available.")
      return view(country)
    },
  },
]
