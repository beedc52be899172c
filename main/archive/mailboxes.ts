import type { Announcement } from '../../shared/contract/screener-bridge.ts'
import type { CallId } from '../../shared/ids.ts'
import { wordsFromBlob, wordsToBlob } from './announcement-words.ts'
import { prepared, type Archive } from './open.ts'

interface Row {
  readonly announcement_id: CallId
  readonly words: Buffer
}

/** Keeps what a number's mailbox sounds like, and the `most` that were heard last. */
export function keepMailbox(
  db: Archive,
  number: string,
  { announcementId, words }: Announcement,
  { heardAt, most }: { heardAt: number; most: number },
): void {
  db.transaction(() => {
    db.prepare(
      `INSERT INTO mailbox_announcements (announcement_id, number, words, heard_at) VALUES (@announcementId, @number, @words, @heardAt)
       ON CONFLICT (announcement_id) DO UPDATE SET words = excluded.words, heard_at = excluded.heard_at`,
    ).run({ announcementId, number, words: wordsToBlob(words), heardAt })
    db.prepare(
      `DELETE FROM mailbox_announcements WHERE number = @number AND announcement_id NOT IN
         (SELECT announcement_id FROM mailbox_announcements WHERE number = @number ORDER BY heard_at DESC, rowid DESC LIMIT @most)`,
    ).run({ number, most })
  })()
}

/** It was none: a person was there, or somebody else's voice. */
export function forgetMailboxes(db: Archive, number: string): void {
  db.prepare(`DELETE FROM mailbox_announcements WHERE number = @number`).run({ number })
}

/** Of this number, those heard last first. */
export function mailboxesOf(db: Archive, number: string): Announcement[] {
  return prepared<Row>(
    db,
    `SELECT announcement_id, words FROM mailbox_announcements WHERE number = @number ORDER BY heard_at DESC, rowid DESC`,
  )
    .all({ number })
    .map(({ announcement_id, words }) => ({ announcementId: announcement_id, words: wordsFromBlob(words) }))
}
