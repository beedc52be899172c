import { describe, expect, it } from 'vitest'
import { attemptById, attemptsOf, noteAttempt } from '../../../main/archive/attempts.ts'
import { contactCard } from '../../../main/archive/contact-card.ts'
import { besideOf, nextFollowUpOf, replaceFollowUp } from '../../../main/archive/follow-ups.ts'
import type { Archive } from '../../../main/archive/open.ts'
import { finishFollowUp, makePromise } from '../../../main/cadence/keep-promises.ts'
import { interruptAttempts } from '../../../main/call/interrupt-attempts.ts'
import { recordAttempt } from '../../../main/call/record-attempt.ts'
import { openPromises } from '../../../main/archive/promises.ts'
import { markPromise } from '../../../main/archive/studio-recordings.ts'
import { planDay } from '../../../main/cadence/plan-day.ts'
import { recordOutcome } from '../../../main/cadence/record-outcome.ts'
import { pauseCadence, resumeCadence } from '../../../main/cadence/run-cadence.ts'
import { undoOutcome } from '../../../main/cadence/undo-outcome.ts'
import { openCalls } from '../../../main/call/calls.ts'
import type { Ender } from '../../../shared/contract/call.ts'
import type { DialledCall } from '../../../shared/call/new-call.ts'
import { moveCall, type CallMove } from '../../../shared/call/call-move.ts'
import type { FollowUp } from '../../../shared/contract/follow-up.ts'
import type { ContactId, FollowUpId, RecordingId } from '../../../shared/ids.ts'
import { must } from '../../support/must.ts'
import {
  addPerson,
  cancelled,
  countedSources,
  day,
  dialled,
  enrolPerson,
  furnish,
  messageLeft,
  minute,
  monday,
  rangOut,
  talked,
  temporaryArchive,
} from '../../support/temporary-archive.ts'

const sources = countedSources()

function archiveWith(cadence: string | null): { db: Archive; jane: ContactId } {
  const db = temporaryArchive()
  furnish(db)
  const jane = addPerson(db, 'jane')
  if (cadence) enrolPerson(db, jane, cadence)
  return { db, jane }
}

function recorded(db: Archive, call: DialledCall) {
  return must(recordAttempt(db, call, sources(call.endedAt!)))
}

function plan(db: Archive, contactId: ContactId, known: Partial<FollowUp>): void {
  replaceFollowUp(db, contactId, {
    next: {
      followUpId: sources(monday).newId() as FollowUpId,
      kind: 'call',
      name: '',
      asked: false,
      promise: false,
      dueAt: monday,
      dueUntil: monday + 2 * 60 * minute,
      recordingId: null,
      hidden: false,
      why: ['Planned by the test.'],
      ...known,
    },
    enrolmentId: null,
    causedBy: null,
    at: monday,
    was: 'cancelled',
    doneBy: null,
  })
}

const rows = (db: Archive) =>
  db.prepare('SELECT kind, done_at, done_by, cancelled_at, caused_by FROM follow_ups ORDER BY rowid').all()

describe('a drop in the archive', () => {
  const at = monday + 12_100
  const playing = (call: DialledCall): DialledCall => ({
    ...messageLeft(call, 'introduction'),
    phase: 'playing',
    endedAt: null,
    endedBy: null,
    drop: { ...messageLeft(call, 'introduction').drop!, playedMs: 3_000, whole: false },
  })
  const ended = (by: Ender, atMs: number): CallMove => ({ kind: 'ended', at: at + atMs, by })
  const played: CallMove = { kind: 'played', playedMs: 14_000, whole: true }
  const row = (db: Archive) => db.prepare<[], Record<string, unknown>>('SELECT * FROM attempts').get()

  it.each([
    ['left', [played, ended('message-done', 14_300)], 'voicemail-dropped', 'message-done', 14_000, 1],
    ['cut off by the far end', [ended('far-end', 3_120)], 'voicemail-cut-off', 'far-end', 3_120, 0],
    ['cut off by the network, told late', [ended('network', 13_000)], 'voicemail-cut-off', 'network', 3_250, 0],
    ['stopped by the rep', [ended('rep', 3_050)], 'voicemail-stopped', 'rep', 3_050, 0],
    ['stopped by quitting', [ended('quit', 3_001)], 'voicemail-stopped', 'quit', 3_001, 0],
  ] as const)('that was %s is there with all that is known of it', (_, moves, outcome, by, playedMs, whole) => {
    const { db, jane } = archiveWith('Commercial')
    const call = moves.reduce((before, move) => moveCall(before, move)!, playing(dialled(db, 'a', jane, monday)))
    expect(recorded(db, call).outcome).toBe(outcome)
    expect(row(db)).toMatchObject({
      outcome,
      ended_by: by,
      recording_id: 'introduction',
      recording_version: 2,
      pressed_at: monday + 6_000,
      beep_hz: 1_000,
      beep_ended_at: monday + 12_000,
      message_started_at: at,
      message_start_reason: 'beep',
      played_ms: playedMs,
      whole,
    })
  })

  it('that was played at a press says so, and knows no beep', () => {
    const { db, jane } = archiveWith('Commercial')
    const call = messageLeft(dialled(db, 'a', jane, monday), 'introduction')
    recorded(db, { ...call, beep: null, drop: { ...call.drop!, startReason: 'pressed' } })
    expect(row(db)).toMatchObject({ message_start_reason: 'pressed', beep_hz: null, beep_ended_at: null, whole: 1 })
  })

  it('that was taken back keeps how far it was heard', () => {
    const { db, jane } = archiveWith('Commercial')
    const calls = openCalls({ record: (call) => noteAttempt(db, call), nameOf: () => 'Jane', moved() {} })
    const call = { ...dialled(db, 'a', jane, monday), phase: 'talking', answeredAt: monday } as const
    calls.begin(call)
    const recording = { id: 'introduction' as RecordingId, name: 'Introduction', durationMs: 14_000 }
    calls.move(call.callId, { kind: 'armed', at: monday + 1_000, recording, by: 'ear', isFree: true })
    calls.move(call.callId, { kind: 'started', at: monday + 2_000, reason: 'pressed' })
    calls.move(call.callId, { kind: 'played', playedMs: 4_750, whole: false })
    calls.move(call.callId, { kind: 'takenBack' })
    expect(row(db)).toMatchObject({ recording_id: 'introduction', played_ms: 4_750, whole: 0 })
  })
})

describe('when a call has ended', () => {
  it('a message left on Commercial leads to a call on another day, with another message, and says why', () => {
    const { db, jane } = archiveWith('Commercial')
    const { outcome, next } = recorded(db, messageLeft(dialled(db, 'a', jane, monday), 'introduction'))
    expect(outcome).toBe('voicemail-dropped')
    expect(next).toEqual(nextFollowUpOf(db, jane))
    expect(next).toMatchObject({ kind: 'call', promise: false, recordingId: 'roundtable-invite', hidden: false })
    expect(next!.dueAt).toBeGreaterThan(monday + 2 * day)
    expect(next!.why).toEqual([
      'Lunchtime: the one try so far was a morning.',
      'Message 2 of 3 next: “Roundtable invite” was not heard yet.',
    ])
    expect(contactCard(db, jane, { now: monday + day, heard: (callId) => callId === 'a' })).toMatchObject({
      cadence: { name: 'Commercial', tries: 1, maxTries: 52, stopped: null },
      attempts: [{ outcome: 'voicemail-dropped', recordingName: 'Introduction', playedMs: 14_000, heard: true }],
      next: { recordingId: 'roundtable-invite' },
    })
  })

  it('every fact of it is in the archive, with the take of the recording that was heard', () => {
    const { db, jane } = archiveWith('Commercial')
    recorded(db, messageLeft(dialled(db, 'a', jane, monday), 'introduction'))
    expect(db.prepare('SELECT * FROM attempts').get()).toEqual({
      attempt_id: 'attempt-a',
      call_id: 'a',
      contact_id: 'jane',
      phone_number_id: 'number-jane',
      number: '+14165550101',
      line_id: 'practice',
      enrolment_id: 'enrolment-jane',
      hidden: 0,
      started_at: monday,
      rang_at: monday + 1_000,
      answered_at: monday + 5_000,
      ended_at: monday + 30_000,
      ended_by: 'message-done',
      outcome: 'voicemail-dropped',
      sip_status: null,
      sip_reason: null,
      trouble: null,
      recording_id: 'introduction',
      recording_version: 2,
      pressed_at: monday + 6_000,
      beep_hz: 1_000,
      beep_ended_at: monday + 12_000,
      message_started_at: monday + 12_100,
      message_start_reason: 'beep',
      played_ms: 14_000,
      whole: 1,
      caller_id: 'shown',
      asked_by: '',
      override_reason: null,
      overridden_rules: '[]',
      saying: null,
      greeting_ended_at: null,
      person_answered_at: null,
      conversation_at: null,
      armed_by: 'ear',
      answerer: 'machine',
      answerer_why: 'beep',
      answerer_talk_ms: 6_000,
      drop_off_at: null,
      handed_back_at: null,
      handed_back_for: null,
      slot: '1 morning',
      hour: 10,
      band: 1,
    })
  })

  it('the follow-up it fulfilled is done by it, and the next one was caused by it', () => {
    const { db, jane } = archiveWith('Commercial')
    plan(db, jane, {})
    recorded(db, rangOut(dialled(db, 'a', jane, monday)))
    expect(rows(db)).toEqual([
      { kind: 'call', done_at: monday + 31_000, done_by: 'attempt-a', cancelled_at: null, caused_by: null },
      { kind: 'call', done_at: null, done_by: null, cancelled_at: null, caused_by: 'attempt-a' },
    ])
  })

  it('recording it again changes nothing', () => {
    const { db, jane } = archiveWith('Commercial')
    const call = rangOut(dialled(db, 'a', jane, monday))
    const first = recorded(db, call)
    const again = recorded(db, call)
    expect(again.next).toEqual(first.next)
    expect(rows(db)).toHaveLength(1)
  })

  it('a contact on no cadence has an attempt and nothing next', () => {
    const { db, jane } = archiveWith(null)
    expect(recorded(db, talked(dialled(db, 'a', jane, monday)))).toEqual({
      outcome: 'answered',
      next: null,
      stopped: null,
    })
    expect(attemptsOf(db, jane)).toHaveLength(1)
  })

  describe('of Commercial', () => {
    const twice = () => {
      const { db, jane } = archiveWith('Commercial')
      recorded(db, rangOut(dialled(db, 'a', jane, monday)))
      const { next } = recorded(db, rangOut(dialled(db, 'b', jane, monday + 3 * day)))
      return { db, jane, next }
    }
    const letters = (db: Archive) =>
      db
        .prepare<[], { open: number; passed: number; done: number }>(
          `SELECT count(*) FILTER (WHERE done_at IS NULL AND cancelled_at IS NULL) AS open,
             count(*) FILTER (WHERE let_pass) AS passed, count(*) FILTER (WHERE done_at IS NOT NULL AND NOT let_pass) AS done
           FROM follow_ups WHERE kind = 'letter'`,
        )
        .get()

    it('the second unanswered one leads to a letter beside the next call', () => {
      const { db, jane, next } = twice()
      expect(next).toMatchObject({ kind: 'call' })
      expect(nextFollowUpOf(db, jane)).toMatchObject({ kind: 'call' })
      expect(besideOf(db, jane)).toMatchObject({ kind: 'letter' })
    })

    it('a letter that is not written waits, and no call with it; the next one lets it pass', () => {
      const { db, jane } = twice()
      recorded(db, rangOut(dialled(db, 'c', jane, monday + 7 * day)))
      expect(letters(db)).toEqual({ open: 1, passed: 0, done: 0 })
      recorded(db, rangOut(dialled(db, 'd', jane, monday + 11 * day)))
      expect(letters(db)).toEqual({ open: 1, passed: 1, done: 0 })
      expect(nextFollowUpOf(db, jane)).toMatchObject({ kind: 'call' })
    })

    it('a letter that was written leaves the call as it was', () => {
      const { db, jane } = twice()
      const call = nextFollowUpOf(db, jane)
      must(finishFollowUp(db, { followUpId: besideOf(db, jane)!.followUpId, done: true }, sources(monday + 4 * day)))
      expect([letters(db), nextFollowUpOf(db, jane)]).toEqual([{ open: 0, passed: 0, done: 1 }, call])
    })

    it('a talk lets the letter pass, and a pause takes it away until it is over', () => {
      const { db, jane } = twice()
      must(pauseCadence(db, { contactId: jane, until: null }, sources(monday + 4 * day)))
      expect(besideOf(db, jane)).toBeNull()
      must(resumeCadence(db, jane, sources(monday + 5 * day)))
      expect(besideOf(db, jane)).toMatchObject({ kind: 'letter' })
      recorded(db, talked(dialled(db, 'c', jane, monday + 7 * day)))
      expect([besideOf(db, jane), letters(db)]).toEqual([null, { open: 0, passed: 1, done: 0 }])
    })

    it('what ends the cadence ends the letter, and undoing it brings both back', () => {
      const { db, jane } = twice()
      const [call, letter] = [nextFollowUpOf(db, jane), besideOf(db, jane)]
      const entry = { attemptId: attemptsOf(db, jane)[0]!.attemptId, note: '', notNowUntil: null, gatekeeper: null }
      must(recordOutcome(db, { ...entry, outcome: 'wrong-number' }, sources(monday + 3 * day + 5 * minute)))
      expect([nextFollowUpOf(db, jane), besideOf(db, jane)]).toEqual([null, null])
      must(undoOutcome(db, entry.attemptId, sources(monday + 3 * day + 6 * minute)))
      expect([nextFollowUpOf(db, jane), besideOf(db, jane)]).toEqual([call, letter])
    })
  })

  it('the last try of a cadence stops it, with a reason that the card shows', () => {
    const { db, jane } = archiveWith('Last resort')
    const plans = Array.from({ length: 20 }, (_, index) =>
      recorded(db, rangOut(dialled(db, `c${index}`, jane, monday + index * 3 * day))),
    )
    expect(plans.at(-2)!.next).not.toBeNull()
    expect(plans.at(-1)).toMatchObject({ next: null, stopped: 'Last resort: all 20 tries were made.' })
    const card = contactCard(db, jane, { now: monday + 60 * day, heard: () => false })
    expect(card?.cadence).toMatchObject({ tries: 20, maxTries: 20, stopped: 'Last resort: all 20 tries were made.' })
    expect(card?.next).toBeNull()
  })

  it('a broken rule of the archive is a bug and leaves nothing half written', () => {
    const { db, jane } = archiveWith('Commercial')
    const call = rangOut(dialled(db, 'a', jane, monday))
    plan(db, jane, {})
    const taken = () => db.prepare('SELECT follow_up_id FROM follow_ups').pluck().get() as string
    expect(() => recordAttempt(db, call, { ...sources(monday), newId: taken })).toThrow(/UNIQUE/)
    expect(attemptById(db, call.attemptId)?.outcome).toBeNull()
    expect(nextFollowUpOf(db, jane)?.why).toEqual(['Planned by the test.'])
  })
})

describe('a try that does not count', () => {
  it('is offered again in the window it was made in', () => {
    const { db, jane } = archiveWith('Commercial')
    plan(db, jane, {})
    const { next } = recorded(db, cancelled(dialled(db, 'a', jane, monday)))
    expect(next).toMatchObject({ dueAt: monday + 2_000 + 15 * minute, dueUntil: monday + 2 * 60 * minute })
  })

  it('leaves a plan for later, and a letter, as they are', () => {
    const { db, jane } = archiveWith('Commercial')
    for (const later of [{ dueAt: monday + day, dueUntil: monday + 2 * day }, { kind: 'letter' } as const]) {
      plan(db, jane, later)
      const before = nextFollowUpOf(db, jane)
      expect(recorded(db, cancelled(dialled(db, sources(monday).newId(), jane, monday))).next).toEqual(before)
    }
  })
})

describe('a promise', () => {
  const window = { dueAt: monday + day, dueUntil: monday + day + 60 * minute }
  const promised = (db: Archive, contactId: ContactId) =>
    makePromise(
      db,
      { contactId, attemptId: null, kind: 'call', words: 'to call', when: { by: 'window', ...window } },
      sources(monday - minute),
    )
  it.each([
    ['stands when nobody answers, however late', rangOut, 5 * day, false],
    ['stands when the call came before its time', talked, 0, false],
    ['is kept by a talk', talked, day, true],
    [
      'is kept by a message, also when it is late',
      (call: DialledCall) => messageLeft(call, 'introduction'),
      5 * day,
      true,
    ],
  ])('%s', (_, end, after, kept) => {
    const { db, jane } = archiveWith('Commercial')
    promised(db, jane)
    const { next } = recorded(db, end(dialled(db, 'a', jane, monday + after)))
    expect(next?.promise).toBe(!kept)
  })

  it('is not shifted, and says how late it is', () => {
    const { db, jane } = archiveWith('Commercial')
    promised(db, jane)
    expect(must(planDay(db, sources(monday + 5 * day))).moved).toBe(0)
    const card = contactCard(db, jane, { now: monday + 5 * day, heard: () => false })
    expect(card?.next?.why).toEqual(['Promised for Tuesday 24 November.', '“to call”.', 'Late by 3 days.'])
  })
})

describe('at start-up', () => {
  it('an attempt that is open becomes interrupted, and its contact is offered again at once', () => {
    const { db, jane } = archiveWith('Commercial')
    plan(db, jane, {})
    const call = dialled(db, 'a', jane, monday)
    noteAttempt(db, { ...call, phase: 'ringing', rangAt: monday + 1_000 })
    const now = monday + 5 * minute
    const interrupted = interruptAttempts(db, sources(now))
    expect(interrupted).toMatchObject({ ok: true, value: [{ attemptId: 'attempt-a', callId: 'a', contactId: 'jane' }] })
    expect(attemptById(db, call.attemptId)).toMatchObject({ outcome: 'interrupted', endedAt: null })
    expect(nextFollowUpOf(db, jane)).toMatchObject({
      dueAt: now,
      dueUntil: monday + 2 * 60 * minute,
      why: [
        'Afterbeep was closed in the middle of the last call: call again.',
        'Message 1 of 3 next: “Introduction” was not heard yet.',
      ],
    })
    expect(interruptAttempts(db, sources(now))).toEqual({ ok: true, value: [] })
  })

  it('a contact that had nothing next is not lost', () => {
    const { db, jane } = archiveWith('Last resort')
    dialled(db, 'a', jane, monday)
    interruptAttempts(db, sources(monday + minute))
    expect(nextFollowUpOf(db, jane)).toMatchObject({ kind: 'call', dueAt: monday + minute })
  })

  it('a message that was heard before the interruption is not left again, nor the call made again at once', () => {
    const { db, jane } = archiveWith('Commercial')
    const call = dialled(db, 'a', jane, monday)
    noteAttempt(db, { ...messageLeft(call, 'introduction'), phase: 'draining', endedAt: null, endedBy: null })
    interruptAttempts(db, sources(monday + minute))
    const next = nextFollowUpOf(db, jane)!
    expect(next.recordingId).toBe('roundtable-invite')
    expect(next.dueAt).toBeGreaterThan(monday + 2 * day)
  })
})

it('a message that was heard in an interrupted call replaces the plan for later, which would leave it again', () => {
  const { db, jane } = archiveWith('Commercial')
  plan(db, jane, { dueAt: monday + day, dueUntil: monday + 2 * day, recordingId: 'introduction' as RecordingId })
  const call = dialled(db, 'a', jane, monday)
  noteAttempt(db, { ...messageLeft(call, 'introduction'), phase: 'playing', endedAt: null, endedBy: null })
  interruptAttempts(db, sources(monday + minute))
  expect(nextFollowUpOf(db, jane)?.recordingId).toBe('roundtable-invite')
})

describe('a message that says “I’ll follow up this week”', () => {
  const left = () => {
    const { db, jane } = archiveWith('Commercial')
    markPromise(db, 'introduction' as RecordingId, true)
    recorded(db, messageLeft(dialled(db, 'a', jane, monday), 'introduction'))
    return { db, jane, attemptId: attemptsOf(db, jane)[0]!.attemptId }
  }
  const entry = { note: '', notNowUntil: null, gatekeeper: null }

  it('promises that when it is left, and another does not', () => {
    const { db, jane } = left()
    expect(openPromises(db, jane)).toMatchObject([{ kind: 'call', words: 'I’ll follow up this week', dueAt: monday + 23 * 60 * minute }]) // prettier-ignore
    expect(nextFollowUpOf(db, jane)).toMatchObject({ promise: true, kind: 'call' })
    const other = archiveWith('Commercial')
    recorded(other.db, messageLeft(dialled(other.db, 'a', other.jane, monday), 'introduction'))
    expect(openPromises(other.db, other.jane)).toEqual([])
  })

  it('promises nothing beside a call that is promised already', () => {
    const { db, jane } = archiveWith('Commercial')
    markPromise(db, 'introduction' as RecordingId, true)
    const when = { by: 'text', text: 'friday 3pm' } as const
    must(makePromise(db, { contactId: jane, attemptId: null, kind: 'call', words: '', when }, sources(monday - day)))
    recorded(db, messageLeft(dialled(db, 'a', jane, monday), 'introduction'))
    expect(openPromises(db, jane)).toMatchObject([{ words: '' }])
  })

  it('does not hold when it was a wrong number; undone, it does again', () => {
    const { db, jane, attemptId } = left()
    const [promised, next] = [openPromises(db, jane), nextFollowUpOf(db, jane)]
    must(recordOutcome(db, { ...entry, attemptId, outcome: 'wrong-number' }, sources(monday + 5 * minute)))
    expect([openPromises(db, jane), nextFollowUpOf(db, jane)]).toEqual([[], null])
    must(undoOutcome(db, attemptId, sources(monday + 6 * minute)))
    expect([openPromises(db, jane), nextFollowUpOf(db, jane)]).toEqual([promised, next])
  })

  it('goes with the outcome that made it, when that is taken back', () => {
    const { db, jane } = archiveWith('Commercial')
    markPromise(db, 'introduction' as RecordingId, true)
    const call = messageLeft(dialled(db, 'a', jane, monday), 'introduction')
    recorded(db, { ...call, drop: { ...call.drop!, playedMs: 9_000, whole: false } })
    const { attemptId } = attemptsOf(db, jane)[0]!
    expect(openPromises(db, jane)).toEqual([])
    must(recordOutcome(db, { ...entry, attemptId, outcome: 'voicemail-dropped' }, sources(monday + 5 * minute)))
    expect(openPromises(db, jane)).toHaveLength(1)
    must(undoOutcome(db, attemptId, sources(monday + 6 * minute)))
    expect([openPromises(db, jane), nextFollowUpOf(db, jane)]).toMatchObject([[], { promise: false }])
  })
})

describe('a window that closed unused', () => {
  it('is planned anew from now on, as the same try', () => {
    const { db, jane } = archiveWith('Commercial')
    recorded(db, rangOut(dialled(db, 'a', jane, monday)))
    const late = monday + 20 * day
    const { followUpId } = nextFollowUpOf(db, jane)!
    const counted = () => db.prepare('SELECT count(*) AS n FROM follow_ups').get()
    const before = counted()
    expect(must(planDay(db, sources(late)))).toEqual({ moved: 1, more: false })
    expect(nextFollowUpOf(db, jane)!.dueUntil).toBeGreaterThan(late)
    // A count and a date on the one follow-up that is open, and no other row.
    expect(counted()).toEqual(before)
    const missed = db.prepare('SELECT missed_count, missed_at FROM follow_ups WHERE follow_up_id = ?').get(followUpId)
    expect(missed).toMatchObject({ missed_count: 1 })
    expect(nextFollowUpOf(db, jane)!.followUpId).toBe(followUpId)
    expect(must(planDay(db, sources(late))).moved).toBe(0)
    expect(contactCard(db, jane, { now: late, heard: () => false })?.cadence?.tries).toBe(1)
  })

  it('of a letter leaves it to be written', () => {
    const { db, jane } = archiveWith('Commercial')
    recorded(db, rangOut(dialled(db, 'a', jane, monday)))
    recorded(db, rangOut(dialled(db, 'b', jane, monday + 3 * day)))
    const letter = besideOf(db, jane)
    planDay(db, sources(monday + 40 * day))
    expect([besideOf(db, jane), nextFollowUpOf(db, jane)]).toMatchObject([letter, { kind: 'call' }])
  })
})
