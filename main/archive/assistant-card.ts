import { triesMade, triesOf } from '../../shared/cadence/tries.ts'
import { slotRates } from '../../shared/cadence/answer-rates.ts'
import type { ContactAssistant } from '../../shared/contract/assistant.ts'
import type { Attempt } from '../../shared/contract/attempt.ts'
import { dayInWords, lateInWords } from '../../shared/cadence/cadence.ts'
import { slotKey, slotsOf } from '../../shared/time/day-part.ts'
import { localDay } from '../../shared/time/local-time.ts'
import type { AttemptId, ContactId } from '../../shared/ids.ts'
import { suggestedOutcome, type EndedCallFacts } from '../../shared/call/suggested-outcome.ts'
import { openAskedCall } from './asked-calls.ts'
import { answerTallies } from './answer-tallies.ts'
import { triedIn } from './attempts.ts'
import { cadenceById } from './cadences.ts'
import { enrolmentOf, type Enrolment } from './enrolments.ts'
import { besideOf, nextFollowUpOf } from './follow-ups.ts'
import { gatekeeperFacts } from './gatekeeper-facts.ts'
import { lastNotes, noteCount } from './notes.ts'
import { prepared, type Archive } from './open.ts'
import { lastOutcomeChange } from './outcome-changes.ts'
import { pendingOutcome } from './outcomes.ts'
import { goesSince, hasPromised, openPromises } from './promises.ts'
import { recordingById } from './recordings.ts'
import { allPausedUntil } from './pause-of-all.ts'
import { promisesFollowUp } from './studio-recordings.ts'

const NOTES_SHOWN = 3
const BEST_TIMES = 3

interface CardFacts {
  readonly now: number
  readonly timeZone: string
  /** Newest first. */
  readonly attempts: readonly Attempt[]
}

/** What the assistant shows of a contact. */
export function assistantOf(db: Archive, contactId: ContactId, known: CardFacts): ContactAssistant {
  const { timeZone, attempts } = known
  const enrolment = enrolmentOf(db, contactId)
  const next = nextFollowUpOf(db, contactId)
  const last = attempts[0]
  const tries = enrolment ? triesOf(triedIn(db, enrolment.enrolmentId)) : []
  return {
    notes: lastNotes(db, contactId, NOTES_SHOWN),
    noteCount: noteCount(db, contactId),
    promises: promisesOf(db, contactId, next, known),
    asked: openAskedCall(db, contactId),
    gatekeeper: gatekeeperFacts(db, contactId, { timeZone, tries }),
    suggested: last ? suggestionFor(db, last) : null,
    said: last ? outcomeByRep(db, last) : null,
    step: stepOf(db, next, enrolment),
    beside: besideOnCard(db, contactId, enrolment),
    mayPromise: mayPromise(db, contactId, last),
    paused: pausedOf(db, enrolment, known),
    bestTimes: bestTimes(db, enrolment),
    enrolment: enrolment && !enrolment.stopped ? enrolmentOnCard(enrolment) : null,
  }
}

function enrolmentOnCard({ cadenceId, startedAt, side }: Enrolment): NonNullable<ContactAssistant['enrolment']> {
  return { cadenceId, startedAt, side }
}

/** With how often each has been tried in vain, and when it is tried again: that stands on the follow-up. */
function promisesOf(
  db: Archive,
  contactId: ContactId,
  next: ReturnType<typeof nextFollowUpOf>,
  { now, timeZone }: CardFacts,
): ContactAssistant['promises'] {
  const today = localDay(now, timeZone)
  return openPromises(db, contactId).map(({ promiseId, kind, words, dueAt, dueUntil, madeAt }, place) => {
    const made = kind === 'call' && dueAt <= now ? goesSince(db, contactId, dueAt) : []
    const nextAt = place === 0 && next?.promise && next.dueAt > now ? next.dueAt : null
    const goes = made.length > 0 && {
      made: made.length,
      today: made.filter((at) => localDay(at, timeZone) === today).length,
      nextAt,
    }
    return { promiseId, kind, words, dueAt, dueUntil, madeAt, late: lateInWords(dueUntil, now), goes: goes || null }
  })
}

interface EndedCallRow {
  readonly rangAt: number | null
  readonly answeredAt: number | null
  readonly endedAt: number | null
  readonly endedBy: EndedCallFacts['endedBy']
  readonly sipStatus: number | null
  readonly beepHz: number | null
  readonly beepEndedAt: number | null
  readonly greetingEndedAt: number | null
  readonly personAnsweredAt: number | null
  readonly conversationAt: number | null
  readonly numberKind: EndedCallFacts['numberKind']
  readonly pressedAt: number | null
  readonly messageStartedAt: number | null
  readonly whole: 0 | 1 | null
}

/** From what the call did; null while it is up, after a crash, and once the rep has said how it ended. */
function suggestionFor(
  db: Archive,
  { attemptId, endedAt, outcome, ...attempt }: Attempt,
): ContactAssistant['suggested'] {
  if (endedAt === null || outcome === null || lastOutcomeChange(db, attemptId)) return null
  const row = prepared<EndedCallRow>(
    db,
    `SELECT a.rang_at AS rangAt, a.answered_at AS answeredAt, a.ended_at AS endedAt, a.ended_by AS endedBy,
       a.sip_status AS sipStatus, a.beep_hz AS beepHz, a.beep_ended_at AS beepEndedAt,
       a.greeting_ended_at AS greetingEndedAt, a.person_answered_at AS personAnsweredAt,
       a.conversation_at AS conversationAt, n.kind AS numberKind, a.pressed_at AS pressedAt,
       a.message_started_at AS messageStartedAt, a.whole
     FROM attempts a LEFT JOIN phone_numbers n ON n.phone_number_id = a.phone_number_id WHERE a.attempt_id = @attemptId`,
  ).get({ attemptId })
  if (!row) return null
  const { beepHz, beepEndedAt, pressedAt, messageStartedAt, whole, ...facts } = row
  const beep = beepEndedAt === null ? null : { frequencyHz: beepHz ?? 0, durationMs: 0, endedAt: beepEndedAt }
  const { recordingId, recordingName, recordingMs, playedMs } = attempt
  const drop = recordingId && {
    recordingId,
    recordingName: recordingName ?? '',
    durationMs: recordingMs ?? 0,
    pressedAt: pressedAt ?? 0,
    freedAt: pressedAt,
    handBack: null,
    startedAt: messageStartedAt,
    startReason: null,
    playedMs: playedMs ?? 0,
    whole: whole === 1,
  }
  const suggestion = suggestedOutcome({ ...facts, beep, drop, screener: null, trouble: null })
  // The call machine knew more than its row: that it was our own line that was busy, that a screener asked.
  if (outcome === 'failed' && suggestion.outcome === 'busy')
    return { attemptId, outcome, why: 'The call did not come about.' }
  if (outcome === 'call-screener')
    return { attemptId, outcome, why: 'A screening assistant asked, and nobody came to the phone.' }
  return { attemptId, ...suggestion }
}

function outcomeByRep(db: Archive, { attemptId, outcome }: Attempt): ContactAssistant['said'] {
  if (outcome === null) {
    const kept = pendingOutcome(db, attemptId)
    return kept && { attemptId, outcome: kept.outcome, before: null }
  }
  const change = lastOutcomeChange(db, attemptId)
  return change && { attemptId: attemptId satisfies AttemptId, outcome: change.became, before: change.was }
}

function besideOnCard(db: Archive, contactId: ContactId, enrolment: Enrolment | null): ContactAssistant['beside'] {
  const followUp = besideOf(db, contactId)
  if (!followUp) return null
  const cadence = enrolment && cadenceById(db, enrolment.cadenceId).cadence
  const step = cadence?.between.find(({ kind, name }) => kind === followUp.kind && name === followUp.name)
  return { followUp, script: step?.script ?? '' }
}

/** They spoke last, nothing was promised in it or is promised at all, and they named no day themselves. */
function mayPromise(db: Archive, contactId: ContactId, last: Attempt | undefined): ContactAssistant['mayPromise'] {
  if (!last || (last.outcome !== 'answered' && last.outcome !== 'interested')) return null
  if (openPromises(db, contactId).length > 0 || hasPromised(db, last.attemptId)) return null
  return openAskedCall(db, contactId) ? null : { attemptId: last.attemptId }
}

function stepOf(
  db: Archive,
  next: ReturnType<typeof nextFollowUpOf>,
  enrolment: Enrolment | null,
): ContactAssistant['step'] {
  if (!next) return null
  const { kind, name, recordingId } = next
  const cadence = enrolment && !enrolment.stopped ? cadenceById(db, enrolment.cadenceId).cadence : null
  if (kind !== 'call') {
    const script = cadence?.between.find((step) => step.kind === kind && step.name === name)?.script ?? ''
    return { kind, name, script, message: null }
  }
  const number = enrolment && cadence ? triesMade(triedIn(db, enrolment.enrolmentId)) + 1 : 1
  const script = cadence?.scripts.toSorted((a, b) => a.from - b.from).findLast(({ from }) => from <= number)?.text ?? ''
  const recording = recordingId && recordingById(db, recordingId)
  const message = recording
    ? {
        recordingId: recording.recordingId,
        name: recording.name,
        script: recording.script,
        promisesFollowUp: promisesFollowUp(db, recording.recordingId),
      }
    : null
  return { kind, name: `Call ${number}`, script, message }
}

function pausedOf(db: Archive, enrolment: Enrolment | null, { now, timeZone }: CardFacts): ContactAssistant['paused'] {
  const everybody = allPausedUntil(db, now)
  const paused = enrolment && !enrolment.stopped ? enrolment.paused : null
  const own = paused && (paused.until === null || paused.until > now) ? paused : null
  if (own && own.until === null) return { until: null, everybody: false, inWords: 'Paused until you resume it.' }
  const until = Math.max(everybody ?? 0, own?.until ?? 0)
  if (until === 0) return null
  const day = dayInWords(until, timeZone)
  return until === everybody
    ? { until, everybody: true, inWords: `All cadences rest until ${day}.` }
    : { until, everybody: false, inWords: `Paused until ${day}.` }
}

/** The best of the times that the cadence calls at. */
function bestTimes(db: Archive, enrolment: Enrolment | null): ContactAssistant['bestTimes'] {
  const tallies = answerTallies(db)
  const parts = enrolment && cadenceById(db, enrolment.cadenceId).cadence.parts
  const mayCall = parts && new Set(slotsOf(parts).map(slotKey))
  return slotRates(tallies)
    .filter(({ weekday, part }) => !mayCall || mayCall.has(`${weekday} ${part}`))
    .toSorted((a, b) => b.mean - a.mean)
    .slice(0, BEST_TIMES)
}
