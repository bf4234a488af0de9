import type { Status } from '../../shared/status.ts'

/** What a click on the tray icon does. */
export type ClickAct =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'open'; readonly page: 'connect' | 'overview' }
  | { readonly kind: 'sync' }

/** A second click within this time is the second half of a double click. */
const DOUBLE_CLICK_MS = 500

/**
 * Click = Sync now. Before set-up, or with a broken connection, it opens that page; during a run it shows the
 * run; a double click is one click.
 */
export function clickAct(status: Status | null, now: number, lastClick: number | null): ClickAct {
  if (lastClick !== null && now - lastClick < DOUBLE_CLICK_MS) return { kind: 'nothing' }
  if (status === null) return { kind: 'open', page: 'overview' }
  const broken = [status.lightspeed, status.magento].some(
    (connection) => connection.kind === 'broken' && connection.reconnect,
  )
  if (status.setUp !== 'done' || broken) return { kind: 'open', page: 'connect' }
  if (status.running.length > 0) return { kind: 'open', page: 'overview' }
  return { kind: 'sync' }
}
