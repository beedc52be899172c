import type { ArmedBy, Call } from '../../shared/contract/call.ts'
import { callOnDesk, isBeingLeft } from '../../shared/call/call-on-desk.ts'
import { isDialled, type DialledCall } from '../../shared/call/new-call.ts'
import type { CallId, RecordingId } from '../../shared/ids.ts'
import { failed, ok, type Result } from '../../shared/result.ts'
import { contactName } from '../archive/contacts.ts'
import { guard } from '../archive/open.ts'
import { noteOverride, overrideReason as readOverrideReason } from '../archive/overrides.ts'
import { isPutAway, recordingById } from '../archive/recordings.ts'
import { blockedDrop, checkDrop, overrideOf } from './check-call.ts'
import { doubtMailbox } from './hand-back.ts'
import type { AppContext } from '../app-context.ts'

/**
 * Drops a voicemail. A rep who has heard the greeting is free at once: the microphone leaves the call, the call leaves the
 * desk for the drops bar, and the message starts by itself at the end of the beep or in the silence after the greeting. Armed
 * ahead, while it rings or before enough was heard, the rep stays in the call until a machine is certain, unless the
 * line frees them at once. A press on a drop that waits, or asks who is there, plays at once; any other second press is
 * refused, and plays nothing twice.
 */
export async function dropRecording(
  app: AppContext,
  request: { callId: CallId; recordingId: RecordingId; overrideReason?: string | undefined },
): Promise<Result<null>> {
  const { archive, calls, sound, now } = app
  const call = calls.byId(request.callId)
  if (!call) return failed('not-found')
  if (call.drop) {
    const mayPlay = call.phase === 'waiting' || (call.phase === 'talking' && call.drop.freedAt === null)
    if (!mayPlay) return failed('move-refused')
    return named(await sound.command('message.play', { callId: call.callId }), call.drop.recordingName)
  }

  const recording = recordingById(archive, request.recordingId)
  // One that was put away is dropped no more, whoever asks.
  if (!recording || isPutAway(archive, request.recordingId)) return failed('not-found')
  // Whoever calls wants to talk.
  if (!isDialled(call)) return failed('move-refused')
  if (call.holding || call.held) return failed('drop-held', { name: contactName(archive, call.contactId).name })
  if (call.mergedWith) return failed('drop-merged')
  const enforced = enforceDropRules(app, call, request.overrideReason)
  if (!enforced.ok) return enforced
  const { recordingId: id, name, durationMs } = recording
  const by = armedByNow(call)
  const isFree = by === 'ear' || freesAtOnce(app)
  const armed = calls.move(call.callId, {
    kind: 'armed',
    at: now(),
    recording: { id, name, durationMs },
    by,
    isFree,
  })
  if (!armed) return failed('move-refused')
  return armDrop(app, armed)
}

/** A rep who has heard two seconds of talk, or a beep, knows whether it is a greeting; before that nobody can. */
function armedByNow({ speechHeardAt, greetingEndedAt, beep }: Call): ArmedBy {
  return speechHeardAt !== null || greetingEndedAt !== null || beep !== null ? 'ear' : 'ahead'
}

/** So the rep wants it of the line, and the organisation's policy lets them. */
export function freesAtOnce({ exchange, policy }: Pick<AppContext, 'exchange' | 'policy'>): boolean {
  return exchange.lineState().line?.freesAtOnce === true && policy?.staysUntilCertain !== true
}

/** Arms the drop of a call in the sound room. Fails with `recording-unreadable`, and then the rep has the call back. */
export async function armDrop(
  app: Pick<AppContext, 'archive' | 'calls' | 'desk' | 'exchange' | 'sound'>,
  call: Call,
): Promise<Result<null>> {
  const { callId, drop } = call
  if (!drop) return ok()
  const { recordingId, recordingName } = drop
  const armedBy = call.armedBy ?? 'ahead'
  const armed = await app.sound.command('message.arm', { callId, recordingId, armedBy, isFree: isBeingLeft(call) })
  // Not armed after all: the rep gets the call back rather than a message that never starts.
  if (!armed.ok) await giveBack(app, callId)
  return named(armed, recordingName)
}

/** The sound room knows recordings by their ids, the rep by their names. */
function named(result: Result<null>, name: string): Result<null> {
  if (result.ok || result.trouble.code !== 'recording-unreadable') return result
  return failed('recording-unreadable', { name })
}

/** The message stops and the rep is in the call again, unless they are in another one. */
export async function takeBack(
  app: Pick<AppContext, 'archive' | 'calls' | 'desk' | 'sound'>,
  callId: CallId,
): Promise<Result<null>> {
  const { calls, sound } = app
  const call = calls.byId(callId)
  if (!call) return failed('not-found')
  const onDesk = callOnDesk(calls.all())
  if (onDesk && onDesk.callId !== callId) return failed('call-in-progress')
  if (call.drop?.handBack) doubtMailbox(app, callId)
  if (!calls.move(callId, { kind: 'takenBack' })) return failed('move-refused')
  return sound.command('message.stop', { callId })
}

async function giveBack(app: Pick<AppContext, 'archive' | 'calls' | 'desk' | 'exchange' | 'sound'>, callId: CallId) {
  const { calls, exchange } = app
  // With another call on the desk there is no microphone to give back: the call ends with nothing left.
  const onDesk = callOnDesk(calls.all())
  if (onDesk && onDesk.callId !== callId) exchange.hangUp(callId, 'rep')
  else await takeBack(app, callId)
}

/**
 * A drop that a rule warns of goes on with a reason: the one given now, or the one the rep gave when they dialled.
 * Nothing is asked about a line that has gone: the call is older than that.
 */
function enforceDropRules(app: AppContext, call: DialledCall, overrideReason: string | undefined): Result<null> {
  const { archive, exchange } = app
  const { line } = exchange.lineState()
  if (!line) return ok()
  const checked = checkDrop(app, line, call)
  if (!checked.ok) return checked
  const given = guard(() => overrideReason?.trim() || (readOverrideReason(archive, call.attemptId) ?? undefined))
  if (!given.ok) return given
  const needsReason = line.kind !== 'practice'
  const blocked = blockedDrop(checked.value, { needsReason, overrideReason: given.value })
  if (blocked) return blocked
  const override = overrideOf(checked.value.answers, given.value)
  return override ? guard(() => (noteOverride(archive, call.attemptId, override), null)) : ok()
}
