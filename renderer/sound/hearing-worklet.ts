/*
 * Runs on the audio thread, one for each call: follows the far end once the call has been answered, and measures
 * both directions. Input 0 is the far end, input 1 the microphone, input 2 the recording while there is a drop; nothing
 * comes out.
 */
import type { CallId } from '../../shared/ids.ts'
import { createFarEndEar, type FarEndEar } from './far-end-ear.ts'
import type { FromHearing, HearingOver, Known, ToHearing } from './hearing-messages.ts'

declare class AudioWorkletProcessor {
  readonly port: MessagePort
}
declare function registerProcessor(name: string, processor: new () => AudioWorkletProcessor): void
declare const currentFrame: number
declare const sampleRate: number

const ticksPerSecond = 10
const nothing = new Float32Array(128)

/** So much of the far end is kept, for a rep who is asked who is there (s). */
const keptSeconds = 12

class HearingProcessor extends AudioWorkletProcessor {
  #ear: FarEndEar<CallId> | null = null
  #known: Known = { screeners: [], mailboxes: [] }
  /** The context's frame of the first sample pushed. */
  #pushedFrom = 0
  readonly #kept = new Float32Array(keptSeconds * sampleRate)
  #keptCount = 0
  /** How much of the announcement the room was told, in words; null: it does not want to know. */
  #learned: number | null = null
  #farEndPeak = 0
  #microphonePeak = 0
  #tick = 0
  #closed = false

  constructor() {
    super()
    this.port.addEventListener('message', ({ data }: MessageEvent<ToHearing>) => {
      if (data === 'close') this.#closed = true
      else if (data === 'learn') this.#learned ??= 0
      else if (data === 'replay') this.#replay()
      else if (typeof data === 'object') {
        this.#known = data.known
        this.#listenForKnown()
      }
      // Never before the 200: a ringback tone is no beep.
      else {
        this.#ear ??= createFarEndEar<CallId>(sampleRate)
        this.#listenForKnown()
      }
    })
    this.port.start()
  }

  process(inputs: readonly (readonly Float32Array[])[]): boolean {
    if (this.#closed) {
      this.#tell({ kind: 'closed' })
      return false
    }
    const farEnd = inputs[0]?.[0] ?? nothing
    const microphone = inputs[1]?.[0] ?? nothing
    this.#farEndPeak = peak(farEnd, this.#farEndPeak)
    this.#microphonePeak = peak(microphone, this.#microphonePeak)
    if (this.#ear) this.#follow(this.#ear, farEnd, inputs[2]?.[0] ?? microphone)
    // Counted by the context's frames, so that all calls report in the same quantum.
    const tick = Math.floor((currentFrame * ticksPerSecond) / sampleRate)
    if (tick !== this.#tick) this.#report(tick)
    return true
  }

  /** `sent`: what goes out, the microphone or the recording. */
  #follow(ear: FarEndEar<CallId>, farEnd: Float32Array, sent: Float32Array): void {
    this.#pushedFrom ||= currentFrame
    for (const sample of farEnd) this.#kept[this.#keptCount++ % this.#kept.length] = sample
    for (const noticed of ear.push(farEnd, sent)) this.#tell({ kind: 'noticed', noticed, soFar: ear.soFar() })
    // At once, for the rep may hang up; and all of it, once it is there.
    if (this.#learned === null || (this.#learned > 0 && !ear.wordsAreFull)) return
    const words = ear.words()
    if (!words || words.length === this.#learned) return
    this.#learned = words.length
    this.#tell({ kind: 'announcement', words })
  }

  #listenForKnown(): void {
    if (!this.#ear) return
    const { screeners, mailboxes } = this.#known
    this.#ear.known = [...mailboxes, ...screeners]
    this.#ear.kindOf = (id) => (mailboxes.some(({ announcementId }) => announcementId === id) ? 'mailbox' : 'screener')
  }

  #replay(): void {
    const count = Math.min(this.#keptCount, this.#kept.length)
    const samples = new Float32Array(count)
    for (let i = 0; i < count; i++) samples[i] = this.#kept[(this.#keptCount - count + i) % this.#kept.length]!
    this.#tell({ kind: 'replay', samples })
  }

  #report(tick: number): void {
    this.#tell({
      kind: 'tick',
      farEnd: this.#farEndPeak,
      microphone: this.#microphonePeak,
      soFar: this.#ear?.soFar() ?? null,
      answeredAt: this.#pushedFrom / sampleRate,
    })
    this.#tick = tick
    this.#farEndPeak = 0
    this.#microphonePeak = 0
  }

  #tell(message: FromHearing | HearingOver): void {
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
