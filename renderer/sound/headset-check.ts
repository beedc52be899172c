import { failed, ok, type Result } from '../../shared/result.ts'
import { headsetHeard, type HeadsetHeard } from '../../shared/audio/sound-settings.ts'
import { closeTap, tapMicrophone, type MicrophoneTap } from './microphone.ts'
import { moveOutput } from './output.ts'
import type { Room } from './room.ts'
import type { RecordedPart } from './take-messages.ts'
// oxlint-disable-next-line import/default -- made by vite: the address of the built module
import workletUrl from './take-worklet.ts?worker&url'

const RECORDED_MS = 3000
/** Parts come ten times a second. */
const PARTS = RECORDED_MS / 100

/**
 * The rep looks at their sound: the microphone's level is told, and they may hear themselves. It has its own tap of the
 * calls' microphone, so it hears what a call would; and a context of its own, which is closed with it.
 */
export interface HeadsetCheck {
  /** Each opening is another one: what was begun for an older one is given up. */
  wanted: symbol | null
  open: OpenCheck | null
}

interface OpenCheck {
  readonly context: AudioContext
  readonly node: AudioWorkletNode
  readonly tap: MicrophoneTap
  source: MediaStreamAudioSourceNode
  recording: Recording | null
  playing: AudioBufferSourceNode | null
}

interface Recording {
  readonly parts: RecordedPart[]
  /** false: it is not wanted any more. */
  readonly over: (whole: boolean) => void
}

export function createHeadsetCheck(): HeadsetCheck {
  return { wanted: null, open: null }
}

/** Fails with `microphone-*`. */
export async function openCheck(room: Room): Promise<Result<null>> {
  const { check } = room
  if (check.open) return ok()
  const wanted = (check.wanted = Symbol('wanted'))
  const tapped = await tapMicrophone(room.microphone, (track) => {
    if (!check.open || check.open.tap !== tap) return
    check.open.source.disconnect()
    check.open.source = connect(check.open.context, track, check.open.node)
  })
  if (!tapped.ok) return tapped
  const tap = tapped.value
  const context = new AudioContext()
  await context.audioWorklet.addModule(workletUrl)
  if (check.wanted !== wanted) {
    closeTap(room.microphone, tap)
    void context.close()
    return ok()
  }
  void context.resume()
  const node = new AudioWorkletNode(context, 'take', { channelCount: 1, channelCountMode: 'explicit' })
  // A node that leads nowhere is not rendered; this one gives out silence.
  node.connect(context.destination)
  const open: OpenCheck = {
    context,
    node,
    tap,
    source: connect(context, tap.track, node),
    recording: null,
    playing: null,
  }
  check.open = open
  node.port.addEventListener('message', ({ data }: MessageEvent<RecordedPart>) => {
    if (check.open !== open) return
    room.tell('check.level', { peak: data.peak })
    record(open, data)
  })
  node.port.start()
  return ok()
}

/** Nothing of it is left: no microphone, no context. */
export function closeCheck({ check, microphone }: Room): void {
  check.wanted = null
  const { open } = check
  if (!open) return
  check.open = null
  open.recording?.over(false)
  closeTap(microphone, open.tap)
  open.source.disconnect()
  open.node.disconnect()
  void open.context.close()
}

/** Records three seconds and begins to play them. Fails with `not-found` where the check is not open, or is closed meanwhile. */
export async function tryHeadset({ check, devices }: Room): Promise<Result<HeadsetHeard>> {
  const { open } = check
  if (!open) return failed('not-found')
  open.recording?.over(false)
  open.playing?.stop()
  open.playing = null
  const parts: RecordedPart[] = []
  const whole = await new Promise<boolean>((over) => (open.recording = { parts, over }))
  if (!whole) return failed('not-found')
  play(open, parts, devices.speaker)
  return ok(headsetHeard(parts.map(({ peak }) => peak)))
}

function connect(context: AudioContext, track: MediaStreamTrack, node: AudioWorkletNode): MediaStreamAudioSourceNode {
  const source = new MediaStreamAudioSourceNode(context, { mediaStream: new MediaStream([track]) })
  source.connect(node)
  return source
}

function record(open: OpenCheck, part: RecordedPart): void {
  const { recording } = open
  if (!recording) return
  recording.parts.push(part)
  if (recording.parts.length < PARTS) return
  open.recording = null
  recording.over(true)
}

function play(open: OpenCheck, parts: readonly RecordedPart[], speaker: Room['devices']['speaker']): void {
  const { context } = open
  moveOutput(context, speaker.sinkId)
  const length = parts.reduce((sum, { samples }) => sum + samples.length, 0)
  const buffer = new AudioBuffer({ length, sampleRate: context.sampleRate })
  let at = 0
  for (const { samples } of parts) {
    buffer.copyToChannel(new Float32Array(samples), 0, at)
    at += samples.length
  }
  open.playing = new AudioBufferSourceNode(context, { buffer })
  open.playing.connect(new GainNode(context, { gain: speaker.volume })).connect(context.destination)
  open.playing.start()
}
