import type { CommandInput } from '../../shared/contract/bridge.ts'
import type { ArmedBy, Doubt, StartReason } from '../../shared/contract/call.ts'
import type { RecordingId } from '../../shared/ids.ts'
import { failed, never, ok, type Result } from '../../shared/result.ts'
import { epochOfHeard } from './answer-clock.ts'
import type { CallSound } from './call-sound.ts'
import { dropActionFor } from './drop-action.ts'
import { learnAnnouncement, listenTo } from './hearing.ts'
import { isMicrophoneOut, sendRightTrack } from './sent-track.ts'
import { sendsEightKilohertz } from './peer.ts'
import { createOutlet, playInto, type Playing } from './player.ts'
import { recordingFor, type Decoded } from './recordings.ts'
import { atRenderTime, epochOf, wake } from './render-clock.ts'

/*
 * A recording on its way into a call.
 *
 *   none ──arm──▶ armed ──beep, silence or press──▶ playing ──last sample──▶ draining, for good
 *    ▲              │ │                              │ ▲ │ ▲
 *    │              │ └──doubt──▶ asking ◀──doubt────┘ │ └─┘ a beep after all: again from the first sample
 *    │              │               │ └──beep or press─┘
 *    └─stop, person─┴─────stop──────┘
 *
 *   none      the microphone is in the call
 *   armed     free: the microphone is out, and silence is sent. Not free, since it was armed ahead of the answer: the
 *             rep is in the call, until what answered is a machine for certain
 *   playing   the recording is sent
 *   asking    silence is sent while the rep says who is there
 *   draining  silence is sent behind the last sample, so that encoder and network are not cut short
 */
export type Drop = { readonly phase: 'none' } | { readonly phase: 'draining' } | PendingDrop

interface PendingDrop {
  readonly phase: 'armed' | 'playing' | 'asking'
  readonly recordingId: RecordingId
  readonly recording: Decoded | null
  readonly armedBy: ArmedBy
  readonly isFree: boolean
  /** Seconds since the answer. */
  readonly armedAt: number
  readonly startedAt: number | null
  readonly startReason: StartReason | null
  readonly startedFor: number | null
  readonly playing: Playing | null
}

export const noDrop: Drop = { phase: 'none' }

/**
 * RTP of the last sample has left 20 ms after it was rendered; jitter buffers and transcoders behind us take up to
 * 200 ms, and a BYE would overtake what is in them.
 */
const drainSeconds = 0.3

/** Takes the microphone out at once, where the rep is free. Fails with `recording-unreadable`, and then it is back. */
export async function armDrop(
  call: CallSound,
  { recordingId, armedBy, isFree }: Omit<CommandInput<'message.arm'>, 'callId'>,
): Promise<Result<null>> {
  if (call.mix || call.drop.phase === 'playing' || call.drop.phase === 'draining') return failed('move-refused')
  const armed: PendingDrop = {
    phase: 'armed',
    recordingId,
    recording: null,
    armedBy,
    isFree,
    armedAt: call.heard?.now ?? 0,
    startedAt: null,
    startReason: null,
    startedFor: null,
    playing: null,
  }
  call.drop = armed
  call.outlet ??= createOutlet(call.context)
  listenTo(call.hearing, 'recording', call.outlet.track)
  await sendRightTrack(call)
  const recording = await recordingFor(call.room.recordings, recordingId)
  if (call.drop !== armed) return ok()
  if (!recording.ok) {
    await stopDrop(call)
    return recording
  }
  call.drop = { ...armed, recording: recording.value }
  weighDrop(call)
  return ok()
}

/** The rep does not want to wait, or says that it is a voicemail. A message that plays already goes on. */
export async function startNow(call: CallSound): Promise<Result<null>> {
  const { drop } = call
  if (drop.phase === 'playing') return ok()
  if ((drop.phase !== 'armed' && drop.phase !== 'asking') || !call.answered) return failed('move-refused')
  const recording = await recordingFor(call.room.recordings, drop.recordingId)
  if (!recording.ok) return recording
  if (!(await wake(call.context))) return failed('sound-room-down')
  if (call.drop === drop) await begin(call, { ...drop, recording: recording.value }, 'pressed', null)
  return ok()
}

/** Does what is to be done about a drop by what was heard; called with everything that is heard. */
export function weighDrop(call: CallSound): void {
  const { drop, heard } = call
  if (drop.phase === 'none' || drop.phase === 'draining' || !drop.recording || !heard) return
  const answer = call.screener ? ({ who: 'screener', why: 'known-screener' } as const) : heard.answer
  // What was taken for a screener's announcement and is none is like any other.
  const isOver = !call.screener && heard.answer.who === 'screener'
  const action = dropActionFor(drop, { ...heard, answer: isOver ? { who: 'nobody-yet', why: 'undecided' } : answer })
  if (!action) return
  switch (action.kind) {
    case 'start':
      void begin(call, drop, action.reason, action.beepAt)
      break
    case 'ask':
      ask(call, drop, action.doubt)
      break
    case 'take-over':
      call.drop = { ...drop, armedBy: 'ear', isFree: true }
      call.room.tell('message.takenOver', { callId: call.callId, at: epochOfHeard(call, heard.now) })
      void sendRightTrack(call)
      break
    case 'off':
      void stopDrop(call)
      call.room.tell('message.off', { callId: call.callId, at: epochOfHeard(call, heard.now) })
      break
    default:
      never(action)
  }
}

/** Puts the microphone back, in whatever state the drop is. */
export async function stopDrop(call: CallSound): Promise<void> {
  if (call.drop.phase === 'playing') call.drop.playing?.stop()
  call.drop = noDrop
  listenTo(call.hearing, 'recording', null)
  await sendRightTrack(call)
}

/** Somebody may be there: what was played stops, and silence is sent until the rep has said. */
function ask(call: CallSound, drop: PendingDrop, doubt: Doubt): void {
  drop.playing?.stop()
  const asking: PendingDrop = { ...drop, phase: 'asking', isFree: true, playing: null }
  call.drop = asking
  const { callId, room } = call
  room.tell('message.handedBack', { callId, at: epochOf(call.context, call.context.currentTime), doubt })
}

/** From the first sample, for the first time or over again. */
async function begin(call: CallSound, drop: PendingDrop, reason: StartReason, beepAt: number | null): Promise<void> {
  drop.playing?.stop()
  const { callId, room } = call
  const wasOut = isMicrophoneOut(drop)
  const isOver = drop.phase === 'playing'
  const playing = play(call, drop.recording!, (at) => {
    if (!isOver) room.tell('message.started', { callId, at: epochOf(call.context, at), reason })
  })
  call.drop = {
    ...drop,
    phase: 'playing',
    isFree: true,
    startedAt: call.heard?.now ?? 0,
    startReason: reason,
    startedFor: beepAt,
    playing,
  }
  if (!wasOut) await sendRightTrack(call)
}

function play(call: CallSound, decoded: Decoded, started: (at: number) => void): Playing {
  const { callId, room } = call
  const recording = sendsEightKilohertz(call.peer) ? decoded.forTelephone : decoded.asItIs
  return playInto(call.outlet!, recording, {
    started,
    played: (playedMs) => room.tell('message.played', { callId, playedMs, whole: false }),
    ended: () => {
      room.tell('message.played', { callId, playedMs: recording.duration * 1000, whole: true })
      tellMailbox(call)
      drain(call)
    },
  })
}

/** A whole message was left after an announcement of theirs: it is known the next time. Ringing sounds the same everywhere. */
function tellMailbox(call: CallSound): void {
  const { drop, heard, screener } = call
  if (drop.phase !== 'playing' || drop.startReason === 'pressed' || screener) return
  if (!heard || heard.isConversation || heard.rangAt !== null) return
  call.learns = 'mailbox'
  learnAnnouncement(call.hearing)
}

function drain(call: CallSound): void {
  const { callId } = call
  const draining: Drop = { phase: 'draining' }
  call.drop = draining
  atRenderTime(call.context, call.context.currentTime + drainSeconds, () => {
    if (call.drop === draining) call.room.tell('message.drained', { callId })
  })
}
