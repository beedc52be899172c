import { oneCycle } from './tone-cadence.ts'

export type Ring = 'ringing' | 'waiting'

/**
 * What is heard of calls that ring here. It has contexts of its own, apart from the tones of a call: the ringer's, which may
 * be on another device and at another volume, and the ear's, for the beep of a call that waits. Asleep while nothing rings.
 */
export interface Ringer {
  readonly contexts: Partial<Record<Ring, AudioContext>>
  ring: Ring | null
  playing: { readonly source: AudioBufferSourceNode; readonly gain: GainNode } | null
}

export function createRinger(): Ringer {
  return { contexts: {}, ring: null, playing: null }
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
  if (!ring) return
  const context = (ringer.contexts[ring] ??= new AudioContext())
  void context.resume()
  const cycle = oneCycle(ring, context.sampleRate)
  const buffer = new AudioBuffer({ length: cycle.length, sampleRate: context.sampleRate })
  buffer.copyToChannel(cycle, 0)
  ringer.playing = {
    source: new AudioBufferSourceNode(context, { buffer, loop: true }),
    gain: new GainNode(context, { gain }),
  }
  ringer.playing.source.connect(ringer.playing.gain).connect(context.destination)
  ringer.playing.source.start()
}

function stop(ringer: Ringer): void {
  if (!ringer.playing || !ringer.ring) return
  ringer.playing.source.stop()
  ringer.playing.gain.disconnect()
  ringer.playing = null
  void ringer.contexts[ringer.ring]?.suspend()
}
