import { z } from 'zod'
import type { Instant } from '../../shared/ids.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { breathe } from '../support/breathe.ts'
import type { Answer, LightspeedApi, Query } from './api.ts'
import type { LightspeedError } from './errors.ts'
import { issuesOf } from './issues.ts'
import { isObject, members, text } from './wire.ts'

/** JSON as it came, before anything is straightened. */
export type Raw = { readonly [key: string]: unknown }

/** One record of a page: straightened, or unreadable with the reasons; one bad record never loses the page. */
export type Row<T> =
  | { readonly kind: 'read'; readonly id: string; readonly record: T; readonly raw: Raw }
  | {
      readonly kind: 'unreadable'
      /** Null when not even the id could be read. */
      readonly id: string | null
      readonly raw: unknown
      readonly issues: readonly string[]
    }

export type Page<T> = {
  readonly rows: readonly Row<T>[]
  /** Records that came just so before, as they came: they were not straightened once more. */
  readonly same: ReadonlyMap<Raw, Sameness>
  /** The server's time when it answered this page: that of the first page is the next watermark. */
  readonly serverDate: Instant | null
  /** Units of the bucket. */
  readonly cost: number
  /** Nothing comes after it: only now the whole list has been read. */
  readonly last: boolean
}

/** All of a record, or all but the rows that ride on it and change by themselves. */
export type Sameness = 'whole' | 'but-rows'

/** Tells which records of a page are known just so. */
export type Known = (records: readonly Raw[]) => ReadonlyMap<Raw, Sameness>

const nothingKnown: Known = () => new Map()

/** A list of Lightspeed: its name in path and answer, the field that is its id, and its record. */
export type List<T> = { readonly resource: string; readonly id: string; readonly schema: z.ZodType<T> }

/**
 * The pages of a list, 100 records each, along the cursors that Lightspeed gives.
 *
 * After an error nothing more comes. Source: https://developers.lightspeedhq.com/retail/introduction/pagination/
 */
export async function* pages<T>(
  api: LightspeedApi,
  list: List<T>,
  query: Query,
  relations: readonly string[],
  known: Known = nothingKnown,
): AsyncGenerator<Result<Page<T>, LightspeedError>> {
  let answer = await api.list(list.resource, { ...query, limit: '100' }, relations)
  const followed = new Set<string>()
  let before = ''
  for (;;) {
    if (!answer.ok) return yield answer
    await breathe()
    const page = readPage(list, answer.value, known)
    yield page
    const next = nextOf(answer.value.body)
    if (!page.ok || next === '') return
    // The same rows as those before, under a new cursor: there would be no end.
    const rows = stateOf(list, answer.value.body)
    if (rows !== '' && rows === before) return yield unreadable(answer.value, 'this page was read before')
    before = rows
    // A cursor that leads back to a page would lead there for ever.
    if (followed.has(next)) return yield unreadable(answer.value, 'the next page was read before')
    followed.add(next)
    answer = await api.follow(next)
  }
}

/** Which records came, and when each last changed. */
const stateOf = <T>({ resource, id }: List<T>, body: unknown): string =>
  members(body, resource)
    .map((raw) => (isObject(raw) ? `${raw[id]} ${raw.timeStamp}` : ''))
    .join()

const unreadable = ({ request }: Answer, issue: string) =>
  err({ kind: 'unreadable', request, issues: [issue] } as const)

/** A filter for records that changed at or after an instant. Lightspeed's time has whole seconds. */
export const changedSince = (since: Instant): string => `>=,${since.slice(0, 19)}+00:00`

const Attributes = z.object({ '@attributes': z.object({ next: text }) })

function nextOf(body: unknown): string {
  const parsed = Attributes.safeParse(body)
  return parsed.success ? parsed.data['@attributes'].next : ''
}

/** Every list names its attributes, even an empty one: an answer without them is no list. */
export function readPage<T>(
  list: List<T>,
  answer: Answer,
  known: Known = nothingKnown,
): Result<Page<T>, LightspeedError> {
  if (!isObject(answer.body) || !('@attributes' in answer.body))
    return unreadable(answer, `not a list of ${list.resource}`)
  const records = members(answer.body, list.resource)
  const same = known(records.filter(isObject))
  const rows = records.filter((raw) => !isObject(raw) || !same.has(raw)).map((raw) => readRow(list, raw))
  const { serverDate, cost } = answer
  return ok({ rows, same, serverDate, cost, last: nextOf(answer.body) === '' })
}

export function readRow<T>(list: List<T>, raw: unknown): Row<T> {
  const parsed = list.schema.safeParse(raw)
  const id = isObject(raw) ? raw[list.id] : undefined
  if (parsed.success && isObject(raw)) return { kind: 'read', id: String(id), record: parsed.data, raw }
  const issues = parsed.success ? ['not a record'] : issuesOf(parsed.error)
  return { kind: 'unreadable', id: typeof id === 'string' && /^\d+$/.test(id) ? id : null, raw, issues }
}
