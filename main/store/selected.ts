import { BORNE_TAGS } from './item.ts'

/** One condition of a selection, with the till's own numbers: of a tag, or of a category and all below it. */
export type Criterion =
  | { readonly kind: 'published' }
  | { readonly kind: 'tag'; readonly ids: readonly string[] }
  | { readonly kind: 'category'; readonly ids: readonly string[] }

/** A selection, ready to be asked of an item or of all of them. */
export type Criteria =
  | { readonly kind: 'all' }
  | { readonly kind: 'published' }
  | { readonly kind: 'where'; readonly match: 'all' | 'any'; readonly criteria: readonly Criterion[] }

type Sql = { readonly sql: string; readonly params: readonly string[] }

/** What an item that a selection takes in answers to, for a WHERE over `items`. */
export function selectedSql(criteria: Criteria): Sql {
  const parts = partsOf(criteria)
  const asked = parts.map(({ sql }) => `(${sql})`)
  const joined = asked.join(criteria.kind === 'where' && criteria.match === 'any' ? ' OR ' : ' AND ')
  const live = 'archived = 0 AND vanished = 0 AND item_id > 0'
  return {
    sql: asked.length === 0 ? live : `${live} AND (${joined})`,
    params: parts.flatMap(({ params }) => params),
  }
}

function partsOf(criteria: Criteria): readonly Sql[] {
  switch (criteria.kind) {
    case 'all':
      return []
    case 'published':
      return [published]
    case 'where':
      return criteria.criteria.map(sqlOf)
  }
}

const published: Sql = { sql: 'published = 1', params: [] }

function sqlOf(criterion: Criterion): Sql {
  switch (criterion.kind) {
    case 'published':
      return published
    case 'category':
      return {
        sql: 'category_id IN (SELECT value FROM json_each(?))',
        params: [JSON.stringify(criterion.ids)],
      }
    case 'tag':
      return {
        sql: `EXISTS (SELECT 1 FROM json_each(?) WHERE instr(${BORNE_TAGS}, ',' || value || ',') > 0)`,
        params: [JSON.stringify(criterion.ids)],
      }
  }
}
