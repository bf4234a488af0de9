import type { Message } from '../../shared/message.ts'
import { useNow } from './use-now.ts'
import { useWords } from './words.tsx'

/** A sentence of the core, its ages and waits moving. */
export function Said({ message }: { message: Message }) {
  return <>{useWords().say(message, useNow())}</>
}
