import { typedWords } from '../../shared/outside-words.ts'
import type { Note } from '../../shared/contract/assistant.ts'
import type { AttemptId, ContactId, NoteId } from '../../shared/ids.ts'
import { prepared, type Archive } from './open.ts'

interface Row {
  readonly note_id: NoteId
  readonly attempt_id: AttemptId | null
  readonly text: string
  readonly written_at: number
}

/** In code points. */
const MOST_NOTE = 20_000

export function addNote(db: Archive, contactId: ContactId, note: Note): void {
  db.prepare(
    `INSERT INTO notes (note_id, contact_id, attempt_id, text, written_at)
     VALUES (@noteId, @contactId, @attemptId, @text, @writtenAt)`,
  ).run({ ...note, text: typedWords(note.text, MOST_NOTE), contactId })
}

/** The rep goes on with a note of this contact; what it said is kept. False when there is no such note. */
export function rewriteNote(
  db: Archive,
  contactId: ContactId,
  { noteId, text: typed, at }: { noteId: NoteId; text: string; at: number },
): boolean {
  const text = typedWords(typed, MOST_NOTE)
  return db.transaction(() => {
    const found = db
      .prepare<unknown[], Row>(`SELECT * FROM notes WHERE note_id = @noteId AND contact_id = @contactId`)
      .get({ noteId, contactId })
    if (!found) return false
    // Typing on only adds: the longer text holds the shorter.
    if (!text.startsWith(found.text)) {
      db.prepare(`INSERT INTO note_texts (note_id, text, replaced_at) VALUES (@noteId, @text, @at)`).run({
        noteId,
        text: found.text,
        at,
      })
    }
    db.prepare(`UPDATE notes SET text = @text WHERE note_id = @noteId`).run({ noteId, text })
    return true
  })()
}

/** The newest, newest first. An emptied note is not shown. */
export function lastNotes(db: Archive, contactId: ContactId, limit: number): Note[] {
  return prepared<Row>(
    db,
    `SELECT * FROM notes WHERE contact_id = @contactId AND text <> '' ORDER BY written_at DESC, rowid DESC LIMIT @limit`,
  )
    .all({ contactId, limit })
    .map((row) => ({
      noteId: row.note_id,
      attemptId: row.attempt_id,
      text: row.text,
      writtenAt: row.written_at,
    }))
}

export function noteCount(db: Archive, contactId: ContactId): number {
  return prepared<{ n: number }>(
    db,
    `SELECT count(*) AS n FROM notes WHERE contact_id = @contactId AND text <> ''`,
  ).get({
    contactId,
  })!.n
}
