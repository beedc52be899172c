import { oneCycle } from './tone-cadence.ts'

/**
 * What is heard of calls that ring here. It has a context of its own, apart from the tones in the rep's ear, so that it can
 * be on another device and at another volume; asleep while nothing rings.
 */
export interface Ringer {
  context: AudioContext | null
  ring: Ring | null
  playing: { readonly source: AudioBufferSourceNode; readonly gain: GainNode } | null
  /** The device it rings on (an id of `enumerateDevices`); empty: the system's own. */
  readonly device: string
}

export type Ring = 'ringing' | 'waiting'

export function createRinger(device = ''): Ringer {
  return { context: null, ring: null, playing: null, device }
}

/** @param volume 0 to 1; of the ringer alone: the beep of a call that waits is quiet as it is. */
export function setRing(ringer: Ringer, ring: Ring | null, volume: number): void {
  const gain = ring === 'waiting' ? 1 : volume
  if (ringer.ring === ring) {
    if (ringer.playing) ringer.playing.gain.gain.value = gain
    return
  }
  stop(ringer)
  ringer.ring = ring
  if (!ring) return void ringer.context?.suspend()
  const context = (ringer.context ??= new AudioContext(ringer.device ? { sinkId: ringer.device } : {}))
  void context.resume()
  const cycle = oneCycle(ring, context.sampleRate)
  const buffer = new AudioBuffer({ length: cycle.length, sampleRate: context.sampleRate })
  buffer.copyToChannel(cycle, 0)
  const source = new AudioBufferSourceNode(context, { buffer, loop: true })
  ringer.playing = { source, gain: new GainNode(context, { gain }) }
  source.connect(ringer.playing.gain).connect(context.destination)
  source.start()
}

function stop(ringer: Ringer): void {
  ringer.playing?.source.stop()
  ringer.playing?.gain.disconnect()
  ringer.playing = null
}
