import type { CommandInput, CommandName, CommandOutput, SoundBridge } from '../../shared/contract/bridge.ts'
import type { CallId } from '../../shared/ids.ts'
import { failed, ok, type Result } from '../../shared/result.ts'
import {
  acceptDescription,
  closeCall,
  describeCall,
  followGreeting,
  forgetScreener,
  screenerAsks,
  inTurn,
  muteMicrophone,
  type CallSound,
} from './call-sound.ts'
import { countPackets } from './count-packets.ts'
import { mergeSound, splitSound } from './conference.ts'
import { chooseDevices } from './devices.ts'
import { playDigits } from './digit-tones.ts'
import { armDrop, startNow, stopDrop } from './drop.ts'
import { setAudible } from './far-end-sound.ts'
import { askForReplay } from './hearing.ts'
import { gatherCandidates } from './gather-candidates.ts'
import { knowMailboxes, knowScreeners } from './screeners.ts'
import { closeCheck, openCheck, tryHeadset } from './headset-check.ts'
import { rollback, sendDigits } from './peer.ts'
import { forgetRecording, recordingFor } from './recordings.ts'
import { setRing, tryRing } from './ringer.ts'
import type { Room } from './room.ts'
import { finishTake, forgetTake, importTake, recordTake, trimTake } from './takes.ts'
import { playTone, setToneAudible, stopTone } from './tones.ts'

type Handlers = { [K in CommandName]: (input: CommandInput<K>) => Promise<Result<CommandOutput<K>>> }

/**
 * What the room does for each command. Commands cross the end of a call on their way: for a call that is not known
 * here what ends or changes something has nothing left to do, and what begins something fails.
 */
export function commandHandlers(room: Room): Parameters<SoundBridge['handle']>[0] {
  const onCall = async (callId: CallId, act: (call: CallSound) => unknown): Promise<Result<null>> => {
    const call = room.calls.get(callId)
    if (call) await act(call)
    return ok()
  }
  const withCall = async <T>(callId: CallId, act: (call: CallSound) => Promise<Result<T>>): Promise<Result<T>> => {
    const call = room.calls.get(callId)
    return call ? act(call) : failed('not-found')
  }
  /** Whether the rep hears the call, and the tones that belong to it. */
  const listen = (call: CallSound, listening: boolean): void => {
    setAudible(call.farEnd, listening)
    setToneAudible(room.tones, call.callId, listening)
  }
  const handlers: Handlers = {
    'peer.describe': (request) => describeCall(room, request),
    'peer.accept': async (input) => {
      const accepted = await acceptDescription(room, input)
      // Early media (RFC 3960 3.2): the far end's network makes its own ringing, which ours would be heard over.
      if (hasEarlyMedia(room.calls.get(input.callId))) stopTone(room.tones, input.callId)
      return accepted
    },
    'peer.rollback': ({ callId }) => onCall(callId, (call) => inTurn(call, () => rollback(call.peer))),
    'peer.sendDigits': async ({ callId, digits }) => {
      const call = room.calls.get(callId)
      if (call && !call.farEnd.element.muted) playDigits(room.tones, digits)
      return ok(call !== undefined && sendDigits(call.peer, digits))
    },
    'peer.close': async ({ callId }) => {
      stopTone(room.tones, callId)
      return onCall(callId, closeCall)
    },
    'peer.count': ({ callId }) => withCall(callId, async (call) => ok(await countPackets(call.peer))),
    'ice.gather': async (request) => ok(await gatherCandidates(request)),
    'call.answered': ({ callId }) => onCall(callId, followGreeting),
    'microphone.mute': ({ callId, muted }) => onCall(callId, (call) => muteMicrophone(call, muted)),
    'call.listen': ({ callId, listening }) => onCall(callId, (call) => listen(call, listening)),
    'tone.play': async ({ callId, tone }) => {
      // A 183 brings both: its description may be accepted before the ringback is asked for, or after.
      if (tone === 'ringback' && hasEarlyMedia(room.calls.get(callId))) return ok()
      if (tone) playTone(room.tones, callId, tone, !room.calls.get(callId)?.farEnd.element.muted)
      else stopTone(room.tones, callId)
      return ok()
    },
    'ring.set': async ({ ring, volume }) => done(setRing(room.ringer, ring, volume)),
    'devices.use': async (settings) => done(await chooseDevices(room, settings)),
    'check.open': () => openCheck(room),
    'check.close': async () => done(closeCheck(room)),
    'check.headset': () => tryHeadset(room),
    'check.ringer': async () => done(tryRing(room.ringer, room.devices.settings.ringerVolume)),
    'message.prepare': async ({ recordingId }) => {
      const recording = await recordingFor(room.recordings, recordingId)
      return recording.ok ? ok() : recording
    },
    'message.arm': ({ callId, ...request }) => {
      if (request.isFree) stopTone(room.tones, callId)
      return withCall(callId, (call) => {
        if (request.isFree) listen(call, false)
        return armDrop(call, request)
      })
    },
    'message.play': ({ callId }) => withCall(callId, startNow),
    'message.stop': ({ callId }) =>
      onCall(callId, async (call) => {
        await stopDrop(call)
        listen(call, true)
      }),
    'calls.merge': async ({ callIds: [one, other] }) =>
      withCall(one, (call) => withCall(other, (second) => mergeSound(call, second))),
    'calls.split': ({ callIds: [one] }) => onCall(one, splitSound),
    'message.replay': ({ callId }) => onCall(callId, (call) => askForReplay(call.hearing)),
    'mailbox.know': ({ callId, announcements }) => onCall(callId, (call) => knowMailboxes(call, announcements)),
    'screener.know': async ({ announcements }) => done(knowScreeners(room, announcements)),
    'screener.asks': ({ callId, learn }) => onCall(callId, (call) => screenerAsks(call, learn)),
    'screener.over': ({ callId }) => onCall(callId, forgetScreener),
    'message.renew': async ({ recordingId }) => done(forgetRecording(room.recordings, recordingId)),
    'take.record': (request) => recordTake(room.takes, request),
    'take.finish': ({ takeId }) => finishTake(room.takes, takeId),
    'take.import': (request) => importTake(room.takes, request),
    'take.trim': (request) => trimTake(room.takes, request),
    'take.forget': async ({ takeId }) => done(forgetTake(room.takes, takeId)),
  }
  return handlers
}

/** It was agreed that the far end sends sound, and it has not answered yet. */
function hasEarlyMedia(call: CallSound | undefined): boolean {
  if (!call || call.answered) return false
  const agreed = call.peer.transceiver?.currentDirection
  return agreed === 'sendrecv' || agreed === 'recvonly'
}

function done(_: void): Result<null> {
  return ok()
}
