import { describe, expect, it } from 'vitest'
import {
  attemptById,
  attemptCallId,
  attemptsOf,
  closeAttempt,
  heardBy,
  noteAttempt,
  openAttempts,
  triedIn,
} from '../../../main/archive/attempts.ts'
import { enrol, stopEnrolment } from '../../../main/archive/enrolments.ts'
import type { Archive } from '../../../main/archive/open.ts'
import { presetNamed } from '../../../shared/cadence/cadence-presets.ts'
import type { AttemptId, EnrolmentId } from '../../../shared/ids.ts'
import {
  addPerson,
  dialled,
  enrolPerson,
  furnish,
  messageLeft,
  minute,
  monday,
  rangOut,
  temporaryArchive,
} from '../../support/temporary-archive.ts'

function archiveWithJane() {
  const db = temporaryArchive()
  furnish(db)
  return { db, jane: addPerson(db, 'jane') }
}

const row = (db: Archive) => db.prepare('SELECT * FROM attempts').get() as Record<string, unknown>

describe('an attempt', () => {
  it('is found by its id, and so is its call', () => {
    const { db, jane } = archiveWithJane()
    const { attemptId } = dialled(db, 'a', jane, monday)
    expect([attemptCallId(db, attemptId), attemptCallId(db, 'none')]).toEqual(['a', null])
    expect(attemptById(db, 'none' as AttemptId)).toBeNull()
  })

  it('belongs to the enrolment that runs, not to one that was stopped before', () => {
    const { db, jane } = archiveWithJane()
    const first = enrolPerson(db, jane, 'Commercial')
    stopEnrolment(db, first, { at: monday + minute, stop: { reason: 'rep', why: 'No budget.' } })
    enrol(db, {
      enrolmentId: 'second' as EnrolmentId,
      contactId: jane,
      cadenceId: presetNamed('Last resort').cadenceId,
      side: null,
      startedAt: monday + 2 * minute,
    })
    dialled(db, 'a', jane, monday + 3 * minute)
    expect(row(db)['enrolment_id']).toBe('second')
  })

  it('is there, without an outcome, before anything has come back', () => {
    const { db, jane } = archiveWithJane()
    const { attemptId } = dialled(db, 'a', jane, monday)
    expect(attemptById(db, attemptId)).toEqual({
      attemptId: 'attempt-a',
      number: '+14165550101',
      startedAt: monday,
      answeredAt: null,
      endedAt: null,
      outcome: null,
      hidden: false,
      recordingId: null,
      recordingName: null,
      recordingVersion: null,
      recordingMs: null,
      playedMs: null,
      heard: false,
      armedBy: null,
      answer: null,
      quality: null,
    })
    expect(openAttempts(db)).toEqual([{ attemptId: 'attempt-a', callId: 'a', contactId: 'jane', startedAt: monday }])
  })

  it('belongs to the enrolment that runs', () => {
    const { db, jane } = archiveWithJane()
    dialled(db, 'before', jane, monday)
    const enrolment = enrolPerson(db, jane, 'Commercial')
    const call = rangOut(dialled(db, 'after', jane, monday + minute))
    closeAttempt(db, call, 'no-answer')
    expect(triedIn(db, enrolment)).toEqual([{ startedAt: monday + minute, outcome: 'no-answer', recordingId: null }])
  })

  it('takes the facts as they come; the same ones twice change nothing', () => {
    const { db, jane } = archiveWithJane()
    const call = dialled(db, 'a', jane, monday)
    const left = messageLeft(call, 'introduction')
    const rung = { ...call, phase: 'ringing', rangAt: left.rangAt } as const
    noteAttempt(db, rung)
    expect(row(db)).toMatchObject({ rang_at: monday + 1_000, answered_at: null, recording_id: null, outcome: null })
    const playing = { ...left, phase: 'playing', endedAt: null, endedBy: null } as const
    noteAttempt(db, playing)
    const once = row(db)
    noteAttempt(db, playing)
    expect(row(db)).toEqual(once)
    expect(once).toMatchObject({ recording_id: 'introduction', recording_version: 2, outcome: null, ended_at: null })
  })

  it('is closed once, and never touched again', () => {
    const { db, jane } = archiveWithJane()
    const call = rangOut(dialled(db, 'a', jane, monday))
    expect(closeAttempt(db, call, 'no-answer')).toBe(true)
    const closed = row(db)
    expect(closeAttempt(db, { ...call, endedAt: monday + 99_000 }, 'busy')).toBe(false)
    noteAttempt(db, messageLeft(call, 'introduction'))
    expect(row(db)).toEqual(closed)
    expect(openAttempts(db)).toEqual([])
  })

  it('forgets a drop that was taken back before it began, and keeps one of which something was heard', () => {
    const { db, jane } = archiveWithJane()
    const call = dialled(db, 'a', jane, monday)
    const { drop } = messageLeft(call, 'introduction')
    noteAttempt(db, { ...call, drop: { ...drop!, startedAt: null, startReason: null, playedMs: 0, whole: false } })
    expect(row(db)).toMatchObject({ recording_id: 'introduction' })
    noteAttempt(db, call)
    expect(row(db)).toMatchObject({ recording_id: null, recording_version: null, pressed_at: null })
    noteAttempt(db, { ...call, drop: { ...drop!, playedMs: 2_000, whole: false } })
    noteAttempt(db, call)
    expect(row(db)).toMatchObject({ recording_id: 'introduction', played_ms: 2_000, whole: 0 })
    expect(heardBy(db, jane)).toEqual(['introduction'])
  })

  it('keeps why the call went wrong', () => {
    const { db, jane } = archiveWithJane()
    const call = { ...rangOut(dialled(db, 'a', jane, monday)), sipStatus: 488, sipReason: 'Not Acceptable Here' }
    closeAttempt(db, { ...call, trouble: { code: 'media-failed', about: { reason: 'codec' } } }, 'failed')
    expect(row(db)).toMatchObject({ sip_status: 488, sip_reason: 'Not Acceptable Here', trouble: 'media-failed' })
  })
})

it('attempts are told newest first', () => {
  const { db, jane } = archiveWithJane()
  for (const [index, callId] of ['a', 'b', 'c'].entries()) dialled(db, callId, jane, monday + index * minute)
  dialled(db, 'other', addPerson(db, 'luis'), monday)
  expect(attemptsOf(db, jane, (callId) => callId === 'b').map(({ attemptId, heard }) => [attemptId, heard])).toEqual([
    ['attempt-c', false],
    ['attempt-b', true],
    ['attempt-a', false],
  ])
})

it('an attempt on a contact or a line that is not there is refused', () => {
  const { db } = archiveWithJane()
  expect(() => dialled(db, 'a', 'nobody' as ReturnType<typeof addPerson>, monday)).toThrow(/FOREIGN KEY/)
})
