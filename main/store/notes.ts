import type { Message } from '../../shared/message.ts'
import type { Note } from '../../shared/note.ts'
import { type Clock, instant } from '../support/clock.ts'
import type { ListsTable } from './lists.ts'

/** The newest ones are kept. */
const KEPT = 50

export type NotesTable = ReturnType<typeof openNotes>

/** What happened beside the syncs, newest first. Few and short, so they are kept as one list. */
export function openNotes(lists: Pick<ListsTable, 'notes'>, clock: Clock) {
  const all = (): readonly Note[] => lists.notes.get()?.value ?? []
  return {
    add(text: Message): Note {
      const note = { at: instant(clock.now()), text }
      lists.notes.store([note, ...all()].slice(0, KEPT))
      return note
    },
    all,
  }
}
