import type { CallView } from '../../../shared/contract/bridge.ts'
import type { ContactCard } from '../../../shared/contract/contact.ts'
import type { RecordingId } from '../../../shared/ids.ts'
import type { Recording } from '../../../shared/contract/recording.ts'
import type { Desk } from '../frame/desk-store.ts'
import type { Shown } from './panel-subject.ts'

type Whom = Pick<Shown, 'contactId' | 'card'>

/**
 * What a call to this contact would leave: what the rep has chosen, else what the cadence has, else the first that they
 * have not heard. null when there is no recording at all.
 */
export function chosenRecording(desk: Desk, { contactId, card }: Whom): Recording | null {
  const recordings = desk.facts?.recordings ?? []
  const byId = (id: RecordingId | null | undefined) => recordings.find(({ recordingId }) => recordingId === id)
  const kept = !card && desk.kept?.contactId === contactId ? desk.kept.recordingId : null
  return (
    byId(desk.chosen[contactId]) ??
    byId(kept) ??
    byId(card?.next?.recordingId) ??
    recordings.find(({ recordingId }) => heardAt(card, recordingId) === null) ??
    recordings[0] ??
    null
  )
}

/**
 * Why the cadence leaves no message on this call; null: it leaves one, has no say, or the rep has chosen one all the same.
 * What the cadence said when the call began holds to its end: a promise made in the call takes the place of its step, and
 * would turn the drop that the cadence forbids into the thing to do.
 */
export function whyNoMessage(desk: Desk, { contactId, card }: Whom, call: CallView | null = null): string | null {
  if (desk.chosen[contactId]) return null
  const kept = desk.kept?.contactId === contactId ? desk.kept : null
  if (kept && (!card || call)) return kept.whyNone
  const next = card?.next
  if (!card || next?.kind !== 'call' || next.recordingId !== null) return null
  if (!next.promise) return next.why.find((why) => why.startsWith('No message')) ?? null
  const isOfThisCall = call !== null && card.assistant.promises.some(({ madeAt }) => madeAt >= call.dialledAt)
  return isOfThisCall ? 'No message: you have just promised them something.' : null
}

/** A recording is left to one person who hears it. */
export function canDrop(call: CallView): boolean {
  return call.direction === 'out' && isOnlyTalk(call)
}

/** The two of them hear each other, and nobody else. */
export function isOnlyTalk({ holding, held, mergedWith, transfer }: CallView): boolean {
  return !holding && !held && !mergedWith && !transfer
}

/** When this contact last heard any of it. */
export function heardAt(card: ContactCard | null, recordingId: RecordingId): number | null {
  const heard = card?.attempts.find((attempt) => attempt.recordingId === recordingId && (attempt.playedMs ?? 0) > 0)
  return heard?.startedAt ?? null
}

/** The one after the chosen recording that they have not heard; when they have heard all others, the one after it. */
export function otherRecording(desk: Desk, contact: Shown): RecordingId | null {
  const recordings = desk.facts?.recordings ?? []
  const chosen = recordings.findIndex(({ recordingId }) => recordingId === chosenRecording(desk, contact)?.recordingId)
  const others = [...recordings.slice(chosen + 1), ...recordings.slice(0, Math.max(0, chosen))]
  const other = others.find(({ recordingId }) => heardAt(contact.card, recordingId) === null) ?? others[0]
  return other?.recordingId ?? null
}
