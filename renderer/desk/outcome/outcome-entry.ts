import type { CallView } from '../../../shared/contract/bridge.ts'
import type { AttemptId, CallId } from '../../../shared/ids.ts'
import { receivedRepOutcomes } from '../../../shared/call/outcome.ts'
import type { GatekeeperEntry, OutcomeEntry, ReceivedEntry, When } from '../../../shared/contract/rep-outcome.ts'
import type { RepOutcome } from '../../../shared/call/outcome.ts'
import { readWeekWords } from '../../../shared/time/week-words.ts'
import { countedOf, type AssistantDesk, type Counted, type Detail, type SaidOf } from './assistant-desk.ts'
import type { PanelSubject } from '../call/panel-subject.ts'

/** What is typed beside an outcome, as it is said; `personIn` that is not understood is kept in the words. */
function gatekeeperEntry({ said, personIn, directNumber }: Detail): GatekeeperEntry {
  const read = personIn.trim() ? readWeekWords(personIn) : null
  const windows = read && 'windows' in read ? [...read.windows] : []
  const rest = read && 'reason' in read ? personIn.trim() : ''
  const backOn = read && 'backOn' in read ? read.backOn : null
  return {
    said: [said.trim(), rest].filter(Boolean).join(' · '),
    personIn: windows,
    ...(backOn !== null && { backOn }),
    directNumber: directNumber.trim(),
  }
}

/** What the rep says of a call, with what is typed beside it. */
export function outcomeEntryOf(attemptId: AttemptId, outcome: RepOutcome, detail: Detail): OutcomeEntry {
  return {
    attemptId,
    outcome,
    ...typedBeside(outcome, detail),
    gatekeeper: outcome === 'gatekeeper' ? gatekeeperEntry(detail) : null,
  }
}

/** The same of a call that came in; null: that is nothing to say of one. */
export function receivedEntryOf(callId: CallId, outcome: RepOutcome, detail: Detail): ReceivedEntry | null {
  const said = receivedRepOutcomes.find((each) => each === outcome)
  return said ? { callId, outcome: said, ...typedBeside(said, detail) } : null
}

function typedBeside(outcome: RepOutcome, detail: Detail) {
  const until = detail.until.trim()
  return {
    note: '',
    notNowUntil: outcome === 'not-now' && until ? untilOf(detail) : null,
    ...(outcome === 'appointment' && until && { appointmentAt: untilOf(detail) }),
  }
}

/** What was shown is what is kept; what is not read yet, or not understood, goes as it was typed. */
function untilOf({ until, read }: Detail): When {
  if (!read || 'code' in read) return { by: 'text', text: until.trim() }
  return { by: 'window', dueAt: read.dueAt, dueUntil: read.dueUntil }
}

/** The call whose outcome can be said, from its answer on; null: there is none in the middle. */
export function callForOutcome(subject: PanelSubject): { readonly call: CallView; readonly counted: Counted } | null {
  if (subject.kind !== 'ended' && subject.kind !== 'call' && subject.kind !== 'leaving') return null
  if (subject.call.answeredAt === null && subject.call.phase !== 'ended') return null
  const counted = countedOf(subject.call, subject.contact)
  return counted && { call: subject.call, counted }
}

/** The outcome that the key for it takes back: of the call that is shown, else what was said last. */
export function outcomeToUndo(assistant: AssistantDesk, subject: PanelSubject): SaidOf | null {
  const counted = callForOutcome(subject)?.counted
  if (counted?.byRep) return counted.of
  return assistant.lastOutcome?.of ?? null
}
