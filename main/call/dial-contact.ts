import { callsOnDesk } from '../../shared/call/call-on-desk.ts'
import { dialCall } from '../../shared/call/new-call.ts'
import { attemptIdSchema, callIdSchema, type CallId, type ContactId } from '../../shared/ids.ts'
import { failed, ok, type Result } from '../../shared/result.ts'
import { openAttempt } from '../archive/attempts.ts'
import { nextFollowUpOf } from '../archive/follow-ups.ts'
import { guard } from '../archive/open.ts'
import { listRecordings } from '../archive/recordings.ts'
import { blockedCall, checkCall, overrideOf } from './check-call.ts'
import { isLineTaken } from '../line/line-taken.ts'
import { queueDial, type DialRequest } from './dial-queue.ts'
import { isCallerIdTestUp } from '../line/caller-id-test/caller-id-test.ts'
import type { AppContext } from '../app-context.ts'

/**
 * Calls a contact: with the number shown unless the request says otherwise, and unless a rule refuses (`call-refused`) or warns
 * and no reason is given (`call-warned`). The attempt is in the archive before the INVITE leaves, so that a crash anywhere
 * after this line leaves a record of the try. On a line that takes one call at a time, and has one, the call is queued
 * instead, and made by itself: then there is no `callId` yet.
 */
export function dialContact(app: AppContext, request: DialRequest): Result<{ callId: CallId | null }> {
  const { archive, calls, desk, exchange, sound } = app
  const onDesk = callsOnDesk(calls.all())
  // While everybody else waits, somebody may be asked.
  if (onDesk.some((other) => !other.holding) || isCallerIdTestUp(app)) return failed('call-in-progress')
  const { line, state } = exchange.lineState()
  if (!line) return failed('line-none')
  if (state !== 'registered') return failed('line-not-registered')

  const checked = checkCall(app, line, { ...request, callerId: request.callerId ?? { kind: 'shown' } })
  if (!checked.ok) return checked
  const { check, number, presented } = checked.value
  if ('refused' in presented) {
    return failed('call-refused', { reason: presented.reason.replace(/\.$/, ''), instead: presented.instead })
  }
  // A list may have put it there: whoever needs help has typed it, or says so.
  if (presented.emergency && !request.sure) return failed('emergency-unconfirmed', { number: number.shown })
  const blocked = blockedCall(check, request.overrideReason)
  if (blocked) return blocked

  if (isLineTaken(app, line.lineId)) {
    if (onDesk.length > 0) return failed('ask-first-impossible')
    queueDial(app, line.lineId, request)
    desk.changed('calls')
    desk.showContact(request.contactId)
    return ok({ callId: null })
  }

  const dialledCall = dialCall({
    callId: callIdSchema.parse(app.newId()),
    attemptId: attemptIdSchema.parse(app.newId()),
    contactId: request.contactId,
    lineId: line.lineId,
    number: number.number,
    presented: { asksFor: presented.asksFor, askedBy: presented.askedBy },
    dialledAt: app.now(),
  })
  const call = { ...dialledCall, keys: request.keys ?? number.keys }
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
      startedAt: dialledAt,
      presented,
      override: overrideOf(check.call.answers, request.overrideReason),
    }),
  )
  if (!opened.ok) return opened

  calls.begin(call)
  app.dialQueue.dialled = { callId, request }
  // Before anybody is told: the sound room is at work on the offer while main reads what the desk is to show.
  const dialled = exchange.dial({ callId, number: call.number, presentation: presented })
  desk.changed('calls')
  desk.showContact(contactId)
  prepareRecording(app, contactId)
  void sound.command('call.listen', { callId, listening: true })
  if (!dialled.ok) {
    calls.move(callId, { kind: 'ended', at: app.now(), by: 'network', trouble: dialled.trouble })
    return dialled
  }
  return ok({ callId })
}

/** Decodes the recording this call will most likely want, so that nothing is fetched at the click. */
function prepareRecording({ archive, sound }: Pick<AppContext, 'archive' | 'sound'>, contactId: ContactId) {
  const recordingId = nextFollowUpOf(archive, contactId)?.recordingId ?? listRecordings(archive)[0]?.recordingId
  if (recordingId) void sound.command('message.prepare', { recordingId })
}
