import type { CallId } from '../../shared/ids.ts'
import { cadences, oneCycle, type Tone } from './tone-cadence.ts'

/** The tones in the rep's ear. They need no peer connection: a busy tone outlives its call. */
export interface Tones {
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
}

export function createTones(): Tones {
  return { context: null, playing: new Map(), bursts: 0 }
}

export function playTone(tones: Tones, callId: CallId, tone: Tone, audible: boolean): void {
  if (tones.playing.get(callId)?.tone === tone) return
  stopTone(tones, callId)
  const context = (tones.context ??= new AudioContext())
  void context.resume()
  const cycle = oneCycle(tone, context.sampleRate)
  const buffer = new AudioBuffer({ length: cycle.length, sampleRate: context.sampleRate })
  buffer.copyToChannel(cycle, 0)
  const source = new AudioBufferSourceNode(context, { buffer, loop: true })
  const gain = new GainNode(context, { gain: audible ? 1 : 0 })
  source.connect(gain).connect(context.destination)
  tones.playing.set(callId, { tone, source, gain })
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
  if (playing) playing.gain.gain.value = audible ? 1 : 0
}
