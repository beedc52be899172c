/*
 * Runs on the audio thread, one for each call: follows the far end once the call has been answered, and measures
 * both directions. Input 0 is the far end, input 1 the microphone; nothing comes out.
 */
import type { CallId } from '../../shared/ids.ts'
import { createAnnouncementEar } from './announcement.ts'
import { createBeepDetector, type BeepDetector } from './beep-detector.ts'
import type { FromHearing, HearingOver, ToHearing } from './hearing-messages.ts'
import { createEightKilohertz, heardRate } from './eight-kilohertz.ts'
import { createSilence, followSilence, silentSince } from './silence.ts'
import { createVoiceActivity, followVoice } from './voice-activity.ts'
import { createTurnTaking, followTurnTaking, wasTone } from './turn-taking.ts'

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
  #silence = createSilence(sampleRate)
  // Comfort noise lies below -55 dBFS; a headset's gain control lifts the room to -45 dBFS.
  #farEndVoice = createVoiceActivity(sampleRate, -50)
  #repVoice = createVoiceActivity(sampleRate, -40)
  #repSpeaks = false
  #turns = createTurnTaking()
  #ear = createAnnouncementEar<CallId>()
  #earResampler = createEightKilohertz(sampleRate)
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
      else if (typeof data === 'object') this.#ear.known = data.known
      // Never before the 200: a ringback tone is no beep.
      else {
        this.#detector ??= createBeepDetector(sampleRate, ({ startAt, endAt }, verdict) => {
          if (verdict !== 'no-tone') wasTone(this.#turns, startAt / heardRate, endAt / heardRate)
        })
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
    if (this.#detector) {
      this.#follow(this.#detector, farEnd)
      this.#takeTurns(farEnd, microphone)
      this.#followAnnouncement(farEnd)
    }
    // Counted by the context's frames, so that all calls report in the same quantum.
    const tick = Math.floor((currentFrame * ticksPerSecond) / sampleRate)
    if (tick !== this.#tick) this.#report(tick)
    return true
  }

  #follow(detector: BeepDetector, farEnd: Float32Array): void {
    this.#pushedFrom ||= currentFrame
    followSilence(this.#silence, farEnd, currentFrame)
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

  #takeTurns(farEnd: Float32Array, microphone: Float32Array): void {
    this.#repSpeaks = followVoice(this.#repVoice, microphone) ?? this.#repSpeaks
    const speaks = followVoice(this.#farEndVoice, farEnd)
    if (speaks === undefined) return
    const { levelDb } = this.#farEndVoice
    const turn = followTurnTaking(this.#turns, { farEnd: speaks, farEndDb: levelDb, rep: this.#repSpeaks })
    if (turn) this.#tell({ kind: 'turn', turn, at: currentFrame / sampleRate })
  }

  #followAnnouncement(farEnd: Float32Array): void {
    this.#earResampler.push(farEnd, (sample) => {
      const announcementId = this.#ear.push(sample)
      if (announcementId) this.#tell({ kind: 'screener', announcementId, at: currentFrame / sampleRate })
    })
    // At once, for the rep may hang up; and all of it, once it is there.
    if (this.#learned === null || (this.#learned > 0 && !this.#ear.full)) return
    const words = this.#ear.words()
    if (!words || words.length === this.#learned) return
    this.#learned = words.length
    this.#tell({ kind: 'announcement', words })
  }

  #report(tick: number): void {
    const since = silentSince(this.#silence)
    this.#tell({
      kind: 'tick',
      farEnd: this.#farEndPeak,
      microphone: this.#microphonePeak,
      silentSince: since === null ? null : since / sampleRate,
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
