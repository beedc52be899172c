import { nextBetween, stepsOwed } from '../../shared/cadence/between.ts'
import { isReached } from '../../shared/call/outcome.ts'
import type { ContactId, FollowUpId } from '../../shared/ids.ts'
import { localDay } from '../../shared/time/local-time.ts'
import { cadenceFacts, type ArchivedFacts } from '../archive/cadence-facts.ts'
import { cadenceById } from '../archive/cadences.ts'
import { enrolmentOf } from '../archive/enrolments.ts'
import { besideOf, closeBeside, openBeside, stepsDone } from '../archive/follow-ups.ts'
import type { Archive } from '../archive/open.ts'
import { allPausedUntil } from '../archive/pause-of-all.ts'
import { contactRegion } from '../archive/planning.ts'
import type { Occasion, Sources } from './plan-next.ts'
import { closedDays } from './planner.ts'

/**
 * The letter, email or task beside a contact's next call, after something has happened. It waits for the rep as long as it takes,
 * since no call waits for it; a talk, and the next one of its kind, lets it pass; a pause and the end of the cadence take it away.
 */
export function planBeside(db: Archive, contactId: ContactId, occasion: Occasion, sources: Sources): void {
  const { now, newId } = sources
  // When a call is due again, and where, changes no letter.
  if (occasion.kind === 'missed' || occasion.kind === 'room' || occasion.kind === 'hours') return
  const open = besideOf(db, contactId)
  const enrolment = enrolmentOf(db, contactId)
  const hasSteps =
    enrolment !== null && !enrolment.stopped && cadenceById(db, enrolment.cadenceId).cadence.between.length > 0
  if (!open && !hasSteps) return
  const facts = hasSteps ? cadenceFacts(db, contactId, now) : null
  const pause = facts && pauseOf(db, facts, now)
  if (open) {
    const was = facts && pause ? becameOf(open, { occasion, facts, isPaused: pause.is }) : 'cancelled'
    if (was === null) return
    closeBeside(db, contactId, { at: now, was })
  }
  if (!facts || !pause || (pause.is && pause.until === null)) return
  const next = nextBetween({
    ...facts,
    stepsDone: stepsDone(db, facts.enrolmentId),
    daysOff: closedDays(db, contactRegion(db, contactId), localDay(now, facts.timeZone)),
    notBefore: pause.until,
    now,
  })
  if (!next) return
  openBeside(db, contactId, { next: { ...next, followUpId: newId() as FollowUpId }, enrolmentId: facts.enrolmentId })
}

/** What becomes of what is open; null: it stands. */
function becameOf(
  open: { readonly kind: string; readonly name: string },
  { occasion, facts, isPaused }: { occasion: Occasion; facts: ArchivedFacts; isPaused: boolean },
): 'let-pass' | 'cancelled' | null {
  const attempt = occasion.kind === 'attempt' ? occasion : null
  // An outcome that was corrected may be taken back, and the letter with it.
  if (attempt && isReached(attempt.outcome)) return attempt.anew ? 'cancelled' : 'let-pass'
  if (isPaused) return 'cancelled'
  const owed = stepsOwed(facts, open)
  if (owed <= 0) return 'cancelled'
  return owed > 1 ? 'let-pass' : null
}

/** Nothing of the cadence is due in a pause; `until` null with one: until the rep says otherwise. */
function pauseOf(db: Archive, { paused }: ArchivedFacts, now: number): { is: boolean; until: number | null } {
  const own = paused !== null && (paused.until === null || paused.until > now) ? paused : null
  if (own && own.until === null) return { is: true, until: null }
  const until = Math.max(own?.until ?? 0, allPausedUntil(db, now) ?? 0)
  return until > 0 ? { is: true, until } : { is: false, until: null }
}
