import type { Call } from '../../shared/contract/call.ts'
import { callsOnDesk, isMicrophoneClosed } from '../../shared/call/call-on-desk.ts'
import type { CallId } from '../../shared/ids.ts'
import { failed, ok, type Result } from '../../shared/result.ts'
import type { AppContext } from '../app-context.ts'

/**
 * Lets somebody wait, or talks on. What the rep says is out of the call, and they hear nothing of it, from the press on; that
 * it is held is told once the far end has agreed. Where it does not agree, the rep hears them again and is muted.
 */
export async function holdCall(
  app: Pick<AppContext, 'calls' | 'exchange' | 'sound'>,
  { callId, held }: { callId: CallId; held: boolean },
): Promise<Result<null>> {
  const call = app.calls.byId(callId)
  if (!call) return failed('not-found')
  // A conference waits for nobody: it is split first.
  if (call.mergedWith) return failed('move-refused')
  return held ? letWait(app, call) : talkOn(app, call)
}

/** `hold-refused`, `move-refused`. */
export async function letWait(
  app: Pick<AppContext, 'calls' | 'exchange' | 'sound'>,
  { callId, muted }: Call,
): Promise<Result<null>> {
  const { calls, exchange, sound } = app
  if (!calls.move(callId, { kind: 'holdAsked', holding: true })) return failed('move-refused')
  const closed = sound.command('microphone.mute', { callId, muted: true })
  void sound.command('call.listen', { callId, listening: false })
  await closed
  const held = await exchange.hold(callId, true)
  if (held.ok) return held
  // They heard the rep stop, and must not hear them again unawares.
  const isRefused = held.trouble.code === 'hold-refused'
  if (isRefused && !muted) calls.move(callId, { kind: 'muted', muted: true })
  if (calls.move(callId, { kind: 'holdAsked', holding: false })) await openSound(app, callId)
  return held
}

/**
 * Whoever the rep talks to waits from now on: microphone closed and ears shut at once; nobody waits for their agreement.
 * Answers who it was; null: nobody. A call that is not answered yet, or a conference, cannot wait: `call-in-progress`.
 */
export function letOthersWait(app: Pick<AppContext, 'calls' | 'desk' | 'exchange' | 'sound'>): Result<CallId | null> {
  const others = callsOnDesk(app.calls.all()).filter(({ holding }) => !holding)
  if (others.some(({ phase, mergedWith }) => phase !== 'talking' || mergedWith)) return failed('call-in-progress')
  for (const other of others) {
    void letWait(app, other).then((waits) => {
      if (!waits.ok && waits.trouble.code === 'hold-refused') app.desk.notice(waits.trouble)
    })
  }
  return ok(others.at(-1)?.callId ?? null)
}

/** Whoever the rep talks to meanwhile waits first; a call that nobody has answered is given up for it. */
async function talkOn(app: Pick<AppContext, 'calls' | 'exchange' | 'sound'>, call: Call): Promise<Result<null>> {
  for (const other of callsOnDesk(app.calls.all())) {
    if (other.callId === call.callId || other.holding) continue
    if (other.answeredAt === null) app.exchange.hangUp(other.callId, 'rep')
    else if (other.mergedWith) return failed('move-refused')
    else {
      const waits = await letWait(app, other)
      if (!waits.ok) return waits
    }
  }
  return resume(app, call.callId)
}

/** `resume-refused`: they stay on hold. */
export async function resume(
  app: Pick<AppContext, 'calls' | 'exchange' | 'sound'>,
  callId: CallId,
): Promise<Result<null>> {
  const { calls, exchange } = app
  if (!calls.move(callId, { kind: 'holdAsked', holding: false })) return failed('move-refused')
  const resumed = await exchange.hold(callId, false)
  if (!resumed.ok) {
    calls.move(callId, { kind: 'holdAsked', holding: true })
    return resumed.trouble.code === 'hold-refused' ? failed('resume-refused', resumed.trouble.about) : resumed
  }
  await openSound(app, callId)
  return ok()
}

/** The rep hears the call again, and is heard where they are not muted. */
export async function openSound({ calls, sound }: Pick<AppContext, 'calls' | 'sound'>, callId: CallId): Promise<void> {
  const call = calls.byId(callId)
  if (!call || call.phase === 'ended') return
  void sound.command('call.listen', { callId, listening: true })
  await sound.command('microphone.mute', { callId, muted: isMicrophoneClosed(call) })
}
