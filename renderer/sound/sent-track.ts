import type { CallSound } from './call-sound.ts'
import type { Drop } from './drop.ts'
import { sendTrack } from './peer.ts'

/** Nothing of the rep may be heard: the microphone stays in the call only while a drop waits that was armed ahead. */
export function isMicrophoneOut(drop: Drop): boolean {
  return drop.phase !== 'none' && !(drop.phase === 'armed' && !drop.isFree)
}

/** The recording's track while there is a drop, else the conference's or the microphone. */
export async function sendRightTrack(call: CallSound): Promise<void> {
  gateMicrophone(call)
  if (!call.closed && call.microphone) await sendTrack(call.peer, trackToSend(call))
}

/** While a message is being left the rep may talk to somebody else: nothing of that may come near this call. */
export function gateMicrophone(call: CallSound): void {
  if (call.microphone) call.microphone.track.enabled = !call.muted && !isMicrophoneOut(call.drop)
}

function trackToSend(call: CallSound): MediaStreamTrack {
  if (isMicrophoneOut(call.drop) && call.outlet) return call.outlet.track
  return call.mix?.outlet.track ?? call.microphone!.track
}
