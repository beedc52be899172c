import type { FromHearing, HearingOver, Known, ToHearing } from './hearing-messages.ts'
// oxlint-disable-next-line import/default -- made by vite: the address of the built module
import workletUrl from './hearing-worklet.ts?worker&url'

/** What the room hears of one call: the far end, and the microphone for its meter. */
export interface Hearing {
  readonly node: AudioWorkletNode
  farEnd: MediaStreamAudioSourceNode | null
  microphone: MediaStreamAudioSourceNode | null
  recording: MediaStreamAudioSourceNode | null
}

const inputs = { farEnd: 0, microphone: 1, recording: 2 } as const

/** To be awaited once before the first `createHearing`. */
export function loadHearing(context: AudioContext): Promise<void> {
  return context.audioWorklet.addModule(workletUrl)
}

export function createHearing(context: AudioContext, known: Known, told: (message: FromHearing) => void): Hearing {
  const node = new AudioWorkletNode(context, 'hearing', {
    numberOfInputs: 3,
    channelCount: 1,
    channelCountMode: 'explicit',
  })
  node.port.addEventListener('message', ({ data }: MessageEvent<FromHearing | HearingOver>) => {
    if (data.kind !== 'closed') return told(data)
    node.disconnect()
    node.port.close()
  })
  node.port.start()
  node.addEventListener('processorerror', () => {
    throw new Error('the hearing of a call stopped')
  })
  // A node that leads nowhere is not rendered; this one gives out silence.
  node.connect(context.destination)
  const hearing: Hearing = { node, farEnd: null, microphone: null, recording: null }
  listenFor(hearing, known)
  return hearing
}

/** Follow the far end from now on: the call has been answered. */
export function startFollowing(hearing: Hearing): void {
  send(hearing, 'answered')
}

/** The announcements that are known. */
export function listenFor(hearing: Hearing, known: Known): void {
  send(hearing, { known })
}

/** A screener is talking, or has just talked: what does its announcement sound like? */
export function learnAnnouncement(hearing: Hearing): void {
  send(hearing, 'learn')
}

/** What was heard of the far end lately. */
export function askForReplay(hearing: Hearing): void {
  send(hearing, 'replay')
}

/** Listen to this track on one of the inputs instead of the one before; null: to nothing. */
export function listenTo(hearing: Hearing, side: keyof typeof inputs, track: MediaStreamTrack | null): void {
  hearing[side]?.disconnect()
  hearing[side] = null
  if (!track) return
  const context = hearing.node.context as AudioContext
  const source = new MediaStreamAudioSourceNode(context, { mediaStream: new MediaStream([track]) })
  source.connect(hearing.node, 0, inputs[side])
  hearing[side] = source
}

/**
 * The node stays in the graph until it has said its last word: Chromium keeps one whose processor never returned false
 * for ever, and a node that leads nowhere is not asked again (seen in 156). After the last call that is when the clock
 * runs again.
 */
export function closeHearing(hearing: Hearing): void {
  listenTo(hearing, 'farEnd', null)
  listenTo(hearing, 'microphone', null)
  listenTo(hearing, 'recording', null)
  send(hearing, 'close')
}

function send(hearing: Hearing, message: ToHearing): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a port has none
  hearing.node.port.postMessage(message)
}
