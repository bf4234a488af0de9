import { z } from 'zod'
import { Instant } from './ids.ts'
import { Message } from './message.ts'

/** What the check-up looks at, in the order in which it is told. */
export const CheckName = z.enum([
  'connection',
  'rights',
  'clock',
  'currency',
  'sources',
  'reservations',
  'tax-class',
  'attribute-set',
  'attributes',
  'price-level',
  'barcode-attribute',
  'overrides',
  'till-doubles',
  'shop-doubles',
  'barcode-doubles',
  'slashes',
  'limits',
  'consumers',
  'speed',
  'route',
])
export type CheckName = z.infer<typeof CheckName>

/** One thing that was found. */
export const Finding = z.object({
  check: CheckName,
  /** `mend`: needs the merchant. `know`: good to know, nothing has to be done. `good`: as it should be. */
  verdict: z.enum(['mend', 'know', 'good']),
  what: Message,
  /** What ends it; null where nothing has to be done. */
  cure: Message.nullable(),
  /** What it is about, by name: rights, SKUs, stock locations. */
  names: z.array(z.string()),
})
export type Finding = z.infer<typeof Finding>

export const CheckUp = z.object({ at: Instant, findings: z.array(Finding) })
export type CheckUp = z.infer<typeof CheckUp>

/** How many things the merchant should mend: the one number of a check-up. */
export const toMend = ({ findings }: CheckUp): number =>
  findings.filter(({ verdict }) => verdict === 'mend').length
