import { failed, ok, type Result } from '../../shared/result.ts'
import type { CallSound } from './call-sound.ts'
import { sendRightTrack } from './sent-track.ts'
import { closeOutlet, createOutlet, type Outlet } from './player.ts'

/** What one call of a conference is sent: the rep, and whoever is in the other call. */
export interface Mix {
  readonly outlet: Outlet
  readonly other: CallSound
  /** Connected to the outlet, and replaced with another microphone or another peer connection. */
  sources: MediaStreamAudioSourceNode[]
}

/**
 * Each far end hears the other beside the rep. What the rep hears stays as it was: two media elements, so that the echo
 * canceller keeps its reference; only what is sent goes through WebAudio, at the room's fixed rate.
 */
export async function mergeSound(one: CallSound, other: CallSound): Promise<Result<null>> {
  // A message is for one mailbox: nothing of it, and nothing else, goes from its call into another.
  if (one === other || one.drop.phase !== 'none' || other.drop.phase !== 'none') return failed('move-refused')
  if (one.mix?.other === other && other.mix?.other === one) return ok()
  if (one.mix || other.mix) return failed('move-refused')
  one.mix = { outlet: createOutlet(one.context), other, sources: [] }
  other.mix = { outlet: createOutlet(other.context), other: one, sources: [] }
  mixAgain(one)
  mixAgain(other)
  await Promise.all([sendRightTrack(one), sendRightTrack(other)])
  return ok()
}

/** Each hears the rep alone again. */
export async function splitSound(one: CallSound): Promise<void> {
  const other = one.mix?.other
  const outlets = [one, other].map((call) => takeMix(call))
  await Promise.all([sendRightTrack(one), other && sendRightTrack(other)])
  // Closed only now: until the microphone is back its track is what is sent.
  for (const outlet of outlets) if (outlet) closeOutlet(outlet)
}

/** One of the two is over: the other one goes on with the rep. */
export function leaveConference(call: CallSound): void {
  if (call.mix) void splitSound(call)
}

/** The microphone or the far end's track of a call is another one now. */
export function mixAgain(call: CallSound): void {
  const { mix } = call
  if (!mix) return
  for (const source of mix.sources) source.disconnect()
  const tracks = [call.microphone?.track, farEndTrack(mix.other)].filter((track) => track !== undefined)
  mix.sources = tracks.map((track) => {
    const source = new MediaStreamAudioSourceNode(call.context, { mediaStream: new MediaStream([track]) })
    source.connect(mix.outlet.destination)
    return source
  })
}

function farEndTrack({ peer }: CallSound): MediaStreamTrack | undefined {
  return peer.transceiver?.receiver.track
}

function takeMix(call: CallSound | undefined): Outlet | null {
  if (!call?.mix) return null
  const { outlet, sources } = call.mix
  call.mix = null
  for (const source of sources) source.disconnect()
  return outlet
}
