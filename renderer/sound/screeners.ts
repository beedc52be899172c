import type { CallId } from '../../shared/ids.ts'
import type { LearnedAnnouncement } from './announcement.ts'
import type { Announcement } from '../../shared/contract/screener-bridge.ts'
import type { CallSound } from './call-sound.ts'
import { listenFor } from './hearing.ts'
import type { Room } from './room.ts'

/** The announcements that are listened for from now on, in the calls under way as well. */
export function knowScreeners(room: Room, announcements: readonly Announcement[]): void {
  room.screeners = announcements.map(known)
  for (const call of room.calls.values()) listenForKnown(call)
}

/** The mailboxes that the called number was reached at before. */
export function knowMailboxes(call: CallSound, announcements: readonly Announcement[]): void {
  call.mailboxes = announcements.map(known)
  listenForKnown(call)
}

function listenForKnown({ hearing, room, mailboxes }: CallSound): void {
  listenFor(hearing, { screeners: room.screeners, mailboxes })
}

function known({ announcementId, words }: Announcement): LearnedAnnouncement<CallId> {
  return { announcementId: announcementId satisfies CallId, words: Uint32Array.from(words) }
}
