import type { Run } from './job.ts'
import type { Note } from './note.ts'

/** One line of the activity: a run, or something that happened beside the runs. */
export type ActivityLine =
  | { readonly kind: 'run'; readonly at: string; readonly run: Run }
  | { readonly kind: 'note'; readonly at: string; readonly note: Note }

/** Runs and notes in one order, newest first; notes from before the oldest run that is shown are left out. */
export function inOrder(runs: readonly Run[], notes: readonly Note[]): readonly ActivityLine[] {
  const oldest = runs.at(-1)?.startedAt ?? ''
  const lines: readonly ActivityLine[] = [
    ...runs.map((run) => ({ kind: 'run', at: run.startedAt, run }) as const),
    ...notes.filter(({ at }) => at >= oldest).map((note) => ({ kind: 'note', at: note.at, note }) as const),
  ]
  return lines.toSorted((one, other) => (one.at < other.at ? 1 : -1))
}
