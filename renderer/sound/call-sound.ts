import type { CommandInput, Description } from '../../shared/contract/bridge.ts'
import type { CallId } from '../../shared/ids.ts'
import { failed, type Result } from '../../shared/result.ts'
import { leaveContext, takeContext } from './call-contexts.ts'
import { leaveConference, mixAgain, type Mix } from './conference.ts'
import { noDrop, startIfTime, startOver, type Drop } from './drop.ts'
import { closeFarEndSound, createFarEndSound, playFarEnd, type FarEndSound } from './far-end-sound.ts'
import { closeHearing, createHearing, learnAnnouncement, listenTo, startFollowing, type Hearing } from './hearing.ts'
import type { FromHearing } from './hearing-messages.ts'
import { expectLevels, forgetLevels, reportLevels } from './levels.ts'
import { closeTap, tapMicrophone, type MicrophoneTap } from './microphone.ts'
import { accept, createPeer, describe, type Peer } from './peer.ts'
import { closeOutlet, type Outlet } from './player.ts'
import { watchQuality } from './quality.ts'
import { epochOf } from './render-clock.ts'
import type { Room } from './room.ts'
import { gateMicrophone, sendRightTrack } from './sent-track.ts'
import { stopTone } from './tones.ts'
import { nothingHeard, type HeardSoFar } from './when-to-start.ts'

/** Everything in the room that belongs to one call, from its first description to `closeCall`. */
export interface CallSound {
  readonly callId: CallId
  readonly room: Room
  /** Its sound is heard and played into in this one, from its beginning to its end. */
  readonly context: AudioContext
  readonly peer: Peer
  readonly farEnd: FarEndSound
  readonly hearing: Hearing
  microphone: MicrophoneTap | null
  muted: boolean
  answered: boolean
  /** Its sound is looked at once a second. */
  measured: boolean
  heard: HeardSoFar
  drop: Drop
  outlet: Outlet | null
  /** In a conference: what is sent. */
  mix: Mix | null
  /** Descriptions are made and accepted one after the other. */
  negotiating: Promise<unknown>
  closed: boolean
}

/** Opens the call's sound where it is new. Fails with `microphone-*` or `media-failed`. */
export function describeCall(room: Room, request: CommandInput<'peer.describe'>): Promise<Result<Description>> {
  const known = room.calls.get(request.callId)
  const call = known ?? openCall(room, request.callId)
  return inTurn(call, async () => {
    const opening = openMicrophone(call)
    // What is right is asked at the last moment: a drop may be armed while candidates are gathered.
    const sent = async () => void ((await opening).ok && (await sendRightTrack(call)))
    const described = describe(call.peer, sent, request, { context: call.context, servers: room.servers })
    const opened = await opening
    // Before the description: a connection that was closed meanwhile never makes one.
    if (opened.ok) return described
    if (!known) closeCall(call)
    return opened
  })
}

/** Only an offer opens a call. Fails with `media-failed`. */
export async function acceptDescription(
  room: Room,
  { callId, description }: CommandInput<'peer.accept'>,
): Promise<Result<null>> {
  const known = room.calls.get(callId)
  if (!known && description.type === 'answer') return failed('media-failed', { reason: 'the call is over' })
  const call = known ?? openCall(room, callId)
  return inTurn(call, () => accept(call.peer, description))
}

/** Runs after what was begun before it; fails with `media-failed` when the call is closed before or meanwhile. */
export async function inTurn<T>(call: CallSound, negotiate: () => Promise<Result<T>>): Promise<Result<T>> {
  const turn = call.negotiating.then(async () => {
    if (call.closed) return failed('media-failed', { reason: 'the call is over' })
    const result = await negotiate()
    return call.closed && result.ok ? failed('media-failed', { reason: 'the call is over' }) : result
  })
  call.negotiating = turn.catch(() => undefined)
  return turn
}

/** 200 has come: follow the greeting. */
export function followGreeting(call: CallSound): void {
  call.answered = true
  startFollowing(call.hearing)
}

export function muteMicrophone(call: CallSound, muted: boolean): void {
  call.muted = muted
  gateMicrophone(call)
}

/** The rep hears a screener, or the sound room before this one has heard it. */
export function screenerAsks(call: CallSound, learn: boolean): void {
  call.heard = { ...call.heard, screener: true }
  if (learn) learnAnnouncement(call.hearing)
}

/** The call is one like any other again. */
export function forgetScreener(call: CallSound): void {
  call.heard = { ...call.heard, screener: false }
  startIfTime(call)
}

/** The call is over: nothing of it is left, whatever it was doing. */
export function closeCall(call: CallSound): void {
  if (call.closed) return
  const { room } = call
  call.closed = true
  room.calls.delete(call.callId)
  if (call.drop.phase === 'playing') call.drop.playing.stop()
  call.drop = noDrop
  leaveConference(call)
  call.peer.connection.close()
  if (call.microphone) closeTap(room.microphone, call.microphone)
  if (call.outlet) closeOutlet(call.outlet)
  closeFarEndSound(call.farEnd)
  closeHearing(call.hearing)
  stopTone(room.tones, call.callId)
  forgetLevels(room.levels, call.callId)
  leaveContext(room.contexts, call.context)
}

function openCall(room: Room, callId: CallId): CallSound {
  const context = takeContext(room.contexts)
  const call: CallSound = {
    callId,
    room,
    context,
    peer: createPeer({
      changed(state) {
        room.tell('peer.changed', { callId, state })
        if (state === 'connected' && !call.measured) void watchQuality(call)
      },
      farEnd: (track) => {
        playFarEnd(call.farEnd, track)
        listenTo(call.hearing, 'farEnd', track)
        if (call.mix) mixAgain(call.mix.other)
      },
    }),
    farEnd: createFarEndSound(room.devices.speaker),
    hearing: createHearing(context, room.screeners, (message) => hear(call, message)),
    microphone: null,
    muted: false,
    answered: false,
    measured: false,
    heard: nothingHeard,
    drop: noDrop,
    outlet: null,
    mix: null,
    negotiating: Promise.resolve(),
    closed: false,
  }
  room.calls.set(callId, call)
  expectLevels(room.levels, callId)
  return call
}

async function openMicrophone(call: CallSound): Promise<Result<null>> {
  if (call.microphone) return { ok: true, value: null }
  const { room } = call
  const opened = await tapMicrophone(room.microphone, () => useMicrophone(call))
  if (!opened.ok) return opened
  if (call.closed) {
    closeTap(room.microphone, opened.value)
    return failed('media-failed', { reason: 'the call is over' })
  }
  call.microphone = opened.value
  useMicrophone(call)
  return { ok: true, value: null }
}

/** The call has a microphone track, its first or another one. */
function useMicrophone(call: CallSound): void {
  if (!call.microphone) return
  listenTo(call.hearing, 'microphone', call.microphone.track)
  mixAgain(call)
  void sendRightTrack(call)
}

function hear(call: CallSound, message: FromHearing): void {
  if (call.closed) return
  const { callId, room } = call
  if (message.kind === 'tick') {
    call.heard = { ...call.heard, silentSince: message.silentSince }
    reportLevels(room.levels, { callId, microphone: message.microphone, farEnd: message.farEnd })
  } else if (message.kind === 'screener') {
    call.heard = { ...call.heard, screener: true }
    room.tell('screener.asking', {
      callId,
      at: epochOf(call.context, message.at),
      announcementId: message.announcementId,
    })
  } else if (message.kind === 'announcement') {
    room.tell('screener.learned', { callId, words: message.words })
  } else if (message.kind === 'turn') {
    call.heard = { ...call.heard, person: true }
    room.tell('person.answered', {
      callId,
      at: epochOf(call.context, message.at),
      conversation: message.turn === 'conversation',
    })
  } else if (message.heard.kind === 'greeting-ended') {
    call.heard = { ...call.heard, greetingEndedAt: message.noticedAt }
    room.tell('greeting.ended', { callId, at: epochOf(call.context, message.at) })
  } else {
    hearTone(call, message.heard, message.at)
  }
  startIfTime(call)
}

function hearTone(
  call: CallSound,
  tone: { readonly sure: boolean; readonly frequencyHz: number; readonly durationMs: number },
  endedAt: number,
): void {
  const { callId, room } = call
  if (!tone.sure) {
    call.heard = { ...call.heard, perhapsBeepEndedAt: endedAt }
    return
  }
  const first = call.heard.beepEndedAt === null
  call.heard = { ...call.heard, beepEndedAt: endedAt }
  const { frequencyHz, durationMs } = tone
  room.tell('beep.heard', { callId, beep: { frequencyHz, durationMs, endedAt: epochOf(call.context, endedAt) } })
  if (first) startOver(call)
}
