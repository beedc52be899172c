import type { CommandInput } from '../../shared/contract/bridge.ts'
import type { Description } from '../../shared/contract/call-sound-bridge.ts'
import type { CallId } from '../../shared/ids.ts'
import { failed, type Result } from '../../shared/result.ts'
import { epochOfHeard } from './answer-clock.ts'
import { leaveContext, takeContext } from './call-contexts.ts'
import { leaveConference, mixAgain, type Mix } from './conference.ts'
import { noDrop, weighDrop, type Drop } from './drop.ts'
import type { FarEndSoFar, Noticed } from './far-end-ear.ts'
import { closeFarEndSound, createFarEndSound, playFarEnd, type FarEndSound } from './far-end-sound.ts'
import { closeHearing, createHearing, learnAnnouncement, listenTo, startFollowing, type Hearing } from './hearing.ts'
import type { FromHearing } from './hearing-messages.ts'
import { expectLevels, forgetLevels, reportLevels } from './levels.ts'
import { closeTap, tapMicrophone, type MicrophoneTap } from './microphone.ts'
import { accept, createPeer, describe, type Peer } from './peer.ts'
import { closeOutlet, type Outlet } from './player.ts'
import { watchQuality } from './quality.ts'
import type { Room } from './room.ts'
import { gateMicrophone, isMicrophoneOut, sendRightTrack } from './sent-track.ts'
import { stopTone } from './tones.ts'
import { playReplay } from './replay.ts'
import type { LearnedAnnouncement } from './announcement.ts'

/** By so much talk a rep knows whether it is a greeting (s). */
const recognisableSeconds = 2

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
  /** What is known of the far end, from the answer on. */
  heard: FarEndSoFar | null
  /** The render clock's time of the answer, as the audio thread has it (s). */
  answeredAt: number
  /** A screener is asking: said by the rep, or heard. */
  screener: boolean
  /** What main was told of the far end already. */
  told: { speech: boolean; person: boolean; conversation: boolean; answer: string }
  /** Whose announcement this is, where it is to be known again. */
  learns: 'screener' | 'mailbox'
  /** Of the number that is called. */
  mailboxes: readonly LearnedAnnouncement<CallId>[]
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
  call.screener = true
  if (learn) learnAnnouncement(call.hearing)
}

/** The call is one like any other again. */
export function forgetScreener(call: CallSound): void {
  call.screener = false
  weighDrop(call)
}

/** The call is over: nothing of it is left, whatever it was doing. */
export function closeCall(call: CallSound): void {
  if (call.closed) return
  const { room } = call
  call.closed = true
  room.calls.delete(call.callId)
  if (call.drop.phase === 'playing') call.drop.playing?.stop()
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
    hearing: createHearing(context, { screeners: room.screeners, mailboxes: [] }, (message) => hear(call, message)),
    microphone: null,
    muted: false,
    answered: false,
    measured: false,
    heard: null,
    answeredAt: 0,
    screener: false,
    told: { speech: false, person: false, conversation: false, answer: '' },
    learns: 'screener',
    mailboxes: [],
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
  if (message.kind === 'announcement') {
    return room.tell(call.learns === 'mailbox' ? 'mailbox.learned' : 'screener.learned', {
      callId,
      words: message.words,
    })
  }
  if (message.kind === 'replay') return playReplay(room, call.context.sampleRate, message.samples)
  if (message.kind === 'tick') {
    reportLevels(room.levels, { callId, microphone: message.microphone, farEnd: message.farEnd })
    if (message.soFar) call.answeredAt = message.answeredAt
  }
  if (message.soFar) call.heard = message.soFar
  if (message.kind === 'noticed') tellNoticed(call, message.noticed)
  if (!call.heard) return
  tellAnswer(call, call.heard)
  weighDrop(call)
}

function tellNoticed(call: CallSound, noticed: Noticed<CallId>): void {
  const { callId, room } = call
  if (noticed.kind === 'greeting-ended') {
    room.tell('greeting.ended', { callId, at: epochOfHeard(call, noticed.at) })
  } else if (noticed.kind === 'announcement') {
    if (call.mailboxes.some(({ announcementId }) => announcementId === noticed.announcementId)) return
    call.screener = true
    room.tell('screener.asking', {
      callId,
      at: epochOfHeard(call, call.heard?.now ?? 0),
      announcementId: noticed.announcementId,
    })
  } else if (noticed.beep.meaning === 'mailbox' || (noticed.beep.meaning === 'perhaps' && isMicrophoneOut(call.drop))) {
    // Where the rep has heard a greeting, what may be a beep is one.

    const { frequencyHz, from, to } = noticed.beep
    const endedAt = epochOfHeard(call, to)
    room.tell('beep.heard', { callId, beep: { frequencyHz, durationMs: (to - from) * 1000, endedAt } })
  }
}

/** Who seems to have answered, each time that changes; and that enough was said for a rep to know a greeting. */
function tellAnswer(call: CallSound, { answer, now, talked, isConversation }: FarEndSoFar): void {
  const { callId, room, told } = call
  const at = epochOfHeard(call, now)
  if (!told.speech && talked >= recognisableSeconds) {
    told.speech = true
    room.tell('speech.heard', { callId, at })
  }
  if (answer.who === 'person' && (!told.person || (isConversation && !told.conversation))) {
    told.person = true
    told.conversation = isConversation
    room.tell('person.answered', { callId, at, conversation: isConversation })
  }
  if (told.answer === `${answer.who} ${answer.why}`) return
  told.answer = `${answer.who} ${answer.why}`
  room.tell('answer.judged', { callId, answer: { ...answer, talkMs: Math.round(talked * 1000) } })
}
