import * as fc from 'fast-check'
import { DateTime } from 'luxon'
import { describe, expect, it } from 'vitest'
import { nextBetween } from '../../shared/cadence/between.ts'
import { outcomeSchema } from '../../shared/contract/attempt.ts'
import { nextFollowUp, type CadenceFacts, type Next, type Try } from '../../shared/cadence/cadence.ts'
import { learntRates, noRates } from '../../shared/cadence/learnt-rates.ts'
import { openReach } from '../../shared/cadence/reach.ts'
import { presetNamed, presets } from '../../shared/cadence/cadence-presets.ts'
import { dayParts, type DayPart } from '../../shared/time/day-hours.ts'
import { slotsOf, slotKey } from '../../shared/time/day-part.ts'
import type { RecordingId, SeriesId } from '../../shared/ids.ts'
import { localDay } from '../../shared/time/local-time.ts'
import { previewCadence } from '../../shared/cadence/preview-cadence.ts'
import { judge } from '../bench/assistant/judge.ts'

const toronto = 'America/Toronto'
const zones = [toronto, 'Europe/Berlin', 'Asia/Kolkata', 'Australia/Lord_Howe', 'America/Santiago']
const recordings = ['a', 'b', 'c'].map((name) => ({ recordingId: name as RecordingId, name }))
const series = { seriesId: 's' as SeriesId, name: 'S', recordings }
const hour = 3_600_000
const day = 24 * hour

function at(time: string): number {
  return DateTime.fromISO(time, { zone: toronto }).toMillis()
}

const monday = at('2026-11-23T10:00')

function facts(name: string, given: Partial<CadenceFacts> = {}): CadenceFacts {
  return {
    cadence: presetNamed(name),
    enrolment: { startedAt: given.attempts?.[0]?.startedAt ?? monday, side: null },
    timeZone: toronto,
    tags: [],
    attempts: [],
    stepsDone: new Map([['letter Letter', 99]]),
    series,
    heard: [],
    window: null,
    promise: null,
    asked: null,
    notBefore: null,
    daysOff: new Set(),
    personIn: null,
    rates: noRates,
    reach: openReach({ timeZone: toronto, region: '', hours: null }),
    fullness: () => 0,
    inactive: [],
    dealValue: null,
    now: (given.attempts?.at(-1)?.startedAt ?? monday) + 60_000,
    random: () => 0.5,
    ...given,
  }
}

function next(name: string, given: Partial<CadenceFacts> = {}): Next {
  const step = nextFollowUp(facts(name, given))
  if ('stop' in step) throw new Error(step.stop.why)
  return step.next
}

const tried = (time: string, outcome: Try['outcome'] = 'no-answer'): Try => ({ startedAt: at(time), outcome, recordingId: null }) // prettier-ignore
const local = (ms: number) => DateTime.fromMillis(ms, { zone: toronto }).toFormat('ccc d LLL H:mm', { locale: 'en' })

/** Of a rep in Toronto, whatever the zone of the contact. */
const nineToFive = {
  timeZone: toronto,
  days: [1, 2, 3, 4, 5, 6, 7].map((weekday) => (weekday <= 5 ? [{ from: 540, until: 1020 }] : [])),
}

const windows = fc
  .record({
    weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 3 }),
    from: fc.integer({ min: 0, max: 1380 }),
    length: fc.integer({ min: 1, max: 300 }),
  })
  .map(({ weekdays, from, length }) => ({ weekdays, from, until: Math.min(1440, from + length) }))

/** Facts of any kind, likely or not, as long as time runs forward. */
const anyFacts = fc
  .record({
    cadence: fc.constantFrom(...presets),
    timeZone: fc.constantFrom(...zones),
    startedAt: fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2028, 0, 1) }),
    side: fc.constantFrom(null, 'no message', 'message A'),
    tags: fc.subarray(['prequalified', 'lead card']),
    tries: fc.array(
      fc.record({
        after: fc.integer({ min: 60_000, max: 6 * day }),
        outcome: fc.constantFrom(...outcomeSchema.options),
        left: fc.boolean(),
        received: fc.boolean(),
      }),
      { maxLength: 25 },
    ),
    said: fc.option(fc.array(windows, { minLength: 1, maxLength: 2 })),
    saidBefore: fc.integer({ min: 0, max: 20 * day }),
    daysOff: fc.uniqueArray(fc.integer({ min: 0, max: 20 }), { maxLength: 14 }),
    rest: fc.option(fc.integer({ min: 1, max: 20 * day })),
    region: fc.constantFrom('', 'CA', 'AU', 'FR', 'US-FL'),
    hours: fc.constantFrom(null, nineToFive),
    wait: fc.integer({ min: 0, max: 10 * day }),
    promised: fc.option(fc.integer({ min: -10 * day, max: 10 * day }), { freq: 8 }),
    answers: fc.array(fc.record({ slot: fc.integer({ min: 0, max: 26 }), tries: fc.integer({ min: 1, max: 60 }) })),
    chance: fc.double({ min: 0, max: 0.999, noNaN: true }),
  })
  .map((world): CadenceFacts => {
    const { cadence, timeZone, startedAt, tags, chance, region, hours } = world
    let now = startedAt
    const attempts = world.tries.map(({ after, outcome, left, received }): Try => {
      now += after
      const recordingId = left && outcome === 'voicemail-dropped' ? ('a' as RecordingId) : null
      return { startedAt: now, outcome: received ? 'answered' : outcome, recordingId, received }
    })
    now += world.wait
    const today = localDay(now, timeZone)
    const slots = slotsOf(dayParts)
    return {
      cadence,
      enrolment: { startedAt, side: world.side },
      timeZone,
      tags,
      attempts,
      stepsDone: new Map(),
      series,
      heard: attempts.flatMap(({ recordingId }) => recordingId ?? []),
      window: null,
      promise: world.promised === null ? null : { kind: 'call', words: '', dueAt: now + world.promised, dueUntil: now + world.promised + hour }, // prettier-ignore
      asked: null,
      notBefore: world.rest === null ? null : now + world.rest,
      daysOff: new Set(world.daysOff.map((ahead) => today + ahead)),
      personIn: world.said && { windows: world.said, saidAt: now - world.saidBefore },
      rates: learntRates(new Map(), world.answers.map(({ slot, tries }) => ({ slot: slotKey(slots[slot]!), hour: 10, band: 1, tries, answered: tries >> 2 }))), // prettier-ignore
      reach: openReach({ timeZone, region, hours }),
      fullness: ({ dueAt }) => ((dueAt / 3_600_000) % 3) / 2,
      inactive: [],
      dealValue: null,
      now,
      random: () => chance,
    }
  })

it('whatever is known of a contact, nothing that is decided breaks a rule', () => {
  fc.assert(
    fc.property(anyFacts, (known) => {
      const step = nextFollowUp(known)
      expect(judge(known, step)).toEqual([])
      if ('stop' in step || step.next.promise) return
      expect(known.daysOff.has(localDay(step.next.dueAt, known.timeZone))).toBe(false)
    }),
    { numRuns: 2_000 },
  )
})

describe('a word that was said', () => {
  it.each([
    ['not-interested', 'Last resort', 'said-no'],
    ['not-interested', 'Commercial', 'said-no'],
    ['wrong-number', 'Next number', 'wrong-number'],
    ['do-not-call', 'Last resort', 'asked-not-to-be-called'],
  ] as const)('%s stops %s', (outcome, name, reason) => {
    expect(nextFollowUp(facts(name, { attempts: [tried('2026-11-23T10:00', outcome)] }))).toMatchObject({ stop: { reason } }) // prettier-ignore
  })

  it('interested does not stop Commercial: it goes on until an appointment', () => {
    expect(next('Commercial', { attempts: [tried('2026-11-23T10:00', 'interested')] }).kind).toBe('call')
  })

  it.each(['interested', 'answered', 'not-now', 'gatekeeper', 'dial-tree', 'call-screener'] as const)(
    '%s does not stop Last resort',
    (outcome) => expect(next('Last resort', { attempts: [tried('2026-11-23T10:00', outcome)] }).kind).toBe('call'),
  )
})

describe('when the person is in', () => {
  const personIn = { windows: [{ weekdays: [4], from: 14 * 60, until: 16 * 60 }], saidAt: monday }

  it('is where the next call goes, and says who said so', () => {
    const { dueAt, dueUntil, why } = next('Commercial', {
      attempts: [tried('2026-11-23T10:00', 'gatekeeper')],
      personIn,
    })
    expect([local(dueAt), local(dueUntil)]).toEqual(['Thu 26 Nov 14:00', 'Thu 26 Nov 16:00'])
    expect(why[0]).toBe('Thursday afternoon: the receptionist said in on Thursday, 14:00 to 16:00.')
  })

  it('is given up when three calls then did not reach them', () => {
    const attempts = ['2026-11-26', '2026-12-03', '2026-12-10'].map((date) => tried(`${date}T14:30`))
    expect(local(next('Commercial', { attempts, personIn }).dueAt)).not.toMatch(/^Thu/)
  })
})

describe('the rep’s own answers', () => {
  /** So many calls on Thursdays in a part, of which so many were answered. */
  const answered = (part: DayPart, tries: number, times: number) =>
    learntRates(new Map([[`4 ${part}`, { tries, answered: times }]]), [
      { slot: `4 ${part}`, hour: 17, band: 2, tries, answered: times },
    ])

  it('decide between times, with their numbers', () => {
    const attempts = [tried('2026-11-23T10:00')]
    const { dueAt, why } = next('Commercial', { attempts, rates: answered('evening', 60, 30) })
    expect(local(dueAt)).toBe('Thu 26 Nov 17:00')
    expect(why[0]).toBe('Evening: the one try so far was a morning; evenings answered you 30 times in 60.')
  })

  it('bring no slot back within ten days', () => {
    const attempts = [tried('2026-11-19T17:30')]
    const { dueAt } = next('Commercial', { attempts, rates: answered('evening', 60, 59) })
    expect(local(dueAt)).not.toMatch(/^Thu .*1[789]:/)
  })

  it('bring the best slot back after four tries and more than ten days', () => {
    const attempts = [
      '2026-11-05T17:30',
      '2026-11-09T10:00',
      '2026-11-12T12:10',
      '2026-11-16T14:00',
      '2026-11-20T10:00',
    ]
    const { dueAt, why } = next('Commercial', {
      attempts: attempts.map((time) => tried(time)),
      rates: answered('evening', 60, 50),
    })
    expect(local(dueAt)).toBe('Thu 26 Nov 17:00')
    expect(why[0]).toBe('Thursday evening again: last tried 5 tries ago; evenings answered you 50 times in 60.')
  })
})

describe('a rest', () => {
  it('moves the next call behind it, and says so', () => {
    const notBefore = at('2026-12-07T09:00')
    const { dueAt, why } = next('Commercial', { attempts: [tried('2026-11-23T10:00')], notBefore })
    expect(dueAt).toBeGreaterThanOrEqual(notBefore)
    expect(why.at(-1)).toBe('The cadence rests until Monday 7 December.')
  })

  it('of days off moves a letter to the next working day', () => {
    const daysOff = new Set([localDay(at('2026-12-01T12:00'), toronto)])
    const attempts = [tried('2026-11-26T10:00'), tried('2026-11-30T13:40')]
    expect(local(nextBetween(facts('Commercial', { attempts, stepsDone: new Map(), daysOff }))!.dueAt)).toBe(
      'Wed 2 Dec 9:00',
    )
  })
})

describe('emails and tasks', () => {
  const between = [
    { kind: 'email' as const, every: 1, name: 'Checklist', script: '' },
    { kind: 'task' as const, every: 3, name: 'Look them up', script: '' },
  ]
  it('come in the order of the cadence, each at its own pace', () => {
    const cadence = { ...presetNamed('Next number'), between }
    const attempts = ['10', '11', '12'].map((date) => tried(`2026-11-${date}T10:00`))
    const step = (done: [string, number][]) =>
      nextBetween(facts('Next number', { cadence, attempts, stepsDone: new Map(done) }))
    expect(step([])).toMatchObject({ kind: 'email', name: 'Checklist' })
    expect(step([['email Checklist', 3]])).toMatchObject({ kind: 'task', name: 'Look them up' })
    expect(step([['email Checklist', 3], ['task Look them up', 1]])).toBeNull() // prettier-ignore
  })
})

it.each([
  ['Last resort', 20, 'Last resort: all 20 tries were made.'],
  ['Next number', 12, 'Next number: all 12 tries were made.'],
] as const)('the preview of %s draws its whole 90 days', (name, calls, stopped) => {
  const example = { cadence: presetNamed(name), series, timeZone: toronto, tags: [], rates: noRates, reach: openReach({ timeZone: toronto, region: '', hours: null }), daysOff: new Set<number>(), now: monday, random: () => 0.5 } // prettier-ignore
  const preview = previewCadence(example)
  expect(preview.steps.filter(({ kind }) => kind === 'call')).toHaveLength(calls)
  expect(preview.stopped).toBe(stopped)
  expect(new Set(preview.steps.map(({ slot }) => slot)).size).toBe(calls)
  expect(previewCadence(example)).toEqual(preview)
})
