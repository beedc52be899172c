import { describe, expect, it } from 'vitest'
import { closeAttempt } from '../../../main/archive/attempts.ts'
import { messageFacts } from '../../../main/archive/cadence-facts.ts'
import type { Archive } from '../../../main/archive/open.ts'
import { addRecording, listRecordings, recordingById } from '../../../main/archive/recordings.ts'
import { saveSeries, seriesById } from '../../../main/archive/series.ts'
import { triesOf } from '../../../shared/cadence/tries.ts'
import { nextMessage } from '../../../shared/cadence/cadence-message.ts'
import type { ContactId, RecordingId, SeriesId } from '../../../shared/ids.ts'
import {
  addPerson,
  day,
  dialled,
  enrolPerson,
  furnish,
  messageLeft,
  monday,
  temporaryArchive,
} from '../../support/temporary-archive.ts'

const starter = 'starter' as SeriesId

function furnished() {
  const db = temporaryArchive()
  furnish(db)
  return db
}

describe('recordings', () => {
  it('are listed in the order they were added, without those put away', () => {
    const db = furnished()
    db.exec(`UPDATE recordings SET archived_at = 1 WHERE recording_id = 'roundtable-invite'`)
    expect(listRecordings(db)).toEqual([
      { recordingId: 'introduction', name: 'Introduction', durationMs: 14_000, script: 'Hi' },
      { recordingId: 'audit-offer', name: 'Audit offer', durationMs: 14_000, script: 'Hi' },
    ])
    expect(recordingById(db, 'roundtable-invite' as RecordingId)?.file).toBe('roundtable-invite.wav')
    expect(seriesById(db, starter)?.recordings.map(({ name }) => name)).toEqual(['Introduction', 'Audit offer'])
  })

  it('take a new take in the place of the old one', () => {
    const db = furnished()
    const known = recordingById(db, 'introduction' as RecordingId)!
    addRecording(db, { ...known, version: 3, file: 'introduction-3.wav' })
    expect(recordingById(db, known.recordingId)).toMatchObject({ version: 3, file: 'introduction-3.wav' })
    expect(listRecordings(db)).toHaveLength(3)
    expect(recordingById(db, 'none' as RecordingId)).toBeNull()
  })

  it('of a series can be put in another order', () => {
    const db = furnished()
    const recordingIds = ['audit-offer', 'introduction'] as RecordingId[]
    saveSeries(db, { seriesId: starter, name: 'Other', recordingIds })
    expect(seriesById(db, starter)).toMatchObject({
      name: 'Other',
      recordings: [{ name: 'Audit offer' }, { name: 'Introduction' }],
    })
    expect(seriesById(db, 'none' as SeriesId)).toBeNull()
  })
})

describe('the next message', () => {
  const nextMessageFor = (db: Archive, contactId: ContactId, now: number) => {
    const facts = messageFacts(db, contactId)
    return facts && nextMessage(facts, triesOf(facts.attempts), now).recordingId
  }

  it('of Commercial is another one at every call, until all were heard', () => {
    const db = furnished()
    const jane = addPerson(db, 'jane')
    enrolPerson(db, jane, 'Commercial')
    const heard: (string | null)[] = []
    for (let call = 0; call < 4; call++) {
      const now = monday + call * day
      const next = nextMessageFor(db, jane, now)
      heard.push(next)
      if (next) closeAttempt(db, messageLeft(dialled(db, `c${call}`, jane, now), next), 'voicemail-dropped')
    }
    expect(heard).toEqual(['introduction', 'roundtable-invite', 'audit-offer', null])
  })

  it('is not repeated to a contact who moves on to another cadence', () => {
    const db = furnished()
    const jane = addPerson(db, 'jane')
    closeAttempt(db, messageLeft(dialled(db, 'a', jane, monday), 'introduction'), 'voicemail-dropped')
    enrolPerson(db, jane, 'Commercial')
    expect(nextMessageFor(db, jane, monday + day)).toBe('roundtable-invite')
  })

  it('is none on Last resort, and none for a contact on no cadence', () => {
    const db = furnished()
    const [jane, luis] = [addPerson(db, 'jane'), addPerson(db, 'luis')]
    enrolPerson(db, jane, 'Last resort')
    expect(nextMessageFor(db, jane, monday)).toBeNull()
    expect(nextMessageFor(db, luis, monday)).toBeNull()
  })
})
