import type { Answer, Core } from '../../shared/contract.ts'
import type { ItemId } from '../../shared/ids.ts'
import { message } from '../../shared/message.ts'
import type { Cleared, Override } from '../../shared/override.ts'
import { portions } from '../../shared/portions.ts'
import { type ExitCode, type Telling, tellFailure } from './io.ts'
import { table } from './table.ts'

export type OverrideOptions = { readonly clear?: string; readonly view?: string }

/**
 * `overrides [--clear <attribute|all>] [--view <code>]`: looks at every paired product in every store view, page by page,
 * and tells what a view shows instead; with `--clear` what was found of that attribute is cleared. 3: some stayed.
 */
export async function overrides(
  core: Core,
  telling: Telling,
  { clear, view }: OverrideOptions,
  signal: AbortSignal,
): Promise<ExitCode> {
  const { io, words, now, json } = telling
  const kept: Override[] = []
  const done: { cleared: number; left: Cleared['left'] } = { cleared: 0, left: [] }
  let looked = 0
  let found = 0
  for (let after: ItemId | null = null; !signal.aborted; ) {
    const page: Answer<'overrides'> = await core.ask('overrides', { after })
    if (!page.ok) return tellFailure(telling, page.error)
    looked += page.value.looked
    io.progress(words.say(message('overrides.looking', { done: looked, total: page.value.total }), now()))
    const rows = page.value.rows.filter((row) => view === undefined || row.view === view)
    const meant = rows.filter(({ attribute }) => clear === 'all' || clear === attribute)
    for (const part of portions(meant)) {
      const cleared = await core.ask('clearOverrides', { overrides: [...part] })
      if (!cleared.ok) {
        io.progress('')
        return tellFailure(telling, cleared.error)
      }
      done.cleared += cleared.value.cleared
      done.left.push(...cleared.value.left)
    }
    found += rows.length
    if (json) kept.push(...rows)
    else for (const line of tableOf(rows)) io.out(line)
    after = page.value.next
    if (after === null) break
  }
  io.progress('')
  const cancelled = signal.aborted
  if (json) io.out(JSON.stringify({ looked, overrides: kept, ...done }, null, 2))
  else {
    const say = (key: string, params = {}) => io.out(words.say(message(key, params), now()))
    if (found === 0) say('overrides.none', { count: looked })
    else if (clear === undefined) say('overrides.how')
    else say('overrides.cleared', { count: done.cleared })
    for (const { sku, view: where, attributes, why } of done.left) {
      say('overrides.left', { sku, view: where, attributes: attributes.join(', ') })
      io.out(`  ${words.say(why, now())}`)
    }
  }
  return cancelled ? 1 : done.left.length > 0 ? 3 : 0
}

const tableOf = (rows: readonly Override[]): string[] =>
  table(
    rows.map(({ sku, view, attribute, own, inAll }) => [sku, view, attribute, brief(own), '→', brief(inAll)]),
  )

const BRIEF = 40

function brief(value: string): string {
  const text = value.replaceAll(/\s+/g, ' ').trim()
  if (text === '') return '–'
  return text.length > BRIEF ? `${text.slice(0, BRIEF)}…` : text
}
