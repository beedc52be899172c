import { triesMade } from '../../../shared/cadence/tries.ts'
import { learntRates, tryBand, type AnswerCell, type Rates } from '../../../shared/cadence/learnt-rates.ts'
import { openReach, type Reach } from '../../../shared/cadence/reach.ts'
import type { Outcome } from '../../../shared/call/outcome.ts'
import { drawSide, nextFollowUp, type CadenceFacts, type Next, type Try } from '../../../shared/cadence/cadence.ts'
import type { Series } from '../../../shared/cadence/cadence-message.ts'
import type { Cadence } from '../../../shared/contract/cadence-rules.ts'
import { dayHours, type DayPart } from '../../../shared/time/day-hours.ts'
import { slotAt, slotKey } from '../../../shared/time/day-part.ts'
import type { RecordingId, SeriesId } from '../../../shared/ids.ts'
import { localMinutes } from '../../../shared/time/local-time.ts'
import { isReached } from '../../../shared/call/outcome.ts'
import { nextBetween, stepKey } from '../../../shared/cadence/between.ts'
import { judge } from './judge.ts'
import { hourKey, type Prospect } from './world.ts'

const DAY = 86_400_000
const HOUR = 3_600_000
export const DAYS = 90

const series: Series = {
  seriesId: 'series' as SeriesId,
  name: 'Series',
  recordings: ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => ({ recordingId: name as RecordingId, name })),
}

/** What is counted over all contacts. */
export interface Counts {
  decisions: number
  /** Nanoseconds spent in the engine. */
  spent: bigint
  readonly violations: Map<string, number>
  promisesMade: number
  promisesKept: number
}

export interface Pursuit {
  readonly cadence: Cadence
  readonly prospect: Prospect
  readonly startedAt: number
  readonly rates: () => Rates
  readonly random: () => number
  readonly counts: Counts
}

function beginning({ cadence, prospect, startedAt, rates, random }: Pursuit): CadenceFacts {
  return {
    cadence,
    enrolment: { startedAt, side: drawSide(cadence, random) },
    timeZone: prospect.timeZone,
    tags: prospect.prequalified ? ['prequalified'] : [],
    attempts: [],
    stepsDone: new Map(),
    series,
    heard: [],
    window: null,
    promise: null,
    asked: null,
    notBefore: null,
    daysOff: new Set(),
    personIn: null,
    rates: rates(),
    reach: reachIn(prospect.timeZone),
    fullness: () => 0,
    inactive: [],
    dealValue: null,
    now: startedAt,
    random,
  }
}

const reaches = new Map<string, Reach>()

/** One for each zone, as main keeps them. */
function reachIn(timeZone: string): Reach {
  let reach = reaches.get(timeZone)
  if (!reach) reaches.set(timeZone, (reach = openReach({ timeZone, region: '', hours: null })))
  return reach
}

/** Asks the engine, times it, and has the answer judged. */
function decide(facts: CadenceFacts, counts: Counts): Next | null {
  const began = process.hrtime.bigint()
  const step = nextFollowUp(facts)
  counts.spent += process.hrtime.bigint() - began
  counts.decisions++
  for (const what of judge(facts, step)) {
    const key = `${facts.cadence.name}: ${what}`
    counts.violations.set(key, (counts.violations.get(key) ?? 0) + 1)
  }
  return 'next' in step ? step.next : null
}

/**
 * The calls that the engine makes in 90 days to somebody who never answers, whose voicemail takes seven in ten: the same
 * that it makes to anybody until they answer. When they are made.
 */
export function unansweredCalls(pursuit: Pursuit): number[] {
  const { counts, random } = pursuit
  const end = pursuit.startedAt + DAYS * DAY
  const times: number[] = []
  let facts = beginning(pursuit)
  for (;;) {
    const next = decide(facts, counts)
    if (!next || next.dueAt >= end) return times
    const at = within(next, random)
    times.push(at)
    facts = lettersDone(called(facts, at, unanswered(next, random), next))
  }
}

/** Letters, emails and tasks stand beside the calls, and are done as they come. */
function lettersDone(facts: CadenceFacts): CadenceFacts {
  let known = facts
  for (let next = nextBetween(known); next; next = nextBetween(known)) {
    const key = stepKey(next)
    known = { ...known, stepsDone: new Map(known.stepsDone).set(key, (known.stepsDone.get(key) ?? 0) + 1) }
  }
  return known
}

/** 90 days with a prospect as they are: talks, promises, callbacks, receptionists, missed days, rests. */
export function pursue(pursuit: Pursuit, tally: Tallying): void {
  const { prospect, counts, random } = pursuit
  const end = pursuit.startedAt + DAYS * DAY
  let facts = beginning(pursuit)
  let promiseTries = 0
  let callbackAt = Infinity
  for (;;) {
    // A week of vacation, announced.
    if (facts.notBefore === null && random() < 0.01) facts = { ...facts, notBefore: facts.now + 7 * DAY }
    else if (facts.notBefore !== null && facts.notBefore <= facts.now) facts = { ...facts, notBefore: null }
    const next = decide(facts, counts)
    if (!next) return
    const late = next.promise && random() < 0.3
    const at = late ? next.dueUntil + Math.floor(random() * 5 * DAY) : Math.max(within(next, random), facts.now)
    if (callbackAt < Math.min(at, end)) {
      facts = calledBack(facts, Math.max(callbackAt, facts.now), random)
      callbackAt = Infinity
      continue
    }
    if (at >= end) {
      // What is due later is not lost: it still stands.
      if (facts.promise && decide({ ...facts, now: end }, counts)?.promise) counts.promisesKept++
      return
    }
    if (!next.promise && !next.asked && random() < 0.08) {
      facts = { ...facts, now: next.dueUntil + Math.floor(random() * DAY), window: windowOf(next) }
      continue
    }
    const slot = slotKey(slotAt(at, facts.timeZone))
    const outcome = outcomeAt(chanceAt(prospect, at), next, random)
    const wasPromise = facts.promise !== null
    facts = lettersDone(called(facts, at, outcome, next))
    if (outcome !== 'failed') tally({ slot, hour: Math.floor(localMinutes(at, facts.timeZone) / 60), number: triesMade(facts.attempts), answered: isReached(outcome) }) // prettier-ignore
    if (wasPromise && (isReached(outcome) || ++promiseTries >= 4)) {
      // Spoken with, or kept by mail after four tries.
      counts.promisesKept++
      promiseTries = 0
      facts = { ...facts, promise: null }
    } else if (wasPromise) facts = { ...facts, now: facts.now + 4 * HOUR }
    facts = told(facts, outcome, prospect, counts, random)
    if (outcome === 'voicemail-dropped' && random() < 0.02) callbackAt = at + Math.floor((0.1 + 3 * random()) * DAY)
  }
}

/** The chance that they answer a call made at this moment. */
export function chanceAt({ answers, timeZone }: Prospect, at: number): number {
  const { weekday, part } = slotAt(at, timeZone)
  return answers.get(hourKey(weekday, part, Math.floor(localMinutes(at, timeZone) / 60))) ?? 0
}

function within({ dueAt, dueUntil }: Next, random: () => number): number {
  return Math.floor(dueAt + random() * (dueUntil - dueAt - 60_000))
}

/** The cadence's own; a promise is due at any hour. */
function windowOf({ promise, asked, dueAt, dueUntil }: Next) {
  return promise || asked ? null : { dueAt, dueUntil }
}

function unanswered(next: Next, random: () => number): Outcome {
  if (random() < 0.3) return 'no-answer'
  return next.recordingId ? 'voicemail-dropped' : 'voicemail-nothing-left'
}

function outcomeAt(chance: number, next: Next, random: () => number): Outcome {
  if (random() < 0.02) return 'failed'
  if (random() >= chance) return random() < 0.04 ? 'gatekeeper' : unanswered(next, random)
  const drawn = random()
  if (drawn < 0.02) return 'wrong-number'
  if (drawn < 0.07) return 'do-not-call'
  if (drawn < 0.32) return 'not-interested'
  if (drawn < 0.47) return 'not-now'
  return drawn < 0.62 ? 'interested' : 'answered'
}

function called(facts: CadenceFacts, at: number, outcome: Outcome, next: Next): CadenceFacts {
  const recordingId = outcome === 'voicemail-dropped' ? next.recordingId : null
  const made: Try = { startedAt: at, outcome, recordingId }
  const { asked } = facts
  const counts = outcome !== 'failed'
  return {
    ...facts,
    attempts: [...facts.attempts, made],
    heard: recordingId ? [...facts.heard, recordingId] : facts.heard,
    asked: asked && counts && (at >= asked.dueAt || isReached(outcome)) ? null : asked,
    now: at + 60_000,
    window: windowOf(next),
  }
}

function calledBack(facts: CadenceFacts, at: number, random: () => number): CadenceFacts {
  if (random() < 0.5) return { ...facts, now: at, asked: { dueAt: at, dueUntil: at + 2 * HOUR, why: 'They called.' } }
  const talk: Try = { startedAt: at, outcome: 'answered', recordingId: null, received: true }
  return { ...facts, now: at + 60_000, attempts: [...facts.attempts, talk], asked: null, window: null }
}

/** What the talk, or the receptionist, leaves behind. */
function told(
  facts: CadenceFacts,
  outcome: Outcome,
  prospect: Prospect,
  counts: Counts,
  random: () => number,
): CadenceFacts {
  const { now } = facts
  if (facts.promise === null && (outcome === 'answered' || outcome === 'interested') && random() < 0.5) {
    counts.promisesMade++
    const dueAt = now + Math.floor(random() * 10 * DAY)
    return {
      ...facts,
      promise: { kind: 'call', words: '', dueAt, dueUntil: dueAt + Math.floor((0.5 + random() * 24) * HOUR) },
    }
  }
  if (outcome === 'not-now') {
    const dueAt = now + Math.floor((5 + random() * 40) * DAY)
    return { ...facts, asked: { dueAt, dueUntil: dueAt + 8 * HOUR, why: 'Not now, they said.' } }
  }
  if (outcome === 'gatekeeper' && random() < 0.5) {
    const best = [...prospect.answers].reduce((most, one) => (one[1] > most[1] ? one : most))[0]
    const [weekday, part] = best.split(' ') as [string, DayPart]
    const { opens, closes } = dayHours[part]
    return {
      ...facts,
      personIn: { windows: [{ weekdays: [Number(weekday)], from: opens, until: closes }], saidAt: now },
    }
  }
  return facts
}

/** What the rep's calls tell, as it grows. */
export function growingRates(): { rates: () => Rates; tally: Tallying } {
  const cells = new Map<string, { -readonly [K in keyof AnswerCell]: AnswerCell[K] }>()
  let known: Rates | null = null
  return {
    rates: () => (known ??= learntRates(new Map(), [...cells.values()])),
    tally({ slot, hour, number, answered }) {
      const band = tryBand(number)
      const key = `${slot} ${hour} ${band}`
      let cell = cells.get(key)
      if (!cell) cells.set(key, (cell = { slot, hour, band, tries: 0, answered: 0 }))
      cell.tries++
      if (answered) cell.answered++
      known = null
    },
  }
}

export type Tallying = (made: { slot: string; hour: number; number: number; answered: boolean }) => void
