import { array, assert, integer, property } from 'fast-check'
import { expect, test } from 'vitest'
import { countsOf, hear, newHeard, pausesOf, samplesOf, type Packet } from '../../../main/practice/heard.ts'
import { decodeMuLawInto, encodeMuLaw, muLawSilence } from '../../../shared/audio/g711.ts'
import { fromSixteenBit, readWav, sixteenBit, wavOf } from '../../../shared/audio/wav-format.ts'
import { decodeMuLaw } from '../../support/g711.ts'

/** Packets of 20 ms whose samples count up, so that a misplaced one shows. */
function packets(count: number, firstSequence: number, firstTimestamp: number): { packet: Packet; sample: number }[] {
  return Array.from({ length: count }, (_, i) => {
    const octets = encodeMuLaw(new Int16Array(160).fill((i + 1) * 300))
    const sequenceNumber = (firstSequence + i) & 0xffff
    return { packet: { ssrc: 7, sequenceNumber, timestamp: (firstTimestamp + i * 160) >>> 0, octets }, sample: i * 160 }
  })
}

function heardAt(place: (index: number) => number, count = 40): Int16Array {
  const heard = newHeard()
  packets(count, 65_530, 2 ** 32 - 1_000).forEach(({ packet }, i) => hear(heard, packet, place(i)))
  return samplesOf(heard, 100 + count * 20)
}

const inTime = heardAt((i) => 100 + i * 20)

test('sound lies where its first sample arrived, across the wrap of sequence numbers and timestamps', () => {
  expect(inTime.subarray(0, 800).every((sample) => sample === 0)).toBe(true)
  expect(Math.abs(inTime[800]! - 300)).toBeLessThan(20)
  expect(Math.abs(inTime.at(-1)! - 12_000)).toBeLessThan(400)
})

test('late packets do not move the sound, as long as one came in time', () => {
  assert(
    property(array(integer({ min: 0, max: 900 }), { minLength: 39, maxLength: 39 }), (late) => {
      expect(heardAt((i) => 100 + i * 20 + (i === 0 ? 0 : late[i - 1]!))).toEqual(inTime)
    }),
    { numRuns: 30 },
  )
})

test('a sender that was starved of its processor is heard in one piece, and the pause is told', () => {
  const heard = newHeard()
  packets(80, 1, 0).forEach(({ packet }, i) => hear(heard, packet, i * 20 + (i >= 40 ? 400 : 0) + (i % 3) * 7))
  expect(Math.abs(samplesOf(heard, 2_100)[40 * 160 + 80]! - 12_300)).toBeLessThan(400)
  expect(pausesOf(heard)).toEqual([{ atMs: 40 * 20, ms: 400 }])
})

test('packets that were held up on their way and then come all at once stay where they belong', () => {
  const heard = newHeard()
  packets(80, 1, 0).forEach(({ packet }, i) => hear(heard, packet, Math.max(i * 20, i >= 20 && i < 45 ? 900 : 0)))
  expect(pausesOf(heard)).toEqual([])
})

test('packets out of order, twice, or not at all are put in place, counted once, and counted as lost', () => {
  const heard = newHeard()
  const all = packets(10, 1, 0)
  for (const i of [0, 1, 3, 2, 2, 4, 7, 6, 8, 9, 9]) hear(heard, all[i]!.packet, 20 * i)
  expect(countsOf(heard)).toEqual({ packets: 9, lost: 1 })
  const samples = samplesOf(heard, 200)
  for (const [i, { sample }] of all.entries()) {
    const expected = i === 5 ? 0 : (i + 1) * 300
    expect(Math.abs(samples[sample]! - expected)).toBeLessThan(60)
  }
})

test('a sender whose clock stood still while it paused goes on where it is heard again', () => {
  const heard = newHeard()
  packets(10, 1, 0).forEach(({ packet }, i) => hear(heard, packet, i * 20 + (i >= 5 ? 5_000 : 0)))
  const samples = samplesOf(heard, 5_200)
  expect(samples[5 * 160]).toBe(0)
  expect(Math.abs(samples[5_100 * 8]! - 1_800)).toBeLessThan(40)
})

test('what lies before the answer or after the end is cut off, not written elsewhere', () => {
  const heard = newHeard()
  packets(3, 1, 0).forEach(({ packet }) => hear(heard, packet, 10))
  expect(samplesOf(heard, 20)).toHaveLength(160)
})

test('µ-law is G.711: it agrees with an independent codec on every octet, and decodes what it encodes', () => {
  const octets = Uint8Array.from({ length: 256 }, (_, i) => i)
  const samples = new Int16Array(256)
  decodeMuLawInto(octets, samples, 0)
  expect(Array.from(samples, (sample) => sample / 32_768)).toEqual(
    Array.from(decodeMuLaw(octets), (sample) => sample + 0),
  )
  // The two zeros, 0x7f and 0xff, are one sample.
  expect([...encodeMuLaw(samples)]).toEqual([...octets].map((octet) => (octet === 0x7f ? muLawSilence : octet)))
})

test('a WAV is read as it was written', () => {
  const samples = Int16Array.from([0, 1, -1, 32_767, -32_768])
  const { samples: read, sampleRate } = readWav(wavOf({ samples: fromSixteenBit(samples), sampleRate: 8_000 }))
  expect({ samples: sixteenBit(read), sampleRate }).toEqual({ samples, sampleRate: 8_000 })
})
