import type { RequestInput } from '../../shared/contract/bridge.ts'
import type { NoteId } from '../../shared/ids.ts'
import { failed, ok, type Result } from '../../shared/result.ts'
import { attemptedNumber } from '../archive/outcomes.ts'
import { hasContact } from '../archive/contacts.ts'
import { addNote, rewriteNote } from '../archive/notes.ts'
import { transact, type Archive } from '../archive/open.ts'

/** Keeps what the rep types: a new note, or more of one. Fails with `not-found`, `archive-*`. */
export function writeNote(
  db: Archive,
  { contactId, attemptId, noteId, text }: RequestInput<'note.write'>,
  { now, newId }: { now: number; newId: () => string },
): Result<{ noteId: NoteId }> {
  return transact(db, () => {
    if (!hasContact(db, contactId)) return failed('not-found')
    if (noteId !== null) {
      return rewriteNote(db, contactId, { noteId, text, at: now }) ? ok({ noteId }) : failed('not-found')
    }
    if (attemptId !== null && attemptedNumber(db, attemptId)?.contactId !== contactId) return failed('not-found')
    const note = { noteId: newId() as NoteId, attemptId, text, writtenAt: now }
    addNote(db, contactId, note)
    return ok({ noteId: note.noteId })
  })
}
