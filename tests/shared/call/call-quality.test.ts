import { describe, expect, test } from 'vitest'
import {
  figuresInWords,
  meanOpinionScore,
  mosInWords,
  qualityBetween,
  qualityWarning,
  withLook,
  type CallQuality,
  type SoundCounts,
} from '../../../shared/call/call-quality.ts'
import { callQualitySchema, qualitySummarySchema } from '../../../shared/contract/measured-quality.ts'

const counts: SoundCounts = {
  at: 10_000, received: 500, lost: 0, jitterMs: 2, theirLostShare: null, roundTripMs: 30, codec: 'PCMU', route: 'host',
} // prettier-ignore

function look(more: Partial<CallQuality> = {}): CallQuality {
  return {
    at: 0, mos: 4.4, lostShare: 0, theirLostShare: 0, jitterMs: 2, roundTripMs: 30, codec: 'PCMU', route: 'host',
    silentMs: 0, ...more,
  } // prettier-ignore
}

describe('how a call sounds', () => {
  // From the formula by hand: R = 93.2 − delay − 2.5 × loss.
  test.each([
    { lostShare: 0, jitterMs: 0, roundTripMs: 0, mos: 4.4, words: 'excellent' },
    { lostShare: 0, jitterMs: 5, roundTripMs: 120, mos: 4.32, words: 'excellent' },
    { lostShare: 0.03, jitterMs: 2, roundTripMs: 30, mos: 4.18, words: 'great' },
    { lostShare: 0, jitterMs: 30, roundTripMs: 300, mos: 3.51, words: 'poor' },
    { lostShare: 0.15, jitterMs: 10, roundTripMs: 100, mos: 2.7, words: 'bad' },
    { lostShare: 0.5, jitterMs: 80, roundTripMs: 900, mos: 1, words: 'bad' },
  ])('$lostShare lost, $jitterMs ms of jitter and $roundTripMs ms there and back is $words', (heard) => {
    expect(meanOpinionScore(heard)).toBeCloseTo(heard.mos, 1)
    expect(mosInWords(meanOpinionScore(heard))).toBe(heard.words)
  })

  test('an unknown round trip does not spoil the score', () => {
    expect(meanOpinionScore({ lostShare: 0, jitterMs: 0, roundTripMs: null })).toBeCloseTo(4.4, 1)
  })

  test('is what came and was lost since the last look', () => {
    const now = { ...counts, at: 11_000, received: 546, lost: 4 }
    expect(qualityBetween(counts, now, 0)).toMatchObject({ at: 11_000, lostShare: 0.08, silentMs: 0, codec: 'PCMU' })
    expect(callQualitySchema.parse(qualityBetween(counts, now, 0))).toMatchObject({ lostShare: 0.08 })
  })

  test('a packet that came late after all is no loss', () => {
    expect(qualityBetween({ ...counts, lost: 3 }, { ...counts, at: 11_000, received: 550, lost: 2 }, 0).lostShare).toBe(
      0,
    )
  })

  test('when nothing came it is as bad as can be, and that adds up', () => {
    const first = qualityBetween(counts, { ...counts, at: 11_000 }, 0)
    expect(first).toMatchObject({ mos: 1, silentMs: 1000 })
    expect(qualityBetween(counts, { ...counts, at: 11_000 }, first.silentMs).silentMs).toBe(2000)
  })

  test('is said in one line', () => {
    expect(figuresInWords(look({ lostShare: 0.004, jitterMs: 12.4 }))).toBe(
      'PCMU · direct · 0.4 % lost · jitter 12 ms · 30 ms there and back',
    )
    expect(figuresInWords(look({ roundTripMs: null, route: 'relay', codec: 'opus' }))).toBe(
      'Opus · through a relay · 0 % lost · jitter 2 ms',
    )
  })
})

describe('a whole call', () => {
  test('is the mean of its looks, and its worst moment', () => {
    const looks = [look({ mos: 4, lostShare: 0 }), look({ mos: 2, lostShare: 0.2 }), look({ mos: 3, lostShare: 0.1 })]
    const summary = looks.reduce<ReturnType<typeof withLook> | null>(withLook, null)!
    expect(summary).toMatchObject({ lowestMos: 2, looks: 3, codec: 'PCMU', route: 'host' })
    expect(summary.mos).toBeCloseTo(3)
    expect(summary.lostShare).toBeCloseTo(0.1)
    expect(qualitySummarySchema.parse(summary)).toEqual(summary)
  })

  test('keeps what is known of a figure that came late', () => {
    const first = withLook(null, look({ theirLostShare: null, roundTripMs: null }))
    const second = withLook(first, look({ theirLostShare: 0.02, roundTripMs: 40 }))
    expect(second).toMatchObject({ theirLostShare: 0.02, roundTripMs: 40 })
    expect(withLook(second, look({ theirLostShare: null }))).toMatchObject({ theirLostShare: 0.02 })
  })
})

describe('a warning', () => {
  const seven = (more: Partial<CallQuality>) => Array.from({ length: 7 }, () => look(more))

  test('is not given for a good call, nor for one bad second', () => {
    expect(qualityWarning([])).toBeNull()
    expect(qualityWarning(seven({}))).toBeNull()
    expect(qualityWarning([...seven({}), look({ lostShare: 0.15, jitterMs: 50, roundTripMs: 600 })])).toBeNull()
  })

  test.each([
    ['loss on the way to the rep', seven({ lostShare: 0.08 }), /^8 % of what they say is lost.*cable instead of Wi-Fi/],
    ['loss on the way to them', seven({ theirLostShare: 0.05 }), /^5 % of what you say does not reach them/],
    ['delay', seven({ roundTripMs: 820 }), /^Your words need 0\.8 s there and back/],
    ['jitter', seven({ jitterMs: 45 }), /bursts \(45 ms of jitter\)/],
    ['silence', [look({ silentMs: 6000 })], /^Nothing has come from them for 6 s\. Ask/],
  ])('says what is wrong and what to do: %s', (_, looks, says) => {
    expect(qualityWarning(looks)).toMatch(says)
  })

  test('goes when the sound is well again', () => {
    expect(qualityWarning([...seven({ jitterMs: 45 }), ...seven({})])).toBeNull()
  })
})
