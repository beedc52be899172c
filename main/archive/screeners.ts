import type { CallId } from '../../shared/ids.ts'
import type { Announcement } from '../../shared/contract/screener-bridge.ts'
import { wordsFromBlob, wordsToBlob } from './announcement-words.ts'
import type { Archive } from './open.ts'

interface Row {
  readonly announcement_id: CallId
  readonly words: Buffer
}

/** Keeps what an announcement sounds like; what was kept under its id before was less of it. */
export function keepAnnouncement(db: Archive, { announcementId, words }: Announcement, heardAt: number): void {
  db.prepare(
    `INSERT INTO screener_announcements (announcement_id, words, heard_at) VALUES (@announcementId, @blob, @heardAt)
     ON CONFLICT (announcement_id) DO UPDATE SET words = excluded.words, heard_at = excluded.heard_at`,
  ).run({ announcementId, blob: wordsToBlob(words), heardAt })
}

/** It was recognised: those that are heard often are the last to be given up. */
export function announcementHeard(db: Archive, announcementId: CallId, heardAt: number): void {
  db.prepare(`UPDATE screener_announcements SET heard_at = @heardAt WHERE announcement_id = @announcementId`).run({
    announcementId,
    heardAt,
  })
}

export function forgetAnnouncement(db: Archive, announcementId: CallId): void {
  db.prepare(`DELETE FROM screener_announcements WHERE announcement_id = @announcementId`).run({ announcementId })
}

/** Those heard last first. */
export function listAnnouncements(db: Archive, { limit }: { limit: number }): Announcement[] {
  return db
    .prepare<unknown[], Row>(
      `SELECT announcement_id, words FROM screener_announcements ORDER BY heard_at DESC, rowid DESC LIMIT @limit`,
    )
    .all({ limit })
    .map(({ announcement_id, words }) => ({
      announcementId: announcement_id,
      words: wordsFromBlob(words),
    }))
}
