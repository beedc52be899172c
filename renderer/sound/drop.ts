import type { StartReason } from '../../shared/call/call.ts'
import type { RecordingId } from '../../shared/ids.ts'
import { failed, ok, type Result } from '../../shared/result.ts'
import type { CallSound } from './call-sound.ts'
import { sendRightTrack } from './sent-track.ts'
import { sendsEightKilohertz } from './peer.ts'
import { createOutlet, playInto, type Playing } from './player.ts'
import { recordingFor, type Decoded } from './recordings.ts'
import { atRenderTime, epochOf, wake } from './render-clock.ts'
import { reasonToStart } from './when-to-start.ts'

/*
 * A recording on its way into a call.
 *
 *   none ──arm──▶ armed ──beep, silence or press──▶ playing ──last sample──▶ draining, for good
 *    ▲              │ stop                           │    ▲ │
 *    └──────────────┴────────────────────────────────┘    └─┘ a beep after all: again from the first sample
 *
 *   none      the microphone is in the call
 *   armed     the microphone is out, silence is sent; the message starts by itself
 *   playing   the recording is sent
 *   draining  silence is sent behind the last sample, so that encoder and network are not cut short
 */
export type Drop =
  | { readonly phase: 'none' | 'draining' }
  | { readonly phase: 'armed'; readonly recordingId: RecordingId; recording: Decoded | null }
  | { readonly phase: 'playing'; readonly recording: Decoded; readonly reason: StartReason; playing: Playing }

export const noDrop: Drop = { phase: 'none' }

/**
 * RTP of the last sample has left 20 ms after it was rendered; jitter buffers and transcoders behind us take up to
 * 200 ms, and a BYE would overtake what is in them.
 */
const drainSeconds = 0.3

/** Takes the microphone out at once. Fails with `recording-unreadable`, and then the microphone is back. */
export async function armDrop(call: CallSound, recordingId: RecordingId): Promise<Result<null>> {
  if (call.mix || call.drop.phase === 'playing' || call.drop.phase === 'draining') return failed('move-refused')
  const armed: Drop = { phase: 'armed', recordingId, recording: null }
  call.drop = armed
  call.outlet ??= createOutlet(call.context)
  await sendRightTrack(call)
  const recording = await recordingFor(call.room.recordings, recordingId)
  if (call.drop !== armed) return ok()
  if (!recording.ok) {
    await stopDrop(call)
    return recording
  }
  armed.recording = recording.value
  startIfTime(call)
  return ok()
}

/** The rep does not want to wait. A message that plays already goes on. */
export async function startNow(call: CallSound): Promise<Result<null>> {
  const { drop } = call
  if (drop.phase === 'playing') return ok()
  if (drop.phase !== 'armed' || !call.answered) return failed('move-refused')
  const recording = await recordingFor(call.room.recordings, drop.recordingId)
  if (!recording.ok) return recording
  if (!(await wake(call.context))) return failed('sound-room-down')
  if (call.drop === drop) begin(call, recording.value, 'pressed')
  return ok()
}

/** Starts an armed message if what was heard says so; called with everything that is heard. */
export function startIfTime(call: CallSound): void {
  const { drop } = call
  if (drop.phase !== 'armed' || !drop.recording) return
  const reason = reasonToStart(call.heard, call.context.currentTime)
  if (reason) begin(call, drop.recording, reason)
}

/**
 * The greeting only paused: we started in its silence, and now the first beep has ended. What was played so far is in
 * no mailbox, so the message starts over.
 */
export function startOver(call: CallSound): void {
  const { drop } = call
  if (drop.phase !== 'playing' || drop.reason !== 'silence') return
  drop.playing.stop()
  drop.playing = play(call, drop.recording, () => undefined)
}

/** Puts the microphone back, in whatever state the drop is. */
export async function stopDrop(call: CallSound): Promise<void> {
  if (call.drop.phase === 'playing') call.drop.playing.stop()
  call.drop = noDrop
  await sendRightTrack(call)
}

function begin(call: CallSound, recording: Decoded, reason: StartReason): void {
  const playing = play(call, recording, (at) =>
    call.room.tell('message.started', { callId: call.callId, at: epochOf(call.context, at), reason }),
  )
  call.drop = { phase: 'playing', recording, reason, playing }
}

function play(call: CallSound, decoded: Decoded, started: (at: number) => void): Playing {
  const { callId, room } = call
  const recording = sendsEightKilohertz(call.peer) ? decoded.forTelephone : decoded.asItIs
  return playInto(call.outlet!, recording, {
    started,
    played: (playedMs) => room.tell('message.played', { callId, playedMs, whole: false }),
    ended: () => {
      room.tell('message.played', { callId, playedMs: recording.duration * 1000, whole: true })
      drain(call)
    },
  })
}

function drain(call: CallSound): void {
  const { callId, room } = call
  const draining: Drop = { phase: 'draining' }
  call.drop = draining
  atRenderTime(call.context, call.context.currentTime + drainSeconds, () => {
    if (call.drop === draining) room.tell('message.drained', { callId })
  })
}
