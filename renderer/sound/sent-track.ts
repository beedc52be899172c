import type { CallSound } from './call-sound.ts'
import { sendTrack } from './peer.ts'

/** The recording's track while there is a drop, else the conference's or the microphone. */
export async function sendRightTrack(call: CallSound): Promise<void> {
  gateMicrophone(call)
  if (!call.closed && call.microphone) await sendTrack(call.peer, trackToSend(call))
}

/** While a message is being left the rep may talk to somebody else: nothing of that may come near this call. */
export function gateMicrophone(call: CallSound): void {
  if (call.microphone) call.microphone.track.enabled = !call.muted && call.drop.phase === 'none'
}

function trackToSend(call: CallSound): MediaStreamTrack {
  if (call.drop.phase !== 'none' && call.outlet) return call.outlet.track
  return call.mix?.outlet.track ?? call.microphone!.track
}
