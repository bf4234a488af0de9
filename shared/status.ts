import { z } from 'zod'
import { Instant } from './ids.ts'
import { Job, Run } from './job.ts'
import { Message } from './message.ts'

/** The six states; each has one shape, the same in tray, table, list and notification. */
export const State = z.enum(['up-to-date', 'working', 'waiting', 'paused', 'needs-you', 'broken'])
export type State = z.infer<typeof State>

/** A token service as its client sees it: where it is, and when it last gave a token. */
const TokenServiceUse = z.object({ url: z.string(), lastGoodAt: Instant.nullable() })

export const Connection = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('none') }),
  z.object({
    kind: z.literal('connected'),
    /** Account or shop name, and its address. */
    name: z.string(),
    address: z.string(),
    lastGoodAt: Instant.nullable(),
    /** A sentence like "Magento 2.4, Community, 2 websites". */
    facts: Message,
    /** The server that hands out its tokens, where there is one. */
    tokenService: TokenServiceUse.exactOptional(),
  }),
  /** Was connected; cannot be used now. `reconnect` needs the merchant, else it is tried again by itself. */
  z.object({
    kind: z.literal('broken'),
    name: z.string(),
    address: z.string(),
    lastGoodAt: Instant.nullable(),
    reason: Message,
    reconnect: z.boolean(),
    tokenService: TokenServiceUse.exactOptional(),
  }),
])
export type Connection = z.infer<typeof Connection>

export const JobStatus = z.object({
  job: Job,
  state: State,
  last: Run.nullable(),
  lastSuccessAt: Instant.nullable(),
  nextAt: Instant.nullable(),
  /** Changes sent today. */
  today: z.number().int(),
  /** Changes sent in each of the last 24 hours, oldest first. */
  hours: z.array(z.number().int()).length(24),
})
export type JobStatus = z.infer<typeof JobStatus>

/** Lightspeed's request budget, as last told by its headers and drained since. */
export const Budget = z.object({
  level: z.number(),
  size: z.number(),
  dripPerSecond: z.number(),
  waitsUntil: Instant.nullable(),
})
export type Budget = z.infer<typeof Budget>

export const Status = z.object({
  state: State,
  /** The sentence of the state bar and of the first menu line. */
  sentence: Message,
  /** A second, quieter sentence. */
  more: Message.nullable(),
  /** What is to be done next before anything runs; `done` afterwards. */
  setUp: z.enum(['lightspeed', 'magento', 'go', 'done']),
  lightspeed: Connection,
  magento: Connection,
  running: z.array(Run),
  jobs: z.array(JobStatus),
  budget: Budget.nullable(),
  /** By which of the shop's two routes products go, and why; null before it was worth a choice. */
  route: Message.nullable(),
  paused: z.object({ until: Instant.nullable() }).nullable(),
  /** Problems and open decisions. */
  needsYou: z.number().int(),
  items: z.object({
    total: z.number().int(),
    online: z.number().int(),
    waiting: z.number().int(),
    /** Today's changes, items and stock rows. */
    itemsToday: z.number().int(),
    stockToday: z.number().int(),
    lastChangeSentAt: Instant.nullable(),
    shops: z.number().int(),
  }),
})
export type Status = z.infer<typeof Status>
