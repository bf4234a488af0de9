import type { Outcome } from './job.ts'
import type { State } from './status.ts'

/** How an outcome looks and how loud it is, once for tray, window, command line and notifications. */
export type Presentation = {
  state: State
  loudness: 'history' | 'problem-list' | 'ask' | 'notify-once'
  /** Exit code of the command line. */
  exit: 0 | 1 | 3 | 4
}

export const presentation = {
  done: { state: 'up-to-date', loudness: 'history', exit: 0 },
  'done-with-problems': { state: 'needs-you', loudness: 'problem-list', exit: 3 },
  previewed: { state: 'up-to-date', loudness: 'history', exit: 0 },
  watched: { state: 'waiting', loudness: 'history', exit: 0 },
  'awaiting-go': { state: 'needs-you', loudness: 'ask', exit: 0 },
  'held-by-guard': { state: 'needs-you', loudness: 'ask', exit: 4 },
  'stopped-by-guard': { state: 'needs-you', loudness: 'ask', exit: 4 },
  failed: { state: 'broken', loudness: 'notify-once', exit: 1 },
  cancelled: { state: 'paused', loudness: 'history', exit: 1 },
} as const satisfies Record<Outcome['kind'], Presentation>
