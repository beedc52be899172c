import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { openFollowUpOf } from '../../../main/archive/follow-ups.ts'
import type { Archive } from '../../../main/archive/open.ts'
import { openPromises } from '../../../main/archive/promises.ts'
import { endPromise, makePromise } from '../../../main/cadence/keep-promises.ts'
import { pauseCadence, resumeCadence } from '../../../main/cadence/run-cadence.ts'
import { recordOutcome } from '../../../main/cadence/record-outcome.ts'
import { undoOutcome } from '../../../main/cadence/undo-outcome.ts'
import { planReceived } from '../../../main/cadence/plan-received.ts'
import { recordAttempt } from '../../../main/call/record-attempt.ts'
import { planDay } from '../../../main/cadence/plan-day.ts'
import { presets } from '../../../shared/cadence/cadence-presets.ts'
import type { AttemptId, ContactId } from '../../../shared/ids.ts'
import { repOutcomeSchema } from '../../../shared/contract/rep-outcome.ts'
import { addPerson, cancelled, countedIds, day, dialled, enrolPerson, furnish, messageLeft, minute, monday, rangOut, talked, temporaryArchive } from '../../support/temporary-archive.ts' // prettier-ignore

const actions = fc.oneof(
  fc.record({ kind: fc.constant('call' as const), end: fc.constantFrom('rang', 'talked', 'message', 'cancelled') }),
  fc.record({ kind: fc.constant('say' as const), outcome: fc.constantFrom(...repOutcomeSchema.options) }),
  fc.record({ kind: fc.constantFrom('undo' as const, 'keep' as const, 'withdraw' as const, 'pause' as const, 'resume' as const, 'missed' as const) }), // prettier-ignore
  fc.record({ kind: fc.constant('promise' as const), text: fc.constantFrom('tomorrow', 'in 2 weeks', 'thu 3pm') }),
  fc.record({ kind: fc.constant('theyCall' as const), spoke: fc.boolean() }),
)
type Action = typeof actions extends fc.Arbitrary<infer T> ? T : never

it('whatever a rep does in a quarter, promises go only when kept or withdrawn, and the first of them is what is next', () => {
  const db = temporaryArchive()
  furnish(db)
  const newId = countedIds()
  let people = 0
  fc.assert(
    fc.property(fc.constantFrom(...presets), fc.array(fc.tuple(actions, fc.integer({ min: minute, max: 3 * day })), { maxLength: 14 }), ({ name }, done) => {
      const contactId = addPerson(db, `person-${++people}`)
      enrolPerson(db, contactId, name)
      let now = monday
      let last: AttemptId | null = null
      // Plans the first call.
      resumeCadence(db, contactId, { now, random: () => 0.5, newId })
      for (const [action, after] of done) {
        now += after
        last = act(db, contactId, action, { now, random: () => 0.5, newId }, last)
        holds(db, contactId)
      }
    }),
    { numRuns: 60 },
  ) // prettier-ignore
}, 120_000)

function act(
  db: Archive,
  contactId: ContactId,
  action: Action,
  sources: { now: number; random: () => number; newId: () => string },
  last: AttemptId | null,
): AttemptId | null {
  const { now, newId } = sources
  const before = openPromises(db, contactId)
  const first = before[0]?.promiseId
  switch (action.kind) {
    case 'call': {
      const call = dialled(db, newId(), contactId, now)
      const ends = { rang: rangOut, talked, cancelled, message: (one: typeof call) => messageLeft(one, 'introduction') }
      recordAttempt(db, ends[action.end as keyof typeof ends](call), { ...sources, now: now + minute })
      return call.attemptId
    }
    case 'say':
      if (last) recordOutcome(db, { attemptId: last, outcome: action.outcome, note: '', notNowUntil: null, gatekeeper: null }, sources) // prettier-ignore
      return last
    case 'undo':
      if (last) undoOutcome(db, last, sources)
      return last
    case 'promise':
      makePromise(db, { contactId, attemptId: last, kind: 'call', words: '', when: { by: 'text', text: action.text } }, sources) // prettier-ignore
      expect(openPromises(db, contactId)).toHaveLength(before.length + 1)
      return last
    case 'keep':
    case 'withdraw':
      if (first) endPromise(db, first, action.kind === 'keep' ? 'kept' : 'withdrawn', sources)
      expect(openPromises(db, contactId)).toHaveLength(Math.max(0, before.length - 1))
      return last
    case 'theyCall':
      db.transaction(() =>
        planReceived(
          db,
          { contactId, outcome: action.spoke ? 'answered' : 'missed', causedBy: null, startedAt: now },
          sources,
        ),
      )()
      return last
    case 'pause':
      pauseCadence(db, { contactId, until: null }, sources)
      break
    case 'resume':
      resumeCadence(db, contactId, sources)
      break
    case 'missed':
      planDay(db, sources)
  }
  expect(openPromises(db, contactId)).toEqual(before)
  return last
}

function holds(db: Archive, contactId: ContactId): void {
  const next = openFollowUpOf(db, contactId)
  const promise = openPromises(db, contactId)[0]
  expect(next?.promiseId ?? null).toBe(promise?.promiseId ?? null)
  expect(next?.promise ?? false).toBe(promise !== undefined)
  const enrolment = db.prepare('SELECT stopped_at, paused_at FROM enrolments WHERE contact_id = ?').get(contactId) as { stopped_at: number | null; paused_at: number | null } // prettier-ignore
  // A cadence that runs and does not rest always has something next.
  if (enrolment.stopped_at === null && enrolment.paused_at === null) expect(next).not.toBeNull()
  if (enrolment.stopped_at !== null) expect(next === null || next.promise || next.asked).toBe(true)
  expect(db.pragma('foreign_key_check')).toEqual([])
}
