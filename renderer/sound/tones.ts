import type { CallId } from '../../shared/ids.ts'
import { moveOutput, openOutput, usualOutput, type Output } from './output.ts'
import { cadences, oneCycle, type Tone } from './tone-cadence.ts'

/** The tones in the rep's ear. They need no peer connection: a busy tone outlives its call. */
export interface Tones {
  output: Output
  /** Opened on the output device with the first tone; asleep while there is none. */
  context: AudioContext | null
  readonly playing: Map<CallId, PlayingTone>
  /** Keys of the telephone that are still heard. */
  bursts: number
}

interface PlayingTone {
  readonly tone: Tone
  readonly source: AudioBufferSourceNode
  readonly gain: GainNode
  audible: boolean
}

export function createTones(): Tones {
  return { output: usualOutput, context: null, playing: new Map(), bursts: 0 }
}

export function playTone(tones: Tones, callId: CallId, tone: Tone, audible: boolean): void {
  if (tones.playing.get(callId)?.tone === tone) return
  stopTone(tones, callId)
  const context = wakeTones(tones)
  const cycle = oneCycle(tone, context.sampleRate)
  const buffer = new AudioBuffer({ length: cycle.length, sampleRate: context.sampleRate })
  buffer.copyToChannel(cycle, 0)
  const source = new AudioBufferSourceNode(context, { buffer, loop: true })
  const gain = new GainNode(context, { gain: loudness(tones, audible) })
  source.connect(gain).connect(context.destination)
  tones.playing.set(callId, { tone, source, gain, audible })
  source.addEventListener('ended', () => {
    if (tones.playing.get(callId)?.source === source) stopTone(tones, callId)
  })
  source.start()
  if (cadences[tone].times < Infinity) source.stop(context.currentTime + cadences[tone].times * buffer.duration)
}

export function stopTone(tones: Tones, callId: CallId): void {
  const playing = tones.playing.get(callId)
  if (!playing) return
  tones.playing.delete(callId)
  playing.source.stop()
  playing.gain.disconnect()
  sleepIfQuiet(tones)
}

/** An output that plays nothing is put to sleep. */
export function sleepIfQuiet(tones: Tones): void {
  if (tones.playing.size === 0 && tones.bursts === 0) void tones.context?.suspend()
}

/** A call the rep does not listen to is silent in everything. */
export function setToneAudible(tones: Tones, callId: CallId, audible: boolean): void {
  const playing = tones.playing.get(callId)
  if (!playing) return
  playing.audible = audible
  playing.gain.gain.value = loudness(tones, audible)
}

/** Another device or volume, from now on. */
export function playTonesOn(tones: Tones, output: Output): void {
  tones.output = output
  if (tones.context) moveOutput(tones.context, output.sinkId)
  for (const { gain, audible } of tones.playing.values()) gain.gain.value = loudness(tones, audible)
}

/** The context that the tones are heard in, awake. */
export function wakeTones(tones: Tones): AudioContext {
  const context = (tones.context ??= openOutput(tones.output.sinkId))
  void context.resume()
  return context
}

function loudness({ output }: Tones, audible: boolean): number {
  return audible ? output.volume : 0
}
