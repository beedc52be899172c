/*
 * A rep's quarter on a cadence, through the real archive and verbs under simulated time:
 *
 *   npm run bench -- week [--hours 9-17] [--days mon-fri] [--dials 60] [--contacts 100] [--zones 1|5] [--cadence NAME]
 *     [--answer 0.07] [--world flat|evening|wed-lunch|saturday|own-slot|drift] [--promises 0.05] [--seed N]
 *
 * The rep has said their hours and dials once, puts all contacts on the cadence on the first morning, spread as the planner
 * offers, and for 90 days calls whoever is first in the desk's own order: a call takes four minutes, and a day holds so many
 * dials. Letters, emails and tasks are done at the end of the day. Seven unanswered calls in ten reach a voicemail, and get the
 * message that the cadence offers. `--promises`: the share of talks in which a call is promised, for half an hour of the rep's
 * hours within ten days. Whoever was reached stays on the cadence, as it says.
 *
 * `medianTries` is of those who were not reached (of all, where everybody was). `daysOverCapacity`: the share of working days on which more calls were due than
 * the day holds. `idleDials`: the share of all dials that were not made while somebody was due that day or waited to begin.
 * `promisesFirstTryInTime`: of the promises that came due, the share first tried within what was promised.
 * `dialsOnRepeatedPromises`: of all dials, the share that went to a promise after its first try. `reachRandom`, `reachOracle`:
 * contacts, see compare.ts. `gapClosed` is 0 where the oracle gains nothing on a random time.
 */
import { finishFollowUp, makePromise } from '../../../main/cadence/keep-promises.ts'
import { enrolMany } from '../../../main/cadence/enrol-many.ts'
import { planDay } from '../../../main/cadence/plan-day.ts'
import { keepPlanning } from '../../../main/cadence/plan-week.ts'
import { reachFor } from '../../../main/cadence/planner.ts'
import { nextFollowUpOf } from '../../../main/archive/follow-ups.ts'
import { contactRegion } from '../../../main/archive/planning.ts'
import { queue } from '../../../main/archive/queue.ts'
import { recordAttempt } from '../../../main/call/record-attempt.ts'
import { usualPlanning } from '../../../shared/cadence/usual-planning.ts'
import { callingHours } from '../../../shared/compliance/calling-hours.ts'
import type { QueueItem } from '../../../shared/contract/contact.ts'
import type { ContactId } from '../../../shared/ids.ts'
import type { Result } from '../../../shared/result.ts'
import { dayHours } from '../../../shared/time/day-hours.ts'
import { slotKey, slotsOf } from '../../../shared/time/day-part.ts'
import { localDay, localMinutes, momentOn, weekdayOf } from '../../../shared/time/local-time.ts'
import { workingSpans } from '../../../shared/time/working-spans.ts'
import { seeded } from '../assistant/world.ts'
import { percentile, round } from '../figures.ts'
import { dial, messageLeft, openWeek, rangOut, talked } from './archive.ts'
import { reachedAtRandom, reachedByOracle, type MadeCall } from './compare.ts'
import { readFlags, REP_ZONE } from './flags.ts'
import { chanceAt, type OwnTime, type World } from './week-world.ts'

/** Monday, 5 October 2026, in the rep's zone: its 90 days hold the end of summer time and some public holidays. */
const FIRST_DAY = Date.UTC(2026, 9, 5) / 86_400_000
const DAYS = 90
const DIAL_MS = 4 * 60_000
const HALF_AN_HOUR = 30 * 60_000
const VOICEMAIL = 0.7

interface Person {
  readonly contactId: ContactId
  readonly timeZone: string
  readonly region: string
  readonly own: OwnTime
  readonly calls: MadeCall[]
  reached: boolean
  offered: boolean
  left: number
}

interface Promised {
  readonly dueAt: number
  readonly dueUntil: number
  readonly contactId: ContactId
  firstTryAt: number | null
}

export async function bench(args: readonly string[]): Promise<void> {
  const flags = readFlags(args)
  const { hours, dials, cadence } = flags
  const random = seeded(flags.seed * 7919)
  // What the far ends do is drawn apart, so that it is the same whatever the engine draws.
  const luck = seeded(flags.seed * 104_729 + 1)
  const startAt = momentOn(FIRST_DAY, 0, REP_ZONE)
  const world: World = { name: flags.world, answer: flags.answer, startAt }
  const { db, contacts, close } = openWeek(flags.contacts, flags.zones, startAt)
  let ids = 0
  const sources = (now: number) => ({ now, random, newId: () => `id-${++ids}` })
  const clock = (now: number) => ({ now, timeZone: REP_ZONE })
  must(keepPlanning(db, { ...usualPlanning, workingHours: hours, dialsADay: dials }, clock(startAt)))

  const people = contacts.map(({ contactId, place }): Person => {
    const region = contactRegion(db, contactId)
    const own = ownTime(db, place.timeZone, region, cadence.parts, luck)
    return { contactId, timeZone: place.timeZone, region, own, calls: [], reached: false, offered: false, left: 0 }
  })
  const byId = new Map(people.map((person) => [person.contactId, person]))
  const promises: Promised[] = []
  const openPromise = new Map<ContactId, Promised>()
  let [dialsMade, repeated, overDays, workingDays, idle, outsideLaw, mostInADay] = [0, 0, 0, 0, 0, 0, 0]
  const perDay = new Map<string, number>()

  const plan = (now: number) => {
    while (must(planDay(db, sources(now))).more);
  }
  const checkLaw = () => {
    const open = db
      .prepare<[], { contactId: ContactId; dueAt: number; dueUntil: number }>(
        `SELECT contact_id AS contactId, due_at AS dueAt, due_until AS dueUntil FROM follow_ups
         WHERE kind = 'call' AND promise = 0 AND asked = 0 AND done_at IS NULL AND cancelled_at IS NULL`,
      )
      .all()
    for (const { contactId, dueAt, dueUntil } of open) {
      const { region, timeZone } = byId.get(contactId)!
      if (![dueAt, dueUntil - 60_000].every((at) => callingHours(region, timeZone, at).verdict === 'allowed'))
        outsideLaw++
    }
  }
  const call = ({ contactId, section }: QueueItem, now: number) => {
    const person = byId.get(contactId)!
    const next = nextFollowUpOf(db, contactId)
    const promised = section === 'promised' ? (openPromise.get(contactId) ?? null) : null
    const dialled = dial(db, `call-${++dialsMade}`, contactId, now)
    const [drawn, voicemail] = [luck(), luck()]
    const answered = drawn < chanceAt(world, now, person.timeZone, person.own)
    person.calls.push({ at: now, luck: drawn, promised: promised !== null })
    if (promised) {
      if (promised.firstTryAt === null) promised.firstTryAt = now
      else repeated++
    }
    const key = `${contactId} ${localDay(now, person.timeZone)}`
    perDay.set(key, (perDay.get(key) ?? 0) + 1)
    mostInADay = Math.max(mostInADay, perDay.get(key)!)
    const recordingId = next?.recordingId ?? null
    if (recordingId && !answered) person.offered = true
    const leaves = !answered && recordingId !== null && voicemail < VOICEMAIL
    const ended = answered ? talked(dialled) : leaves ? messageLeft(dialled, recordingId!) : rangOut(dialled)
    must(recordAttempt(db, ended, sources(now + 60_000)))
    if (leaves) person.left++
    if (answered || leaves) openPromise.delete(contactId)
    if (!answered) return
    person.reached = true
    if (luck() < flags.promises) promise(person, now + 90_000)
  }
  const promise = ({ contactId, timeZone, region }: Person, now: number) => {
    const dueAt = promisedTime(now, { timeZone, region })
    if (dueAt === null) return
    const when = { by: 'window' as const, dueAt, dueUntil: dueAt + HALF_AN_HOUR }
    must(makePromise(db, { contactId, attemptId: null, kind: 'call', words: '', when }, sources(now)))
    const made: Promised = { dueAt, dueUntil: when.dueUntil, contactId, firstTryAt: null }
    promises.push(made)
    openPromise.set(contactId, made)
  }
  /** Half an hour in which both can: in the rep's hours, and between nine and five where the contact is. */
  const promisedTime = (now: number, { timeZone, region }: Pick<Person, 'timeZone' | 'region'>): number | null => {
    for (let tried = 0; tried < 200; tried++) {
      const day = localDay(now, REP_ZONE) + 1 + Math.floor(luck() * 10)
      const at = momentOn(day, 0, REP_ZONE) + Math.floor(luck() * 48) * HALF_AN_HOUR
      const span = workingSpans(hours, at, at + HALF_AN_HOUR)[0]
      const minutes = localMinutes(at, timeZone)
      const isCivil = weekdayOf(localDay(at, timeZone)) <= 5 && minutes >= 540 && minutes < 1020
      const isWhole = span !== undefined && span.until - span.from === HALF_AN_HOUR
      if (isWhole && isCivil && callingHours(region, timeZone, at).verdict === 'allowed') return at
    }
    return null
  }

  for (let day = FIRST_DAY; day < FIRST_DAY + DAYS; day++) {
    const midnight = momentOn(day, 0, REP_ZONE)
    const until = momentOn(day + 1, 0, REP_ZONE)
    plan(midnight)
    if (day === FIRST_DAY) {
      const contactIds = people.map(({ contactId }) => contactId)
      must(await enrolMany(db, { contactIds, cadenceId: cadence.cadenceId, beginning: 'spread' }, () => sources(midnight + 8 * 3_600_000))) // prettier-ignore
    }
    const spans = workingSpans(hours, midnight, until)
    if (spans.length === 0) continue
    workingDays++
    let made = 0
    for (const span of spans) {
      for (let now = span.from; now + DIAL_MS <= span.until; now += DIAL_MS) {
        plan(now)
        const { items } = queue(db, { now, limit: 60, timeZone: REP_ZONE })
        const item = items.find(({ section, kind, notBefore }) => {
          if (kind !== 'call' || notBefore !== null) return false
          if (section === 'promised' || section === 'callback') return true
          return section === 'now' && made < dials
        })
        if (!item) continue
        call(item, now)
        made++
      }
    }
    const closes = spans.at(-1)!.until
    for (const { contactId, kind } of queue(db, { now: closes, limit: 5_000, timeZone: REP_ZONE }).items) {
      const next = kind === 'call' ? null : nextFollowUpOf(db, contactId)
      if (next && next.dueAt <= closes)
        must(finishFollowUp(db, { followUpId: next.followUpId, done: true }, sources(closes)))
    }
    const left = dueBy(db, until)
    if (made + left > dials) overDays++
    idle += Math.min(Math.max(0, dials - made), left + waiting(db, until))
    checkLaw()
  }

  const compared = people
    .filter(({ calls }) => calls.length > 0)
    .map(({ calls, timeZone, region, own }) => ({
      calls,
      reach: reachFor(db, timeZone, region),
      parts: cadence.parts,
      chance: (at: number) => chanceAt(world, at, timeZone, own),
    }))
  const reached = people.filter((person) => person.reached).length
  const reachRandom = reachedAtRandom(compared, seeded(flags.seed + 17))
  const reachOracle = reachedByOracle(compared)
  const ended = db
    .prepare<[], { n: number }>(
      `SELECT count(*) AS n FROM enrolments e WHERE stop_reason = 'span'
         AND (SELECT count(*) FROM attempts a WHERE a.enrolment_id = e.enrolment_id) < 5`,
    )
    .get()!
  const firstDays = people.flatMap(({ calls }) => (calls[0] ? [localDay(calls[0].at, REP_ZONE) - FIRST_DAY + 1] : []))
  const due = promises.filter(({ dueUntil }) => dueUntil < momentOn(FIRST_DAY + DAYS, 0, REP_ZONE))
  const inTime = due.filter(({ firstTryAt, dueAt, dueUntil }) => firstTryAt !== null && firstTryAt >= dueAt && firstTryAt < dueUntil) // prettier-ignore
  const offered = people.filter((person) => person.offered)
  const unreached = people.filter((person) => !person.reached && person.calls.length > 0)
  console.log(
    `${dialsMade} dials on ${workingDays} working days; ${firstDays.length} contacts have begun; a message was due to ${offered.length} and left to ${offered.filter(({ left }) => left > 0).length} of them`,
  )
  const rows = db.prepare<[], { n: number }>(`SELECT count(*) AS n FROM follow_ups`).get()!.n
  console.log(`${rows} follow-ups in the archive, ${round(rows / Math.max(1, dialsMade), 2)} for each dial`)
  console.log(
    JSON.stringify({
      bench: 'week',
      contacts: people.length,
      medianTries: percentile(
        (unreached.length > 0 ? unreached : people).map(({ calls }) => calls.length),
        0.5,
      ),
      messages: people.reduce((sum, { left }) => sum + left, 0),
      reached,
      stoppedBySpanBefore5Tries: ended.n,
      firstCallDay_p50: percentile(firstDays, 0.5),
      daysOverCapacity: round(overDays / workingDays, 3),
      idleDials: round(idle / (workingDays * dials), 3),
      mostCallsToOneInADay: mostInADay,
      promises: promises.length,
      promisesFirstTryInTime: due.length === 0 ? 1 : round(inTime.length / due.length, 3),
      dialsOnRepeatedPromises: round(repeated / Math.max(1, dialsMade), 3),
      windowsOutsideLaw: outsideLaw,
      reachRandom: round(reachRandom, 1),
      reachOracle,
      gapClosed: reachOracle - reachRandom < 0.5 ? 0 : round((reached - reachRandom) / (reachOracle - reachRandom), 3),
    }),
  )
  close()
}

type Week = ReturnType<typeof openWeek>['db']

/** Calls that are due by then and were not made: open or closed windows, promises and what was asked for. */
function dueBy(db: Week, until: number): number {
  return db
    .prepare<unknown[], { n: number }>(
      `SELECT count(*) AS n FROM follow_ups WHERE kind = 'call' AND due_at < @until AND goes = 0
         AND done_at IS NULL AND cancelled_at IS NULL`,
    )
    .get({ until })!.n
}

/** Contacts whose turn to begin is later. */
function waiting(db: Week, until: number): number {
  return db
    .prepare<unknown[], { n: number }>(
      `SELECT count(*) AS n FROM follow_ups WHERE begins = 1 AND due_at >= @until AND done_at IS NULL AND cancelled_at IS NULL`,
    )
    .get({ until })!.n
}

/** One of the times of the week that the hours allow, drawn alike. */
function ownTime(
  db: Week,
  timeZone: string,
  region: string,
  parts: Parameters<typeof slotsOf>[0],
  luck: () => number,
): OwnTime {
  const met = reachFor(db, timeZone, region).slots(FIRST_DAY)
  const open = slotsOf(parts).filter((slot) => met.has(slotKey(slot)))
  const { weekday, part } = open[Math.floor(luck() * open.length)] ?? { weekday: 1, part: 'morning' as const }
  const { opens, closes } = dayHours[part]
  return { weekday, from: opens, until: closes }
}

function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.trouble))
  return result.value
}
