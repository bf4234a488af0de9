import { z } from 'zod'
import { Fault } from '../sandbox/fault.ts'

/** Minutes since the story began. */
const at = z.number().min(0)
/** `4`: the fourth item that the till began with; `new-2`: one that came later. */
const item = z.string()

const minutes = z.number().positive()
const service = z.enum(['lightspeed', 'magento'])

/** One thing that happens. */
export const Event = z.discriminatedUnion('kind', [
  // at the till
  z.object({ at, kind: z.literal('sell'), item, shop: z.number(), units: z.number() }),
  z.object({ at, kind: z.literal('receive'), item, shop: z.number(), units: z.number() }),
  z.object({ at, kind: z.literal('count'), item, shop: z.number(), units: z.number() }),
  z.object({ at, kind: z.literal('price'), item, amount: z.number() }),
  z.object({ at, kind: z.literal('rename'), item, name: z.string() }),
  z.object({ at, kind: z.literal('describe'), item, text: z.string() }),
  /** A variant is of another colour or size now; what is none stays as it is. */
  z.object({
    at,
    kind: z.literal('vary'),
    item,
    place: z.enum(['attribute1', 'attribute2']),
    value: z.string(),
  }),
  z.object({ at, kind: z.literal('rename-matrix'), item, name: z.string() }),
  z.object({ at, kind: z.enum(['archive', 'unarchive', 'publish', 'unpublish']), item }),
  /** Every item gets another word at the end of its name: a long list of changes. */
  z.object({ at, kind: z.literal('rename-all'), word: z.string() }),
  z.object({
    at,
    kind: z.literal('new'),
    item,
    name: z.string(),
    sku: z.string(),
    amount: z.number(),
    units: z.number(),
  }),
  /** A picture of the item: another one, or one in the place of the one that stands there. */
  z.object({ at, kind: z.literal('picture'), item, look: z.string(), file: z.string() }),
  z.object({
    at,
    kind: z.literal('picture-replaced'),
    item,
    place: z.number(),
    look: z.string(),
    file: z.string(),
  }),
  z.object({ at, kind: z.enum(['picture-gone', 'picture-first']), item, place: z.number() }),
  /** A picture that the merchant adds in the web shop. */
  z.object({ at, kind: z.literal('picture-by-hand'), item, look: z.string() }),
  /** Put into another category, by its place in the list, or into none. */
  z.object({ at, kind: z.literal('put'), item, category: z.number().nullable() }),
  z.object({ at, kind: z.enum(['tag', 'untag']), item, tag: z.string() }),
  z.object({ at, kind: z.enum(['rename-category', 'add-category']), category: z.number(), name: z.string() }),
  z.object({ at, kind: z.literal('move-category'), category: z.number(), under: z.number().nullable() }),
  z.object({ at, kind: z.literal('delete-category'), category: z.number() }),
  /** In the web shop: its merchant puts the product into a category of her own. */
  z.object({ at, kind: z.literal('pick'), item }),
  // in the web shop, by its merchant: an attribute that nothing fills, or one that Tillbridge fills
  z.object({ at, kind: z.literal('edit'), item, code: z.string(), value: z.string() }),
  // on the way
  z.object({ at, kind: z.literal('fault'), service, fault: Fault, minutes }),
  z.object({ at, kind: z.literal('offline'), minutes }),
  z.object({ at, kind: z.literal('maintenance'), minutes }),
  /** Nobody works off the web shop's queue for so long. */
  z.object({ at, kind: z.literal('queue-stops'), minutes }),
  /** For so long, the queue is worked off so many minutes late. */
  z.object({ at, kind: z.literal('queue-late'), by: z.number(), minutes }),
  /** The next so many requests in the queue are taken, and nobody hears of them again. */
  z.object({ at, kind: z.literal('queue-loses'), count: z.number().int().positive() }),
  /** Another program of the account uses up so much of the bucket. */
  z.object({ at, kind: z.literal('pour'), units: z.number() }),
  // to the computer; `told`: the system tells the program that it woke up
  z.object({ at, kind: z.literal('sleep'), minutes, told: z.boolean() }),
  /** Ends the program without a word, so many steps later, and starts it again after a while. */
  z.object({ at, kind: z.literal('crash'), steps: z.number().int().positive(), minutes }),
  z.object({ at, kind: z.literal('restart'), minutes }),
  /** Its clock is wrong by so many minutes, for so long. */
  z.object({ at, kind: z.literal('clock'), by: z.number(), minutes }),
  // both sides must agree by now
  z.object({ at, kind: z.literal('check') }),
])
export type Event = z.infer<typeof Event>

/** Some weeks of a shop: all that happens in it, so that the same story always goes the same way. */
export const Story = z.object({
  /** What it shows; of a story that was found. */
  tells: z.string().exactOptional(),
  seed: z.number().int(),
  /** `tenth`: the default schedule, ten times slower. */
  schedule: z.enum(['default', 'tenth']),
  /** Items at the till when it begins. */
  items: z.number().int().positive(),
  days: z.number().int().positive(),
  multiSource: z.boolean(),
  /** Whether pictures go to the shop. */
  pictures: z.literal(true).exactOptional(),
  /** How long the web shop takes to save a product; no time where it is left out. */
  saveMs: z.number().exactOptional(),
  /** The till's categories and tags are kept in the shop. */
  places: z.boolean().exactOptional(),
  events: z.array(Event),
})
export type Story = z.infer<typeof Story>

export const MINUTE_MS = 60_000
export const DAY_MINUTES = 1440
