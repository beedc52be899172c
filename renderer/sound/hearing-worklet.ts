/*
 * Runs on the audio thread, one for each call: follows the far end once the call has been answered, and measures
 * both directions. Input 0 is the far end, input 1 the microphone; nothing comes out.
 */
import { createBeepDetector, type BeepDetector } from './beep-detector.ts'
import type { FromHearing, ToHearing } from './hearing-messages.ts'
import { createQuietness, followQuiet, quietSince } from './quietness.ts'

declare class AudioWorkletProcessor {
  readonly port: MessagePort
}
declare function registerProcessor(name: string, processor: new () => AudioWorkletProcessor): void
declare const currentFrame: number
declare const sampleRate: number

const ticksPerSecond = 10
const nothing = new Float32Array(128)

class HearingProcessor extends AudioWorkletProcessor {
  #detector: BeepDetector | null = null
  /** The context's frame of the first sample pushed. */
  #pushedFrom = 0
  #quietness = createQuietness(sampleRate)
  #farEndPeak = 0
  #microphonePeak = 0
  #tick = 0
  #closed = false

  constructor() {
    super()
    this.port.addEventListener('message', ({ data }: MessageEvent<ToHearing>) => {
      if (data === 'close') this.#closed = true
      // Never before the 200: a ringback tone is no beep.
      else this.#detector ??= createBeepDetector(sampleRate)
    })
    this.port.start()
  }

  process(inputs: readonly (readonly Float32Array[])[]): boolean {
    const farEnd = inputs[0]?.[0] ?? nothing
    this.#farEndPeak = peak(farEnd, this.#farEndPeak)
    this.#microphonePeak = peak(inputs[1]?.[0] ?? nothing, this.#microphonePeak)
    if (this.#detector) this.#follow(this.#detector, farEnd)
    // Counted by the context's frames, so that all calls report in the same quantum.
    const tick = Math.floor((currentFrame * ticksPerSecond) / sampleRate)
    if (tick !== this.#tick) this.#report(tick)
    return !this.#closed
  }

  #follow(detector: BeepDetector, farEnd: Float32Array): void {
    this.#pushedFrom ||= currentFrame
    followQuiet(this.#quietness, farEnd, currentFrame)
    for (const heard of detector.push(farEnd)) {
      const sample = heard.kind === 'beep' ? heard.endSample : heard.atSample
      this.#tell({
        kind: 'heard',
        heard,
        at: (this.#pushedFrom + sample) / sampleRate,
        noticedAt: currentFrame / sampleRate,
      })
    }
  }

  #report(tick: number): void {
    const since = quietSince(this.#quietness)
    this.#tell({
      kind: 'tick',
      farEnd: this.#farEndPeak,
      microphone: this.#microphonePeak,
      quietSince: since === null ? null : since / sampleRate,
    })
    this.#tick = tick
    this.#farEndPeak = 0
    this.#microphonePeak = 0
  }

  #tell(message: FromHearing): void {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a port has none
    this.port.postMessage(message)
  }
}

function peak(samples: Float32Array, soFar: number): number {
  let most = soFar
  for (const sample of samples) most = Math.max(most, Math.abs(sample))
  return most
}

registerProcessor('hearing', HearingProcessor)
