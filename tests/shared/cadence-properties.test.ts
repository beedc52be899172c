import { triesOf } from '../../shared/cadence/tries.ts'
import * as fc from 'fast-check'
import { DateTime } from 'luxon'
import { describe, expect, it } from 'vitest'
import type { Outcome } from '../../shared/call/outcome.ts'
import { drawSide, nextFollowUp, type CadenceFacts, type Next, type Try } from '../../shared/cadence/cadence.ts'
import { noRates } from '../../shared/cadence/learnt-rates.ts'
import { openReach } from '../../shared/cadence/reach.ts'
import { presets } from '../../shared/cadence/cadence-presets.ts'
import { slotAt, slotKey } from '../../shared/time/day-part.ts'
import type { RecordingId, SeriesId } from '../../shared/ids.ts'
import { isUnanswered } from '../../shared/call/outcome.ts'

const zones = [
  'America/Toronto',
  'Europe/Berlin',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'America/Santiago',
  'Asia/Tokyo',
]
const recordings = ['a', 'b', 'c', 'd'].map((name) => ({ recordingId: name as RecordingId, name }))
const series = { seriesId: 's' as SeriesId, name: 'S', recordings }
const outcomes: Outcome[] = [
  'no-answer',
  'no-answer',
  'voicemail-dropped',
  'voicemail-dropped',
  'voicemail-nothing-left',
  'voicemail-cut-off',
  'busy',
  'answered',
  'cancelled',
  'failed',
  'interrupted',
]

const worlds = fc.record({
  cadence: fc.constantFrom(...presets),
  timeZone: fc.constantFrom(...zones),
  startedAt: fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2028, 0, 1) }),
  tags: fc.subarray(['prequalified', 'lead card', 'practice']),
  steps: fc.array(
    fc.record({
      outcome: fc.constantFrom(...outcomes),
      lag: fc.double({ min: 0, max: 0.999, noNaN: true }),
      missed: fc.boolean(),
    }),
    { minLength: 1, maxLength: 70 },
  ),
  chance: fc.array(fc.double({ min: 0, max: 0.999, noNaN: true }), { minLength: 1, maxLength: 7 }),
})

type World = typeof worlds extends fc.Arbitrary<infer T> ? T : never
type Visit = (next: Next, facts: CadenceFacts) => void

/** Plays a contact's whole cadence: each suggestion is followed somewhere in its window, or one in four times missed. */
function play(world: World, visit: Visit): { facts: CadenceFacts; stopped: boolean } {
  const { cadence, timeZone, startedAt, tags, chance } = world
  let drawn = 0
  const random = () => chance[drawn++ % chance.length]!
  let facts: CadenceFacts = {
    cadence,
    enrolment: { startedAt, side: drawSide(cadence, random) },
    timeZone,
    tags,
    attempts: [],
    stepsDone: new Map(),
    asked: null,
    notBefore: null,
    daysOff: new Set(),
    personIn: null,
    rates: noRates,
    reach: openReach({ timeZone: timeZone, region: '', hours: null }),
    fullness: () => 0,
    inactive: [],
    dealValue: null,
    series,
    heard: [],
    window: null,
    promise: null,
    now: startedAt,
    random,
  }
  for (const [index, { outcome, lag, missed }] of world.steps.entries()) {
    const step = nextFollowUp(facts)
    if ('stop' in step) return { facts, stopped: true }
    const { next } = step
    visit(next, facts)
    const window = { dueAt: next.dueAt, dueUntil: next.dueUntil }
    const at = Math.floor(next.dueAt + lag * (next.dueUntil - next.dueAt))
    if (next.kind === 'letter')
      facts = {
        ...facts,
        now: at,
        stepsDone: new Map([['letter Letter', (facts.stepsDone.get('letter Letter') ?? 0) + 1]]),
      }
    else if (missed && index % 2 === 0) facts = { ...facts, now: next.dueUntil + 3_600_000, window }
    else facts = { ...facts, ...after(facts, outcome, at, next.recordingId), window }
  }
  return { facts, stopped: false }
}

function after(facts: CadenceFacts, outcome: Outcome, startedAt: number, recordingId: RecordingId | null) {
  const speaks = outcome === 'voicemail-dropped' || outcome === 'voicemail-cut-off'
  const left = speaks ? recordingId : null
  const really: Outcome = speaks && !left ? 'voicemail-nothing-left' : outcome
  const attempt: Try = { startedAt, outcome: really, recordingId: left }
  return {
    attempts: [...facts.attempts, attempt],
    heard: left ? [...facts.heard, left] : facts.heard,
    now: startedAt + 30_000,
  }
}

function always(visit: Visit): void {
  fc.assert(
    fc.property(worlds, (world) => {
      play(world, visit)
    }),
    { numRuns: 100 },
  )
}

describe('on every preset, for every contact', () => {
  it('the window of a call lies inside the local hours of one part of one day, and in the future', () => {
    always(({ kind, dueAt, dueUntil }, { timeZone, now, cadence }) => {
      expect(dueAt).toBeGreaterThanOrEqual(now)
      expect(dueUntil - dueAt).toBeGreaterThanOrEqual(60_000)
      const opens = DateTime.fromMillis(dueAt, { zone: timeZone })
      const closes = DateTime.fromMillis(dueUntil, { zone: timeZone })
      expect(opens.hour).toBeGreaterThanOrEqual(8)
      expect(closes.hour * 60 + closes.minute).toBeLessThanOrEqual(20 * 60)
      if (kind !== 'call') return
      expect(opens.hasSame(closes, 'day')).toBe(true)
      expect(slotAt(dueUntil - 1, timeZone)).toEqual(slotAt(dueAt, timeZone))
      expect(cadence.parts).toContain(slotAt(dueAt, timeZone).part)
    })
  })

  it('no weekday and part comes again within four tries or ten days, and six of the first ten differ', () => {
    always(({ kind, dueAt }, { attempts, timeZone }) => {
      if (kind !== 'call') return
      const made = triesOf(attempts).map(({ startedAt }) => startedAt)
      const nameOf = (at: number) => slotKey(slotAt(at, timeZone))
      const slot = nameOf(dueAt)
      expect(made.slice(-4).map(nameOf)).not.toContain(slot)
      const dayOf = (at: number) => DateTime.fromMillis(at, { zone: timeZone }).startOf('day')
      for (const at of made.filter((one) => nameOf(one) === slot)) {
        expect(Math.round(dayOf(dueAt).diff(dayOf(at), 'days').days)).toBeGreaterThan(10)
      }
      const firstTen = [...made.map(nameOf), slot].slice(0, 10)
      if (firstTen.length === 10) expect(new Set(firstTen).size).toBeGreaterThanOrEqual(6)
    })
  })

  it('calls keep their gap: another day, or another part hours later where the cadence allows it', () => {
    always(({ kind, dueAt }, { cadence, attempts, timeZone }) => {
      const last = triesOf(attempts).at(-1)
      if (kind !== 'call' || !last) return
      const day = (at: number) => DateTime.fromMillis(at, { zone: timeZone }).startOf('day')
      const apart = Math.round(day(dueAt).diff(day(last.startedAt), 'days').days)
      if (apart > 0)
        return expect(apart).toBeGreaterThanOrEqual(Math.min(cadence.gapDays.least, cadence.answeredGapDays))
      expect(cadence.sameDay).not.toBeNull()
      expect(dueAt - last.startedAt).toBeGreaterThanOrEqual(cadence.sameDay!.hoursApart * 3_600_000)
      expect(slotAt(dueAt, timeZone).part).not.toBe(slotAt(last.startedAt, timeZone).part)
    })
  })

  it('no message is left twice', () => {
    always(({ recordingId }, { heard }) => {
      if (recordingId) expect(heard).not.toContain(recordingId)
    })
  })

  it('a message is left only where the policy allows it', () => {
    always(({ kind, recordingId }, { cadence, attempts, tags, enrolment }) => {
      if (!recordingId) return
      expect(kind).toBe('call')
      const { message } = cadence
      expect(message.when).not.toBe('never')
      if (message.when === 'after-unanswered') {
        const tries = triesOf(attempts)
        expect(tries.filter(({ outcome }) => isUnanswered(outcome)).length).toBeGreaterThanOrEqual(message.tries)
        expect(tries.filter(({ outcome }) => outcome === 'voicemail-dropped').length).toBeLessThan(message.times)
      }
      if (message.when === 'prequalified') {
        expect(tags).toContain('prequalified')
        expect(tags).not.toContain('lead card')
      }
      if (message.when === 'split') expect(enrolment.side).not.toBe('no message')
    })
  })

  it('there are never more tries than the cadence allows, and none after its days', () => {
    fc.assert(
      fc.property(worlds, (world) => {
        const { facts, stopped } = play(world, ({ kind, dueAt }, { cadence, enrolment }) => {
          if (kind === 'call') expect(dueAt - enrolment.startedAt).toBeLessThan((cadence.spanDays + 1) * 86_400_000)
        })
        const tries = triesOf(facts.attempts).length
        expect(tries).toBeLessThanOrEqual(world.cadence.maxTries)
        if (tries === world.cadence.maxTries && !stopped) expect(nextFollowUp(facts)).toHaveProperty('stop')
      }),
      { numRuns: 100 },
    )
  })

  it('there is always a reason, and it is a sentence', () => {
    always(({ why }) => {
      expect(why.length).toBeGreaterThan(0)
      for (const sentence of why) expect(sentence).toMatch(/^[A-Z“\d].*[^.]\.$/)
    })
  })
})

it('Last resort has room for its 20 calls in its 3 months', () => {
  const lastResort = presets.find(({ name }) => name === 'Last resort')!
  fc.assert(
    fc.property(worlds, fc.double({ min: 0, max: 0.999, noNaN: true }), (world, lag) => {
      const steps = Array.from({ length: 30 }, () => ({ outcome: 'no-answer' as const, lag, missed: false }))
      const { facts } = play({ ...world, cadence: lastResort, steps }, () => {})
      expect(facts.attempts.length).toBe(20)
    }),
    { numRuns: 30 },
  )
})
