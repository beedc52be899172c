import { DateTime } from 'luxon'
import { describe, expect, it } from 'vitest'
import type { Outcome } from '../../../shared/call/outcome.ts'
import { nextBetween } from '../../../shared/cadence/between.ts'
import { drawSide, nextFollowUp, type CadenceFacts, type Next, type Try } from '../../../shared/cadence/cadence.ts'
import type { Series } from '../../../shared/cadence/cadence-message.ts'
import { noRates } from '../../../shared/cadence/learnt-rates.ts'
import { openReach } from '../../../shared/cadence/reach.ts'
import { presetNamed, presets } from '../../../shared/cadence/cadence-presets.ts'
import { cadenceSchema } from '../../../shared/contract/cadence-rules.ts'
import type { RecordingId, SeriesId } from '../../../shared/ids.ts'

const toronto = 'America/Toronto'
const series: Series = {
  seriesId: 'starter' as SeriesId,
  name: 'Starter series',
  recordings: ['Introduction', 'Roundtable invite', 'Audit offer'].map((name) => ({
    recordingId: idOf(name),
    name,
  })),
}

function idOf(name: string): RecordingId {
  return name.toLowerCase().replace(' ', '-') as RecordingId
}

/** Local time in Toronto, e.g. '2026-11-23T10:05', a Monday. */
function at(time: string, zone = toronto): number {
  return DateTime.fromISO(time, { zone }).toMillis()
}

function local(ms: number, zone = toronto): string {
  return DateTime.fromMillis(ms, { zone }).toFormat('ccc d LLL HH:mm', { locale: 'en' })
}

function tried(time: string, outcome: Outcome = 'no-answer', heard?: string): Try {
  return { startedAt: at(time), outcome, recordingId: heard ? idOf(heard) : null }
}

/** So many letters were written. */
function letters(count: number): Map<string, number> {
  return new Map([['letter Letter', count]])
}

function facts(name: string, given: Partial<CadenceFacts>): CadenceFacts {
  const attempts = given.attempts ?? []
  return {
    cadence: presetNamed(name),
    enrolment: { startedAt: attempts[0]?.startedAt ?? at('2026-11-23T09:00'), side: null },
    timeZone: toronto,
    tags: [],
    attempts,
    stepsDone: new Map(),
    asked: null,
    notBefore: null,
    daysOff: new Set(),
    personIn: null,
    rates: noRates,
    reach: openReach({ timeZone: toronto, region: '', hours: null }),
    fullness: () => 0,
    inactive: [],
    dealValue: null,
    series,
    heard: attempts.flatMap(({ recordingId }) => recordingId ?? []),
    window: null,
    promise: null,
    now: (attempts.at(-1)?.startedAt ?? at('2026-11-23T09:00')) + 60_000,
    random: () => 0.5,
    ...given,
  }
}

function next(name: string, given: Partial<CadenceFacts>): Next {
  const step = nextFollowUp(facts(name, given))
  if ('stop' in step) throw new Error(`stopped: ${step.stop.why}`)
  return step.next
}

describe('the next call', () => {
  it('opens at once for a new contact inside the hours of the day', () => {
    const { dueAt, dueUntil, why } = next('Commercial', { now: at('2026-11-23T10:20') })
    expect([local(dueAt), local(dueUntil)]).toEqual(['Mon 23 Nov 10:20', 'Mon 23 Nov 12:00'])
    expect(why).toEqual(['New on Commercial: first call.', 'Message 1 of 3 next: “Introduction” was not heard yet.'])
  })

  it.each([
    ['before eight', '2026-11-23T03:00', 'Mon 23 Nov 09:00'],
    ['after eight in the evening', '2026-11-23T20:00', 'Tue 24 Nov 09:00'],
    ['when the part is about to close', '2026-11-23T11:55', 'Mon 23 Nov 12:00'],
    ['on a Saturday, for a cadence without weekends', '2026-11-28T12:00', 'Mon 30 Nov 09:00'],
  ])('waits for the next hours %s', (_, now, expected) => {
    expect(local(next('Commercial', { now: at(now) }).dueAt)).toBe(expected)
  })

  it('is on another day, in another part, with a message that was not heard, after a message was left', () => {
    const attempts = [tried('2026-11-23T10:05', 'voicemail-dropped', 'Introduction')]
    const { kind, dueAt, dueUntil, recordingId, why } = next('Commercial', { attempts })
    expect([kind, local(dueAt), local(dueUntil)]).toEqual(['call', 'Thu 26 Nov 12:00', 'Thu 26 Nov 13:30'])
    expect(recordingId).toBe('roundtable-invite')
    expect(why).toEqual([
      'Lunchtime: the one try so far was a morning.',
      'Message 2 of 3 next: “Roundtable invite” was not heard yet.',
    ])
  })

  it('goes to the part that was tried least', () => {
    const attempts = [
      tried('2026-11-23T10:05'),
      tried('2026-11-26T08:30'),
      tried('2026-12-01T12:15'),
      tried('2026-12-04T14:00'),
      tried('2026-12-08T09:10'),
      tried('2026-12-11T11:00'),
    ]
    const { dueAt, why } = next('Commercial', { attempts, stepsDone: letters(3) })
    expect(local(dueAt)).toMatch(/17:00$/)
    expect(why[0]).toBe('Evening: 3 of 6 tries were mornings.')
  })

  it('names the weekday when every part was tried', () => {
    const attempts = [
      tried('2026-11-23T10:05'),
      tried('2026-11-26T08:30'),
      tried('2026-12-01T12:15'),
      tried('2026-12-04T14:00'),
      tried('2026-12-08T18:10'),
    ]
    const { why } = next('Commercial', { attempts, stepsDone: letters(2) })
    expect(why[0]).toMatch(
      /^\w+day (early morning|morning|lunchtime|afternoon|evening): not tried yet; 1 of 5 tries was an? /,
    )
  })

  it('is at another time of the same day on Last resort, hidden and without a message', () => {
    const attempts = [tried('2026-11-23T10:05')]
    const { dueAt, hidden, recordingId, why } = next('Last resort', { attempts })
    expect(local(dueAt)).toBe('Mon 23 Nov 13:30')
    expect([hidden, recordingId]).toEqual([true, null])
    expect(why.slice(0, 2)).toEqual([
      'Afternoon of the same day: the try at 10:05 was a morning.',
      'No message until 10 unanswered calls: 1 so far.',
    ])
  })

  it('is never a third on one day', () => {
    const attempts = [tried('2026-11-23T08:30'), tried('2026-11-23T13:40')]
    const { dueAt } = next('Last resort', { attempts })
    expect(dueAt).toBeGreaterThanOrEqual(at('2026-11-27T00:00'))
  })

  it('leaves the one message of Last resort at the eleventh call, and none after it', () => {
    const ten = Array.from({ length: 10 }, (_, day) => tried(`2026-11-${String(day + 10)}T10:05`))
    expect(next('Last resort', { attempts: ten }).recordingId).toBe('introduction')
    const left = [...ten, tried('2026-11-24T18:05', 'voicemail-dropped', 'Introduction')]
    const { recordingId, why } = next('Last resort', { attempts: left })
    expect(recordingId).toBeNull()
    expect(why[1]).toBe('No message: 1 of 1 was left.')
  })

  it('keeps its local hour when the clocks change', () => {
    // Toronto springs forward in the night to Sunday, 14 March 2027.
    const before = next('Commercial', { now: at('2027-03-12T21:00') })
    expect([local(before.dueAt), local(before.dueUntil)]).toEqual(['Mon 15 Mar 09:00', 'Mon 15 Mar 12:00'])
    const sunday = next('Last resort', {
      now: at('2027-03-14T01:30'),
      enrolment: { startedAt: at('2027-03-14T01:00'), side: null },
    })
    expect([local(sunday.dueAt), local(sunday.dueUntil)]).toEqual(['Sun 14 Mar 10:00', 'Sun 14 Mar 16:00'])
    expect(sunday.dueUntil - sunday.dueAt).toBe(6 * 3_600_000)
  })

  it('suggests the receptionist and the directory on Last resort', () => {
    const at1005 = (day: number) => tried(`2026-11-${day}T10:05`)
    const receptionist = next('Last resort', {
      attempts: [at1005(16), at1005(18), tried('2026-11-20T10:05', 'cancelled'), at1005(23)],
      now: at('2026-11-23T10:06'),
    })
    expect(receptionist.why.at(-1)).toBe('Try 4: ask the receptionist when they are in.')
    const directory = next('Last resort', {
      attempts: [
        at1005(10),
        tried('2026-11-10T14:05'),
        tried('2026-11-16T12:10'),
        at1005(17),
        tried('2026-11-18T14:05'),
      ],
      now: at('2026-11-27T17:05'),
    })
    expect(directory.why.at(-1)).toMatch(/nobody screens now; try the dial-by-name directory\.$/)
  })
})

describe('after somebody answered', () => {
  it('a call follows two days later in the part they answered in', () => {
    const attempts = [tried('2026-11-19T10:00'), tried('2026-11-24T14:00', 'answered')]
    const { dueAt, why } = next('Commercial', { attempts })
    expect(local(dueAt)).toBe('Thu 26 Nov 13:30')
    expect(why[0]).toBe('Thursday afternoon: they answered on Tuesday afternoon, and nothing was promised.')
  })

  it('the rotation begins anew', () => {
    const attempts = [tried('2026-11-19T10:00'), tried('2026-11-24T14:00', 'answered'), tried('2026-11-26T14:00')]
    const { why } = next('Commercial', { attempts, stepsDone: letters(1) })
    expect(why[0]).toBe('Morning: the one try since they answered was an afternoon.')
  })
})

describe('a try that does not count', () => {
  it.each([
    ['cancelled', 'Mon 23 Nov 10:21', 'The last try was cancelled and does not count: call again.'],
    ['failed', 'Mon 23 Nov 10:11', 'The last call failed and does not count: call again.'],
    ['interrupted', 'Mon 23 Nov 10:06', 'Afterbeep was closed in the middle of the last call: call again.'],
  ] as const)('%s is made again in its own window', (outcome, dueAt, why) => {
    const window = { dueAt: at('2026-11-23T09:00'), dueUntil: at('2026-11-23T12:00') }
    const repeated = next('Commercial', { attempts: [tried('2026-11-23T10:05', outcome)], window })
    expect([local(repeated.dueAt), local(repeated.dueUntil)]).toEqual([dueAt, 'Mon 23 Nov 12:00'])
    expect(repeated.why[0]).toBe(why)
  })

  it('is made again less and less soon', () => {
    const attempts = [1, 2, 3, 4].map((minute) => tried(`2026-11-23T10:0${minute}`, 'failed'))
    expect(local(next('Commercial', { attempts, now: at('2026-11-23T10:05') }).dueAt)).toBe('Mon 23 Nov 10:45')
  })

  it('does not shorten the gap after the one that did', () => {
    const attempts = [tried('2026-11-23T10:05'), tried('2026-11-23T10:30', 'cancelled')]
    expect(local(next('Commercial', { attempts }).dueAt)).toBe('Thu 26 Nov 08:00')
  })

  it('does not count to the tries of the cadence', () => {
    const attempts = Array.from({ length: 60 }, (_, minute) =>
      tried(`2026-11-23T10:${String(minute).padStart(2, '0')}`, 'failed'),
    )
    expect(nextFollowUp(facts('Last resort', { attempts }))).toHaveProperty('next')
  })

  it('counts all the same when its message was heard before it was interrupted', () => {
    const attempts = [tried('2026-11-23T10:05', 'interrupted', 'Introduction')]
    const { dueAt, recordingId } = next('Commercial', { attempts })
    expect(local(dueAt)).toBe('Thu 26 Nov 12:00')
    expect(recordingId).toBe('roundtable-invite')
  })
})

describe('messages', () => {
  const once = [tried('2026-11-23T10:05', 'voicemail-nothing-left')]
  it.each([
    ['Next number', [], null, 'No message: this cadence leaves none.'],
    ['Prequalified only', [], null, 'No message: this contact is not tagged prequalified.'],
    ['Prequalified only', ['prequalified'], 'introduction', 'Message 1 of 3 next: “Introduction” was not heard yet.'],
    ['Prequalified only', ['lead card', 'prequalified'], null, 'No message: this contact comes off a lead card.'],
    ['Commercial', [], 'introduction', 'Message 1 of 3 next: “Introduction” was not heard yet.'],
    ['Last resort', [], null, 'No message until 10 unanswered calls: 1 so far.'],
    ['Settle it', [], null, 'No message: no side of the test was drawn for this contact.'],
  ])('%s with tags %j leaves %s', (name, tags, recordingId, why) => {
    const step = next(name, { attempts: once, tags })
    expect([step.recordingId, step.why[1]]).toEqual([recordingId, why])
  })

  it.each([
    ['no message', null, 'No message: this contact was drawn for “no message”.'],
    ['message A', 'introduction', '“Introduction” next: this contact was drawn for “message A”.'],
    ['message B', 'roundtable-invite', '“Roundtable invite” next: this contact was drawn for “message B”.'],
  ])('Settle it keeps a contact on its side: %s', (side, recordingId, why) => {
    const step = next('Settle it', { attempts: once, enrolment: { startedAt: at('2026-11-23T09:00'), side } })
    expect([step.recordingId, step.why[1]]).toEqual([recordingId, why])
  })

  it('end when all of a series were heard, also on an earlier cadence', () => {
    const { recordingId, why } = next('Commercial', {
      attempts: once,
      heard: ['Introduction', 'Roundtable invite', 'Audit offer'].map(idOf),
    })
    expect([recordingId, why[1]]).toEqual([null, 'No message: all 3 of “Starter series” were heard.'])
  })

  it('need recordings', () => {
    expect(next('Commercial', { series: null }).why[1]).toBe('No message: this cadence has no recordings yet.')
  })

  it('keep their gap', () => {
    const cadence = { ...presetNamed('Commercial'), messageGapDays: 10 }
    const attempts = [tried('2026-11-23T10:05', 'voicemail-dropped', 'Introduction')]
    const { recordingId, why } = next('Commercial', { cadence, attempts })
    expect([recordingId, why[1]]).toEqual([null, 'No message: the last one was left less than 10 days before.'])
  })
})

describe('letters', () => {
  const two = [tried('2026-11-24T10:05'), tried('2026-11-27T13:40')]

  const letter = (name: string, given: Partial<CadenceFacts>) => nextBetween(facts(name, { attempts: two, ...given }))

  it('come between the calls of Commercial, from the next working day on', () => {
    const first = letter('Commercial', {})!
    expect([first.kind, local(first.dueAt), local(first.dueUntil)]).toEqual([
      'letter',
      'Mon 30 Nov 09:00',
      'Wed 2 Dec 17:00',
    ])
    expect(first.why[0]).toBe('Letter 1 between calls: 2 calls went unanswered.')
  })

  it('stand beside the next call, which does not wait for them', () => {
    expect(next('Commercial', { attempts: two })).toEqual(next('Commercial', { attempts: two, stepsDone: letters(1) }))
    expect(letter('Commercial', { stepsDone: letters(1) })).toBeNull()
  })

  it('are no part of Last resort, of a deal that is known to be small, and of a contact who has spoken', () => {
    expect(letter('Last resort', {})).toBeNull()
    const cadence = { ...presetNamed('Commercial'), leastValue: 5_000 }
    expect(letter('Commercial', { cadence, dealValue: 4_999 })).toBeNull()
    expect(letter('Commercial', { cadence, dealValue: 5_000 })).not.toBeNull()
    expect(letter('Commercial', { attempts: [...two, tried('2026-11-30T10:05', 'answered')] })).toBeNull()
  })
})

describe('a promise', () => {
  const window = { dueAt: at('2026-11-26T15:00'), dueUntil: at('2026-11-26T16:00') }
  const promise = { ...window, kind: 'call' as const, words: '' }

  it('outranks everything', () => {
    const attempts = Array.from({ length: 25 }, (_, day) => tried(`2026-10-${String(day + 1).padStart(2, '0')}T10:05`))
    const step = next('Last resort', { attempts, promise, now: at('2026-11-24T10:00') })
    expect(step).toMatchObject({ promise: true, ...window, why: ['Promised for Thursday 26 November.'] })
  })

  it('keeps its time when it is late, and says how late', () => {
    const step = next('Commercial', { promise, now: at('2026-11-29T16:30') })
    expect(step).toMatchObject({ promise: true, ...window })
    expect(step.why).toEqual(['Promised for Thursday 26 November.', 'Late by 3 days.'])
  })
})

describe('a cadence stops', () => {
  it('when all its tries were made', () => {
    const attempts = Array.from({ length: 20 }, (_, day) => tried(`2026-11-${String(day + 1).padStart(2, '0')}T10:05`))
    expect(nextFollowUp(facts('Last resort', { attempts }))).toEqual({
      stop: { reason: 'max-tries', why: 'Last resort: all 20 tries were made.' },
    })
  })

  it('when its days are over', () => {
    const attempts = [tried('2026-08-03T10:05'), tried('2026-10-31T12:05')]
    expect(nextFollowUp(facts('Last resort', { attempts }))).toEqual({
      stop: { reason: 'span', why: 'Last resort: its 90 days are over.' },
    })
  })
})

describe('the presets', () => {
  it('are five, and valid', () => {
    expect(presets.map(({ name }) => name)).toEqual([
      'Last resort',
      'Commercial',
      'Next number',
      'Prequalified only',
      'Settle it',
    ])
    for (const preset of presets) expect(cadenceSchema.parse(structuredClone(preset))).toEqual(preset)
  })

  it('draw the sides of a test by their weight', () => {
    const draws = Array.from({ length: 100 }, (_, i) => drawSide(presetNamed('Settle it'), () => i / 100))
    const count = (side: string) => draws.filter((one) => one === side).length
    expect([count('no message'), count('message A'), count('message B')]).toEqual([50, 25, 25])
    expect(drawSide(presetNamed('Commercial'), () => 0.5)).toBeNull()
  })
})
