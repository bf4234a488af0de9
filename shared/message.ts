import { z } from 'zod'

/**
 * A sentence as data: a key of the text catalogue and what it is filled with.
 *
 * Parameters named `…At` hold instants; the catalogue says how they are shown (age, time).
 */
export const Message = z.object({
  key: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number(), z.null()])).default({}),
})
export type Message = z.infer<typeof Message>

export const message = (key: string, params: Message['params'] = {}): Message => ({ key, params })

/** Why a call could not be answered: the sentence for the merchant, and what only the log and *Details* need. */
export const Failure = z.object({
  message: Message,
  details: z.string().exactOptional(),
})
export type Failure = z.infer<typeof Failure>
