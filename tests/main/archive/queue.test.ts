import { describe, expect, it } from 'vitest'
import { closeAttempt } from '../../../main/archive/attempts.ts'
import { replaceFollowUp } from '../../../main/archive/follow-ups.ts'
import type { Call } from '../../../shared/call/call.ts'
import type { Archive } from '../../../main/archive/open.ts'
import { queue } from '../../../main/archive/queue.ts'
import { queueSchema } from '../../../shared/contact/contact.ts'
import type { FollowUp } from '../../../shared/cadence/follow-up.ts'
import type { ContactId, EnrolmentId, FollowUpId } from '../../../shared/ids.ts'
import { outcomeOf } from '../../../shared/call/outcome.ts'
import {
  addPerson,
  cancelled,
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

const zone = 'America/Toronto'

/** A contact with this to do; opens and closes in minutes from monday. */
function due(db: Archive, key: string, opens: number, closes: number, known: Partial<FollowUp> = {}): ContactId {
  const contactId = addPerson(db, key)
  const enrolmentId: EnrolmentId = enrolPerson(db, contactId, 'Commercial')
  replaceFollowUp(db, contactId, {
    next: {
      followUpId: `next-${key}` as FollowUpId,
      kind: 'call',
      name: '',
      asked: false,
      promise: false,
      dueAt: monday + opens * minute,
      dueUntil: monday + closes * minute,
      recordingId: null,
      hidden: false,
      why: [`Why ${key}.`, 'And more.'],
      ...known,
    },
    enrolmentId,
    causedBy: null,
    at: monday,
    was: 'cancelled',
    doneBy: null,
  })
  return contactId
}

const order = (db: Archive, limit = 20) =>
  queue(db, { now: monday, limit, timeZone: zone }).items.map(({ name, section }) => `${section} ${name}`)

function wholeDay(): Archive {
  const db = temporaryArchive()
  furnish(db)
  addPerson(db, 'newest', { createdAt: monday - day })
  addPerson(db, 'oldest', { createdAt: monday - 2 * day })
  due(db, 'tomorrow', 1_440, 1_500)
  due(db, 'promised-later', 100, 160, { promise: true })
  due(db, 'closes-last', -60, 120)
  due(db, 'closes-first', -10, 30)
  due(db, 'letter', -60, 60, { kind: 'letter' })
  due(db, 'went-by', -300, -240)
  due(db, 'promised-now', -5, 60, { promise: true })
  due(db, 'promised-late', -2_000, -1_900, { promise: true })
  due(db, 'opens-soon', 20, 80)
  return db
}

describe('who is next', () => {
  it('says how late a promise is', () => {
    const [late, onTime] = queue(wholeDay(), { now: monday, limit: 2, timeZone: zone }).items
    expect(late?.why).toBe('Why promised-late. Late by 1 day.')
    expect(onTime?.why).toBe('Why promised-now.')
  })

  it('is in the order of the day', () => {
    expect(order(wholeDay())).toEqual([
      'promised promised-late',
      'promised promised-now',
      'now closes-first',
      'now letter',
      'now closes-last',
      'now went-by',
      'later opens-soon',
      'later promised-later',
      'later tomorrow',
      'new oldest',
      'new newest',
    ])
  })

  it('shows as many rows as are wanted, and counts them all', () => {
    const db = wholeDay()
    const { items, counts } = queue(db, { now: monday, limit: 4, timeZone: zone })
    expect(items).toHaveLength(4)
    expect(counts).toEqual({ promised: 2, callback: 0, now: 4, between: 0, later: 3, new: 2 })
    expect(order(db, 4)).toEqual(order(db).slice(0, 4))
  })

  it('is empty in an empty archive, and may cross to the desk', () => {
    const nobody = queue(temporaryArchive(), { now: monday, limit: 20 })
    expect(queueSchema.parse(nobody)).toEqual({
      items: [],
      counts: { promised: 0, callback: 0, now: 0, between: 0, later: 0, new: 0 },
      pausedUntil: null,
      today: { tries: 0, reached: 0, messagesTried: 0, messagesLeft: 0, done: 0, left: 0 },
    })
    const full = queue(wholeDay(), { now: monday, limit: 20 })
    expect(queueSchema.parse(full)).toEqual(full)
  })

  it('says the number of the try and its first reason', () => {
    const db = temporaryArchive()
    furnish(db)
    const jane = due(db, 'jane', -10, 30)
    for (const [index, end] of [rangOut, cancelled, talked].entries()) {
      const call = end(dialled(db, `c${index}`, jane, monday - (index + 1) * day))
      closeAttempt(db, call, outcomeOf(call))
    }
    expect(queue(db, { now: monday, limit: 20 }).items).toEqual([
      {
        contactId: 'jane',
        name: 'jane',
        company: 'jane Ltd',
        kind: 'call',
        section: 'now',
        dueAt: monday - 10 * minute,
        dueUntil: monday + 30 * minute,
        tryNumber: 3,
        promise: false,
        why: 'Why jane.',
        reasons: ['Why jane.', 'And more.'],
        late: null,
        notBefore: null,
      },
    ])
  })

  it('leaves out a new contact once somebody has called', () => {
    const db = temporaryArchive()
    furnish(db)
    const jane = addPerson(db, 'jane')
    expect(order(db)).toEqual(['new jane'])
    dialled(db, 'a', jane, monday)
    expect(order(db)).toEqual([])
  })
})

const cutOff = (call: Call): Call => ({
  ...call,
  endedBy: 'far-end',
  drop: { ...call.drop!, playedMs: 900, whole: false },
})
const nothingLeft = (call: Call): Call => ({
  ...cutOff(call),
  drop: { ...call.drop!, startedAt: null, startReason: null, playedMs: 0, whole: false },
})

it('today is what was tried since midnight, and what came of it', () => {
  const db = temporaryArchive()
  furnish(db)
  const jane = addPerson(db, 'jane')
  const midnight = monday - 10 * 60 * minute
  const calls = [
    rangOut(dialled(db, 'yesterday', jane, midnight - minute)),
    rangOut(dialled(db, 'first', jane, midnight)),
    messageLeft(dialled(db, 'message', jane, monday - 60 * minute), 'introduction'),
    cutOff(messageLeft(dialled(db, 'cut', jane, monday - 50 * minute), 'introduction')),
    nothingLeft(messageLeft(dialled(db, 'nothing', jane, monday - 40 * minute), 'introduction')),
    talked(dialled(db, 'talk', jane, monday - 30 * minute)),
    cancelled(dialled(db, 'cancelled', jane, monday - 20 * minute)),
  ]
  for (const call of calls) closeAttempt(db, call, outcomeOf(call))
  dialled(db, 'under way', jane, monday)
  expect(queue(db, { now: monday, limit: 20, timeZone: zone }).today).toEqual({
    tries: 5,
    reached: 1,
    messagesTried: 3,
    messagesLeft: 1,
    done: 0,
    left: 0,
  })
})
