import { z } from 'zod'
import { Instant } from './ids.ts'
import { Message } from './message.ts'

/** Something that happened beside the syncs and that the merchant should find in the activity. */
export const Note = z.object({ at: Instant, text: Message })
export type Note = z.infer<typeof Note>
