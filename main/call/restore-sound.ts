import type { Call } from '../../shared/contract/call.ts'
import { isBeingLeft, isMicrophoneClosed } from '../../shared/call/call-on-desk.ts'
import { ringingHere } from '../../shared/call/call-on-desk.ts'
import type { CallId } from '../../shared/ids.ts'
import { armDrop } from './drop-recording.ts'
import { tellMailboxes } from './hand-back.ts'
import type { AppContext } from '../app-context.ts'
import { ring } from '../audio/ring.ts'

/** The calls whose sound was lost, with the sound room or with their far end, until they have it again. */
export interface LostSound {
  /** A new sound room is there. Told before the exchange makes its new offers. */
  roomReplaced(): void
  /** The call goes on with another far end, and a peer connection of its own. */
  takenOver(callId: CallId): void
  /** The room was asked for a description of this call: what is commanded from now on finds the call there. */
  described(callId: CallId): void
}

/*
 * What a new sound room, or a new peer connection, does not know of a call that goes on:
 *
 *   ringing             its ringback
 *   any                 whether the rep listens, whether the microphone is closed: before any sound flows
 *   answered            that its greeting is to be followed
 *   asked by a screener that nothing is to start by itself
 *   waiting             its drop, which is armed again
 *   merged              who hears whom
 *   playing             nothing can go on in the middle of a sentence: the message was cut off, and the call ends
 *   draining            nothing is left to do but to hang up
 */
export function openLostSound(app: () => AppContext): LostSound {
  const lost = new Set<CallId>()

  function lose(call: Call): void {
    const { exchange, sound } = app()
    const { callId, phase } = call
    if (phase === 'ended' || phase === 'incoming') return
    if (phase === 'playing') return exchange.hangUp(callId, 'network')
    if (phase === 'draining') return exchange.hangUp(callId, 'message-done')
    lost.add(callId)
    // A tone needs no description; that of an answered call makes its peer connection anew.
    if (phase === 'ringing' && !isBeingLeft(call)) void sound.command('tone.play', { callId, tone: 'ringback' })
  }

  return {
    roomReplaced() {
      for (const call of app().calls.all()) lose(call)
      if (ringingHere(app().calls.all()).length > 0) ring(app())
    },
    takenOver(callId) {
      const call = app().calls.byId(callId)
      if (call) lose(call)
    },
    described(callId) {
      const call = lost.delete(callId) ? app().calls.byId(callId) : undefined
      if (call) restoreSound(app(), call)
    },
  }
}

function restoreSound(app: Pick<AppContext, 'archive' | 'calls' | 'desk' | 'exchange' | 'sound'>, call: Call): void {
  const { sound } = app
  const { callId, direction, answeredAt, screener, drop, holding, mergedWith } = call
  void sound.command('microphone.mute', { callId, muted: isMicrophoneClosed(call) })
  void sound.command('call.listen', { callId, listening: !isBeingLeft(call) && !holding })
  if (answeredAt !== null && direction === 'out') tellMailboxes(app, callId)
  if (answeredAt !== null && direction === 'out') void sound.command('call.answered', { callId })
  // The first of the two finds the other one not there yet.
  if (mergedWith) void sound.command('calls.merge', { callIds: [callId, mergedWith] })
  if (screener) void sound.command('screener.asks', { callId, learn: false })
  if (drop) void armDrop(app, call)
}
