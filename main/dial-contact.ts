import { callOnDesk, type Call } from '../shared/call.ts'
import { presentation } from '../shared/caller-id.ts'
import { attemptIdSchema, callIdSchema, type CallId, type ContactId, type PhoneNumberId } from '../shared/ids.ts'
import { failed, ok, type Result } from '../shared/result.ts'
import { openAttempt } from './archive/attempts.ts'
import { contactNumbers } from './archive/contacts.ts'
import { nextFollowUpOf } from './archive/follow-ups.ts'
import { guard } from './archive/open.ts'
import { listRecordings } from './archive/recordings.ts'
import type { House } from './house.ts'

/**
 * Calls a contact. The attempt is in the archive before the INVITE leaves, so that a crash anywhere
 * after this line leaves a record of the try.
 */
export function dialContact(
  house: House,
  wish: { contactId: ContactId; phoneNumberId: PhoneNumberId | null },
): Result<{ callId: CallId }> {
  const { archive, calls, desk, exchange, sound } = house
  if (callOnDesk(calls.all())) return failed('call-in-progress')
  const { line, state } = exchange.lineState()
  if (!line) return failed('line-none')
  if (state !== 'registered') return failed('line-not-registered')

  const numbers = contactNumbers(archive, wish.contactId)
  const number = wish.phoneNumberId ? numbers.find((n) => n.phoneNumberId === wish.phoneNumberId) : numbers[0]
  if (!number) return failed('not-found')

  const presented = presentation(line, { kind: 'shown' }, number.number)
  if ('refused' in presented) return failed('number-unusable', { number: number.number })

  const call: Call = {
    callId: callIdSchema.parse(house.newId()),
    attemptId: attemptIdSchema.parse(house.newId()),
    contactId: wish.contactId,
    lineId: line.lineId,
    number: number.number,
    phase: 'dialling',
    dialledAt: house.now(),
    rangAt: null,
    answeredAt: null,
    endedAt: null,
    endedBy: null,
    sipStatus: null,
    sipReason: null,
    trouble: null,
    muted: false,
    held: false,
    beep: null,
    greetingEndedAt: null,
    drop: null,
  }
  const { attemptId, callId, contactId, lineId, dialledAt } = call
  const { phoneNumberId } = number
  const opened = guard(() =>
    openAttempt(archive, {
      attemptId,
      callId,
      contactId,
      phoneNumberId,
      number: call.number,
      lineId,
      hidden: false,
      startedAt: dialledAt,
    }),
  )
  if (!opened.ok) return opened

  calls.begin(call)
  desk.callsChanged()
  desk.showContact(contactId)
  prepareRecording(house, contactId)
  void sound.command('call.listen', { callId, listening: true })

  const dialled = exchange.dial({ callId, number: call.number, presentation: presented })
  if (!dialled.ok) {
    calls.move(callId, { kind: 'ended', at: house.now(), by: 'network', trouble: dialled.trouble })
    return dialled
  }
  return ok({ callId })
}

/** Decodes the recording this call will most likely want, so that nothing is fetched at the click. */
function prepareRecording({ archive, sound }: House, contactId: ContactId) {
  const recordingId = nextFollowUpOf(archive, contactId)?.recordingId ?? listRecordings(archive)[0]?.recordingId
  if (recordingId) void sound.command('message.prepare', { recordingId })
}
