import { expect, it } from 'vitest'
import {
  announcementHeard,
  forgetAnnouncement,
  keepAnnouncement,
  listAnnouncements,
} from '../../../main/archive/screeners.ts'
import type { CallId } from '../../../shared/ids.ts'
import { monday, temporaryArchive } from '../../support/temporary-archive.ts'

const [google, apple] = ['call-google', 'call-apple'] as CallId[] as [CallId, CallId]

it('an announcement is kept bit by bit, and more of it takes the place of less', () => {
  const db = temporaryArchive()
  keepAnnouncement(db, { announcementId: google, words: [1, 0, 0xffff_ffff] }, monday)
  keepAnnouncement(db, { announcementId: google, words: [1, 0, 0xffff_ffff, 0x8000_0000] }, monday + 1)
  expect(listAnnouncements(db, { limit: 10 })).toEqual([
    { announcementId: google, words: [1, 0, 0xffff_ffff, 0x8000_0000] },
  ])
})

it('the announcements that were heard last are the ones that are listened for', () => {
  const db = temporaryArchive()
  keepAnnouncement(db, { announcementId: google, words: [1] }, monday)
  keepAnnouncement(db, { announcementId: apple, words: [2] }, monday + 1)
  announcementHeard(db, google, monday + 2)
  expect(listAnnouncements(db, { limit: 1 })).toEqual([{ announcementId: google, words: [1] }])
  forgetAnnouncement(db, google)
  expect(listAnnouncements(db, { limit: 10 })).toEqual([{ announcementId: apple, words: [2] }])
})
