import { z } from 'zod'

/**
 * What this desktop shows of the program beside its window. Where it is not known, the best is believed.
 *
 * `muted`: the merchant has switched notifications off for all programs. `none`: nobody here shows them.
 */
export const Desktop = z.object({ tray: z.boolean(), notifications: z.enum(['shown', 'muted', 'none']) })
export type Desktop = z.infer<typeof Desktop>
