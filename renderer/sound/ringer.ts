import { moveOutput, openOutput } from './output.ts'
import { cadences, oneCycle } from './tone-cadence.ts'

export type Ring = 'ringing' | 'waiting'

/**
 * What is heard of calls that ring here. It has contexts of its own, apart from the tones of a call: the ringer's, which may
 * be on another device and at another volume, and the ear's, for the beep of a call that waits. Asleep while nothing rings.
 */
export interface Ringer {
  readonly contexts: Partial<Record<Ring, AudioContext>>
  /** The device of each. */
  readonly sinkIds: Record<Ring, string>
  ring: Ring | null
  /** The rep tries how it rings. */
  trial: AudioBufferSourceNode | null
  playing: { readonly source: AudioBufferSourceNode; readonly gain: GainNode } | null
}

export function createRinger(): Ringer {
  return { contexts: {}, sinkIds: { ringing: '', waiting: '' }, ring: null, trial: null, playing: null }
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
  const context = wake(ringer, ring)
  ringer.playing = {
    source: new AudioBufferSourceNode(context, { buffer: burst(ring, context), loop: true }),
    gain: new GainNode(context, { gain }),
  }
  ringer.playing.source.connect(ringer.playing.gain).connect(context.destination)
  ringer.playing.source.start()
}

/** The devices that ring, and that beep when a call waits. */
export function ringOn(ringer: Ringer, sinkIds: Ringer['sinkIds']): void {
  Object.assign(ringer.sinkIds, sinkIds)
  for (const [ring, context] of Object.entries(ringer.contexts)) moveOutput(context, sinkIds[ring as Ring])
}

/** Rings once, unless it rings anyway. */
export function tryRing(ringer: Ringer, volume: number): void {
  if (ringer.ring === 'ringing') return
  ringer.trial?.stop()
  const context = wake(ringer, 'ringing')
  const trial = new AudioBufferSourceNode(context, { buffer: burst('ringing', context) })
  trial.connect(new GainNode(context, { gain: volume })).connect(context.destination)
  trial.addEventListener('ended', () => {
    trial.disconnect()
    if (ringer.trial !== trial) return
    ringer.trial = null
    if (ringer.ring !== 'ringing') void context.suspend()
  })
  trial.start()
  trial.stop(context.currentTime + cadences.ringing.onSeconds)
  ringer.trial = trial
}

function wake({ contexts, sinkIds }: Ringer, ring: Ring): AudioContext {
  const context = (contexts[ring] ??= openOutput(sinkIds[ring]))
  void context.resume()
  return context
}

function burst(ring: Ring, { sampleRate }: AudioContext): AudioBuffer {
  const cycle = oneCycle(ring, sampleRate)
  const buffer = new AudioBuffer({ length: cycle.length, sampleRate })
  buffer.copyToChannel(cycle, 0)
  return buffer
}

function stop(ringer: Ringer): void {
  if (!ringer.playing || !ringer.ring) return
  ringer.playing.source.stop()
  ringer.playing.gain.disconnect()
  ringer.playing = null
  void ringer.contexts[ringer.ring]?.suspend()
}
