import { useRef, useState } from 'react'
import type { Answer } from '../../shared/contract.ts'
import type { ItemId } from '../../shared/ids.ts'
import type { Failure } from '../../shared/message.ts'
import type { Cleared, Override, OverridePage } from '../../shared/override.ts'
import { portions } from '../../shared/portions.ts'
import { ask } from '../ipc.ts'

type Progress = { readonly done: number; readonly total: number }

/** What is known of store views with values of their own. */
export type Found = {
  readonly rows: readonly Override[]
  readonly views: OverridePage['views']
  readonly looked: Progress
}

type State = {
  readonly busy: { readonly what: 'looking' | 'clearing'; readonly progress: Progress } | null
  /** Null before the first look. */
  readonly found: Found | null
  readonly cleared: Cleared | null
  readonly failure: Failure | null
}

const before: State = { busy: null, found: null, cleared: null, failure: null }

/** Looks and clears in portions, so that it shows how far it is and can be stopped in between. */
export function useOverrides() {
  const [state, setState] = useState(before)
  const stopped = useRef(false)

  async function look(): Promise<void> {
    stopped.current = false
    let found: Found = { rows: [], views: [], looked: { done: 0, total: 0 } }
    setState({ ...before, busy: { what: 'looking', progress: found.looked }, found: null })
    for (let after: ItemId | null = null; !stopped.current; ) {
      const page: Answer<'overrides'> = await ask('overrides', { after })
      if (!page.ok) return setState({ ...before, found, failure: page.error })
      const { rows, views, looked, total } = page.value
      found = { rows: [...found.rows, ...rows], views, looked: { done: found.looked.done + looked, total } }
      setState({ ...before, busy: { what: 'looking', progress: found.looked }, found })
      after = page.value.next
      if (after === null) break
    }
    setState({ ...before, found })
  }

  async function clear(meant: readonly Override[]): Promise<void> {
    stopped.current = false
    let cleared: Cleared = { cleared: 0, left: [] }
    let gone = 0
    const tell = (more: Partial<State>) => setState((state) => ({ ...state, cleared, ...more }))
    const progress = () => ({ what: 'clearing' as const, progress: { done: gone, total: meant.length } })
    tell({ busy: progress(), failure: null, cleared: null })
    for (const part of portions(meant)) {
      if (stopped.current) break
      const answer = await ask('clearOverrides', {
        overrides: part.map(({ sku, view, attribute }) => ({ sku, view, attribute })),
      })
      if (!answer.ok) return tell({ busy: null, failure: answer.error })
      const { left } = answer.value
      cleared = { cleared: cleared.cleared + answer.value.cleared, left: [...cleared.left, ...left] }
      gone += part.length
      const isLeft = ({ sku, view, attribute }: Override): boolean =>
        left.some((one) => one.sku === sku && one.view === view && one.attributes.includes(attribute))
      setState((state) => ({
        ...state,
        busy: progress(),
        cleared,
        found: state.found && {
          ...state.found,
          rows: state.found.rows.filter((row) => !part.includes(row) || isLeft(row)),
        },
      }))
    }
    tell({ busy: null })
  }

  return {
    ...state,
    look: () => void look(),
    clear: (meant: readonly Override[]) => void clear(meant),
    stop: () => {
      stopped.current = true
    },
  }
}
