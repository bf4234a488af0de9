import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react'
import { ItemId } from '../../shared/ids.ts'
import type { Job, Run, RunMode } from '../../shared/job.ts'
import type { Failure, Message } from '../../shared/message.ts'
import { useTell } from '../ask/use-tell.ts'
import { listen } from '../ipc.ts'
import { runSentence } from './run-sentence.ts'

export type Asked = { readonly jobs: Job[]; readonly mode: RunMode }

const mode: RunMode = { scope: { kind: 'changed' }, force: false, dryRun: false }
export const everything: Asked = { jobs: ['stock', 'catalogue'], mode }
export const only = (job: Job): Asked => ({ jobs: [job], mode })
export const compare: Asked = { jobs: ['verify'], mode: { ...mode, scope: { kind: 'full' } } }
export const preview: Asked = { jobs: ['catalogue'], mode: { ...mode, dryRun: true } }
export const ofItems = (
  itemIds: readonly string[],
  how: { force?: boolean; dryRun?: boolean } = {},
): Asked => ({
  jobs: ['catalogue', 'stock'],
  mode: {
    scope: { kind: 'items', itemIds: itemIds.map((itemId) => ItemId.parse(itemId)) },
    force: how.force ?? false,
    dryRun: how.dryRun ?? false,
  },
})

type Sync = {
  /** Starts what was asked; `then` is given the first run, the one that was already running included. */
  readonly start: (asked: Asked, then?: (run: Run) => void) => void
  readonly pending: boolean
  readonly failure: Failure | null
  /** How what was started here has ended; gone after a while. */
  readonly result: Message | null
}

const SyncContext = createContext<Sync | null>(null)

const SHOWN_MS = 15_000

/** Whatever the merchant starts in this window ends in a sentence. */
export function SyncProvider({ children }: { children: ReactNode }) {
  const { tell, pending, failure } = useTell('startRun')
  const [mine, setMine] = useState<readonly Run[]>([])
  const [result, setResult] = useState<Message | null>(null)

  useEffect(
    () =>
      listen((event) => {
        if (event.kind !== 'run-ended') return
        setMine((runs) => runs.map((run) => (run.id === event.run.id ? event.run : run)))
      }),
    [],
  )

  useEffect(() => {
    if (mine.length === 0 || mine.some((run) => run.endedAt === null)) return
    setResult(runSentence(mine))
    const timer = setTimeout(() => setResult(null), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [mine])

  const sync = useMemo(
    (): Sync => ({
      start: (asked, then) => {
        setResult(null)
        tell({ ...asked, trigger: 'window' }, ({ started, running }) => {
          const runs = [...started, ...running]
          setMine(runs)
          const first = runs[0]
          if (first !== undefined) then?.(first)
        })
      },
      pending,
      failure,
      result: failure === null ? result : failure.message,
    }),
    [tell, pending, failure, result],
  )
  return <SyncContext.Provider value={sync}>{children}</SyncContext.Provider>
}

export function useSync(): Sync {
  const sync = useContext(SyncContext)
  if (sync === null) throw new Error('no sync above this part')
  return sync
}
