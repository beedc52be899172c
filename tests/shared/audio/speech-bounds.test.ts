import { describe, expect, it } from 'vitest'
import { amplitudeOf } from '../../../shared/audio/decibels.ts'
import { prepareRecording } from '../../../shared/audio/prepare-recording.ts'
import { runAll } from '../../../shared/studio/steps.ts'
import { makeTakes, type MadeTake } from '../../bench/takes/make-takes.ts'

const takes = [...makeTakes('dev', 'unit', 16, 5)]
const withWords = takes.filter(({ words }) => words !== null)
const prepared = new Map(takes.map((take) => [take, runAll(prepareRecording(take.samples))]))
const cutOf = (take: MadeTake) => prepared.get(take)?.cut ?? { from: Infinity, to: -Infinity }

describe('what a take is cut to', () => {
  it.each(withWords.map((take) => [take.name, take] as const))('keeps every word: %s', (_, take) => {
    const { from, to } = cutOf(take)
    expect(from).toBeLessThanOrEqual(take.words!.from)
    expect(to).toBeGreaterThanOrEqual(take.words!.to)
  })

  it('keeps hardly anything else', () => {
    const kept = withWords.flatMap((take) => [take.words!.from - cutOf(take).from, cutOf(take).to - take.words!.to])
    const sorted = kept.map((samples) => samples / 48).sort((a, b) => a - b)
    expect(sorted[Math.floor(sorted.length * 0.8)]).toBeLessThanOrEqual(210)
  })

  it.each(takes.filter(({ words }) => words === null).map((take) => [take.name, take] as const))(
    'is nothing where nobody speaks: %s',
    (_, take) => {
      expect(prepared.get(take)).toBeNull()
    },
  )

  it('is as loud as any other, a clip of a third of a second and a full-scale square wave too', () => {
    const word = withWords[0]!
    const clip = word.samples.slice(word.words!.from, word.words!.from + 16_000)
    const square = Float32Array.from({ length: 96_000 }, (_, i) => (i % 96 < 48 ? 1 : -1))
    const spoken = new Float32Array(200_000)
    spoken.set(square, 48_000)
    for (const source of [clip, spoken]) {
      const cut = { from: source === clip ? 0 : 48_000, to: source === clip ? clip.length : 144_000 }
      const { measurements } = runAll(prepareRecording(source, cut)) ?? { measurements: null }
      expect(measurements?.loudnessLufs).toBeCloseTo(-22.5, 0)
      expect(measurements!.truePeakDb).toBeLessThanOrEqual(-3)
    }
  })

  it('is the same however loud the take is', () => {
    const take = withWords[1]!
    const soft = runAll(prepareRecording(take.samples.map((sample) => sample * amplitudeOf(-6))))
    expect(soft!.cut).toEqual(cutOf(take))
  })
})
