import { beforeAll, describe, expect, it } from 'vitest'
import { amplitudeOf, decibels } from '../../../shared/audio/decibels.ts'
import { integratedLoudness } from '../../../shared/audio/loudness.ts'
import { prepareRecording, recordingRate, type Prepared } from '../../../shared/audio/prepare-recording.ts'
import { runAll } from '../../../shared/studio/steps.ts'
import { truePeak } from '../../../shared/audio/true-peak.ts'
import { readWav, type Sound } from '../../../shared/audio/wav-format.ts'
import { measuredByFfmpeg, spoken } from '../../support/spoken.ts'

const takes = {
  'as it comes': [],
  'very quiet': ['volume=-18dB'],
  loud: ['volume=2dB'],
  clipped: ['volume=22dB', 'aformat=s16', 'aformat=flt'],
  'in a noisy room': ['volume=-6dB', 'afftdn=nr=0.01', `aeval=val(0)+0.006*(random(0)-0.5)`],
  'with rumble': ['aeval=val(0)+0.1*sin(2*PI*20*t)'],
} as const
type Take = keyof typeof takes
const names = Object.keys(takes) as Take[]

const sources = new Map<Take, Sound>()
const prepared = new Map<Take, Prepared>()

beforeAll(() => {
  for (const name of names) {
    const source = spoken(takes[name])
    sources.set(name, source)
    prepared.set(name, runAll(prepareRecording(source.samples))!)
  }
}, 60_000)

/** What the recording sounds like. */
const soundOf = ({ wav }: Prepared) => readWav(wav).samples
const silence = (seconds: number) => new Float32Array(seconds * recordingRate)
function joined(...parts: readonly Float32Array[]): Float32Array {
  const whole = new Float32Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

describe('the meters agree with ffmpeg', () => {
  it.each(names)('on a take %s', (name) => {
    const source = sources.get(name)!
    const anchor = measuredByFfmpeg(source)
    expect(Math.abs(runAll(integratedLoudness(source.samples)) - anchor.loudnessLufs)).toBeLessThanOrEqual(0.2)
    expect(Math.abs(decibels(runAll(truePeak(source.samples))) - anchor.truePeakDb)).toBeLessThanOrEqual(0.3)
  })
})

describe('a prepared recording', () => {
  it.each(names)('has telephony’s loudness, and no peak above -3 dBTP, from a take %s', (name) => {
    const { measurements } = prepared.get(name)!
    const samples = soundOf(prepared.get(name)!)
    const anchor = measuredByFfmpeg({ samples, sampleRate: recordingRate })
    expect(Math.abs(anchor.loudnessLufs - -22.5)).toBeLessThanOrEqual(0.5)
    expect(anchor.truePeakDb).toBeLessThanOrEqual(-2.9)
    expect(Math.abs(anchor.loudnessLufs - measurements.loudnessLufs!)).toBeLessThanOrEqual(0.2)
    expect(Math.abs(anchor.truePeakDb - measurements.truePeakDb)).toBeLessThanOrEqual(0.3)
  })

  it('has some 160 ms before the first speech and 180 ms after the last, faded at both ends', () => {
    const { samples } = sources.get('as it comes')!
    const bare = runAll(prepareRecording(samples))!
    const padded = runAll(prepareRecording(joined(silence(2), samples, silence(3))))!
    const heard = soundOf(padded)
    const speechStart = 2 * recordingRate
    const atLeast = (threshold: number, from: number, step: 1 | -1) => {
      let i = from
      while (Math.abs(heard[i]!) < threshold) i += step
      return i
    }
    const loud = amplitudeOf(-40)
    const leadMs = (atLeast(loud, 0, 1) / recordingRate) * 1000
    const tailMs = ((heard.length - 1 - atLeast(loud, heard.length - 1, -1)) / recordingRate) * 1000
    expect(leadMs).toBeGreaterThanOrEqual(130)
    expect(leadMs).toBeLessThanOrEqual(190)
    expect(tailMs).toBeGreaterThanOrEqual(175)
    expect(tailMs).toBeLessThanOrEqual(260)
    expect(padded.cut.from).toBeGreaterThan(speechStart - 0.19 * recordingRate)
    expect(Math.abs(heard[0]!)).toBeLessThan(1e-4)
    expect(Math.abs(heard.at(-1)!)).toBeLessThan(1e-4)
    expect(padded.measurements.durationMs).toBeGreaterThanOrEqual(bare.measurements.durationMs - 20)
  })

  it('is not opened by a click, and keeps a pause inside the message', () => {
    const click = silence(1)
    for (let i = 0; i < 480; i++) click[24_000 + i] = Math.sin(i) * 0.8
    const { samples } = sources.get('as it comes')!
    const whole = runAll(prepareRecording(joined(click, samples, silence(2), samples)))!
    expect(whole.cut.from).toBeGreaterThan(0.8 * recordingRate)
    expect(whole.measurements.durationMs).toBeGreaterThan((2000 * samples.length) / recordingRate + 1500)
  })

  it('keeps exactly what was cut by hand', () => {
    const { samples } = sources.get('as it comes')!
    const cut = { from: 48_000, to: 48_000 * 4 }
    const trimmed = runAll(prepareRecording(samples, cut))!
    expect(trimmed.cut).toEqual(cut)
    expect(soundOf(trimmed)).toHaveLength(cut.to - cut.from)
    expect(Math.abs(trimmed.measurements.loudnessLufs! - -22.5)).toBeLessThanOrEqual(0.5)
  })

  it('leaves the take as it was', () => {
    const source = sources.get('loud')!.samples.slice()
    const copy = source.slice()
    runAll(prepareRecording(source))
    expect(source).toEqual(copy)
  })

  it('loses rumble and keeps the voice', () => {
    const power = (samples: Float32Array, hz: number) => {
      let [re, im] = [0, 0]
      for (const [i, sample] of samples.entries()) {
        re += sample * Math.cos((2 * Math.PI * hz * i) / recordingRate)
        im += sample * Math.sin((2 * Math.PI * hz * i) / recordingRate)
      }
      return decibels((2 * Math.hypot(re, im)) / samples.length)
    }
    const source = sources.get('with rumble')!
    const { measurements } = prepared.get('with rumble')!
    const samples = soundOf(prepared.get('with rumble')!)
    expect(power(source.samples, 20)).toBeGreaterThan(-21)
    expect(power(samples, 20) - measurements.gainDb).toBeLessThan(-40)
  })
})

describe('warnings', () => {
  const warningsOf = (samples: Float32Array) => runAll(prepareRecording(samples))?.warnings

  it('say nothing of a good take', () => {
    expect(prepared.get('as it comes')!.warnings).toEqual([])
    expect(prepared.get('in a noisy room')!.warnings).toEqual([])
  })

  it('tell a clipped take, and how much of it was', () => {
    const { warnings, measurements } = prepared.get('clipped')!
    expect(warnings).toContain('clipped')
    expect(measurements.clippedSamples).toBeGreaterThan(100)
    expect(prepared.get('loud')!.measurements.clippedSamples).toBe(0)
  })

  it('tell more than 30 seconds, and less than 3', () => {
    const { samples } = sources.get('as it comes')!
    expect(warningsOf(joined(samples, samples, samples, samples, samples))).toContain('long')
    expect(warningsOf(samples.slice(0, 1.5 * recordingRate))).toContain('short')
  })

  it('tell when the limiter works hard', () => {
    const source = sources.get('as it comes')!.samples.map((sample) => sample * 0.15)
    for (let at = 48_000; at < source.length - 4800; at += 96_000) {
      for (let i = 0; i < 480; i++) source[at + i] = 0.95 * Math.sin(i / 8) * Math.sin((Math.PI * i) / 480)
    }
    const spiky = runAll(prepareRecording(source))!
    expect(spiky.measurements.limiterDb).toBeGreaterThan(3)
    expect(spiky.warnings).toContain('limited')
    expect(measuredByFfmpeg({ samples: soundOf(spiky), sampleRate: recordingRate }).truePeakDb).toBeLessThanOrEqual(
      -2.9,
    )
  })

  it('tell a take so quiet that its noise comes up with it, which is as loud as any other all the same', () => {
    const { samples } = sources.get('as it comes')!
    const faint = samples.map((sample) => sample * amplitudeOf(-35))
    const { measurements, warnings } = runAll(prepareRecording(faint))!
    expect(warnings).toContain('quiet')
    expect(Math.abs(measurements.loudnessLufs! - -22.5)).toBeLessThanOrEqual(0.3)
  })

  it('are of no use for silence: there is no recording', () => {
    const { samples } = sources.get('as it comes')!
    expect(runAll(prepareRecording(silence(2)))).toBeNull()
    expect(runAll(prepareRecording(samples.map((sample) => sample * amplitudeOf(-60))))).toBeNull()
    expect(runAll(prepareRecording(new Float32Array(0)))).toBeNull()
  })
})
