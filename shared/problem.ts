import { z } from 'zod'
import { Instant, ItemId } from './ids.ts'
import { Job } from './job.ts'
import { Message } from './message.ts'

/** What a problem is about. */
export const Subject = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('item'), itemId: ItemId, sku: z.string().nullable(), name: z.string() }),
  z.object({ kind: z.literal('connection'), service: z.enum(['lightspeed', 'magento']) }),
  z.object({ kind: z.literal('job'), job: Job }),
])
export type Subject = z.infer<typeof Subject>

/**
 * A failure that a merchant can act on. Each kind has its texts at `problem.<kind>.title`, `.why` and `.action`.
 */
export const ProblemKind = z.enum([
  // an item
  'sku-missing', // no field of the SKU rule is filled
  'sku-too-long', // over 64 characters
  'sku-unsendable', // characters that Magento cannot store
  'sku-duplicate', // another item has the same SKU
  'sku-changed', // a linked item's SKU is another one now
  'name-missing',
  'price-missing', // the price level is empty, 0 or less: nothing is sold for nothing
  'stock-missing', // a stock row is missing: absence is never zero
  'record-unreadable', // Lightspeed sent something that cannot be read
  'refused-by-shop', // Magento said no, in its own words
  'url-key-taken', // even name + SKU is taken
  'attribute-dropped', // Magento answered 200 and did not keep the value
  'variant-equal', // another variant of the matrix has the same values
  'variant-value-missing', // a variant lacks a value that its sisters have
  'variant-attribute-missing', // the shop has no attribute for what varies
  'variant-attribute-unfit', // it has one that products cannot vary in
  'variant-attribute-set', // it is not in the attribute set of new products
  'product-doubled', // the shop holds two products with this SKU
  'product-type', // the SKU belongs to a product of a type that the item cannot be
  'barcode-doubled', // several products of the shop hold the item's barcode
  'not-placed', // the category that the product belongs into was refused
  'category-gone', // the shop has no more the category that the merchant chose
  'drift', // the shop holds other values than it was sent
  'product-gone', // the shop no longer has it
  'product-taken', // another item leads to the product that holds the item's barcode
  'picture-missing', // the till names a picture that is not there
  'picture-broken', // its file is no picture, or only a part of one
  'picture-type', // its type is none that the shop takes
  'picture-too-large',
  'picture-away', // the till's file server does not answer
  'pictures-not-kept', // Magento said yes and shows other pictures
  // a connection
  'reconnect-needed',
  'token-service', // the token service refuses this shop, or has itself to be connected again
  'refused-keys',
  'permission-missing',
  'unreachable',
  'certificate', // the one that a service shows is not accepted
  'vault-locked',
  // a job
  'run-failed',
  'source-broken',
  'category-refused', // a category has not the name or the place that it has at the till
  'categories-forbidden', // the right to keep categories is missing
  'queue-stopped', // the shop does not work off what it was given to do later
  'ledger-damaged', // found by the check after an unclean stop
])
export type ProblemKind = z.infer<typeof ProblemKind>

export const Problem = z.object({
  id: z.number().int(),
  kind: ProblemKind,
  subject: Subject,
  params: Message.shape.params,
  /** The service's own words and the request, shown under *Details* only. */
  details: z.string().nullable(),
  since: Instant,
  lastSeen: Instant,
})
export type Problem = z.infer<typeof Problem>

/** What a stage reports; the ledger gives it its id and its dates. */
export type NewProblem = Pick<Problem, 'kind' | 'subject' | 'params' | 'details'>

/** Changes of one kind that the guard keeps back until the merchant has decided. */
export const DecisionKind = z.enum(['disable', 'zero-stock', 'price-fall', 'create', 'no-pictures'])
export type DecisionKind = z.infer<typeof DecisionKind>

export const Decision = z.object({
  id: z.number().int(),
  kind: DecisionKind,
  /** How many products it is about, and of how many linked ones. */
  products: z.number().int(),
  linked: z.number().int(),
  /** A few of them, for the question. */
  examples: z.array(z.object({ sku: z.string(), name: z.string(), before: z.string(), after: z.string() })),
  askedAt: Instant,
  answer: z.enum(['yes', 'no']).nullable(),
  answeredAt: Instant.nullable(),
})
export type Decision = z.infer<typeof Decision>
