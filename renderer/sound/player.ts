import { atRenderTime } from './render-clock.ts'

/** Where recordings enter one call: its track is sent instead of the microphone's. */
export interface Outlet {
  readonly context: AudioContext
  readonly destination: MediaStreamAudioDestinationNode
  readonly keepAlive: ConstantSourceNode
  readonly track: MediaStreamTrack
}

export interface Playing {
  stop(): void
}

export interface PlayingListeners {
  /** The first sample has been rendered; seconds of the context. */
  readonly started: (at: number) => void
  /** Four times a second. */
  readonly played: (playedMs: number) => void
  /** The last sample has been rendered. Not told after `stop`. */
  readonly ended: () => void
}

const progressSeconds = 0.25

/** One for each call, since closing a peer connection ends what it sent. */
export function createOutlet(context: AudioContext): Outlet {
  const destination = new MediaStreamAudioDestinationNode(context, { channelCount: 1 })
  // Chromium renders a destination only while something is connected to it: without this zero no packet would leave
  // before the recording, and the last 40 ms of the recording would stay behind.
  const keepAlive = new ConstantSourceNode(context, { offset: 0 })
  keepAlive.connect(destination)
  keepAlive.start()
  return { context, destination, keepAlive, track: destination.stream.getAudioTracks()[0]! }
}

export function closeOutlet(outlet: Outlet): void {
  outlet.keepAlive.stop()
  outlet.keepAlive.disconnect()
  outlet.track.stop()
}

/** Plays the recording from its first sample to its last. */
export function playInto(outlet: Outlet, recording: AudioBuffer, listeners: PlayingListeners): Playing {
  const { context } = outlet
  const source = new AudioBufferSourceNode(context, { buffer: recording })
  source.connect(outlet.destination)
  // No time to come is waited for: whenever the audio thread takes the source up, it plays from its first sample.
  const startsAt = context.currentTime
  let over = false
  const tick = (count: number) => {
    if (over) return
    if (count === 0) listeners.started(startsAt)
    else listeners.played(Math.min(count * progressSeconds, recording.duration) * 1000)
    const next = (count + 1) * progressSeconds
    if (next < recording.duration) atRenderTime(context, startsAt + next, () => tick(count + 1))
  }
  source.addEventListener('ended', () => {
    source.disconnect()
    if (over) return
    over = true
    listeners.ended()
  })
  atRenderTime(context, startsAt, () => tick(0))
  source.start()
  return {
    stop() {
      over = true
      source.stop()
      source.disconnect()
    },
  }
}
