/* Runs on the audio thread while a take is recorded: hands on every sample of the microphone. Nothing comes out. */
import type { RecordedPart } from './take-messages.ts'

declare class AudioWorkletProcessor {
  readonly port: MessagePort
}
declare function registerProcessor(name: string, processor: new () => AudioWorkletProcessor): void
declare const sampleRate: number

const partsPerSecond = 10

class TakeProcessor extends AudioWorkletProcessor {
  #part = new Float32Array(sampleRate / partsPerSecond)
  #filled = 0
  #peak = 0

  process(inputs: readonly (readonly Float32Array[])[]): boolean {
    // Without a channel the microphone has not come, or has gone: there is nothing to record.
    for (const sample of inputs[0]?.[0] ?? []) {
      this.#part[this.#filled++] = sample
      this.#peak = Math.max(this.#peak, Math.abs(sample))
      if (this.#filled === this.#part.length) this.#handOn()
    }
    return true
  }

  #handOn(): void {
    const part: RecordedPart = { samples: this.#part, peak: this.#peak }
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a port has none
    this.port.postMessage(part, [part.samples.buffer])
    this.#part = new Float32Array(sampleRate / partsPerSecond)
    this.#filled = 0
    this.#peak = 0
  }
}

registerProcessor('take', TakeProcessor)
