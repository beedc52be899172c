import type { CallId } from '../../shared/ids.ts'
import type { Announcement } from '../../shared/contract/screener-bridge.ts'
import { listenFor } from './hearing.ts'
import type { Room } from './room.ts'

/** The announcements that are listened for from now on, in the calls under way as well. */
export function knowScreeners(room: Room, announcements: readonly Announcement[]): void {
  room.screeners = announcements.map(({ announcementId, words }) => ({
    announcementId: announcementId satisfies CallId,
    words: Uint32Array.from(words),
  }))
  for (const { hearing } of room.calls.values()) listenFor(hearing, room.screeners)
}
