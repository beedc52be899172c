import { describe, expect, test } from 'vitest'
import { starterSound } from './at-the-desk.ts'
import { decodeMuLaw, encodeMuLaw } from './g711.ts'
import { wordsHeard } from './hear-words.ts'
import { alignedCorrelation, concat } from './signal.ts'
import { silence } from './synthetic-sound.ts'

const rate = 8000
const message = starterSound('introduction')
const asHeard = (...parts: Float32Array[]) =>
  decodeMuLaw(encodeMuLaw(concat(silence(2, rate), ...parts, silence(1, rate))))
/** The message with so long a pause before each of these seconds of it. */
const paused = (pause: number, ...seconds: number[]) =>
  [0, ...seconds].flatMap((from, i) => [
    ...(i > 0 ? [silence(pause, rate)] : []),
    message.slice(from * rate, (seconds[i] ?? Infinity) * rate),
  ])

describe('what was heard word by word', { timeout: 30_000 }, () => {
  test('is a message that came as it was', () => {
    expect(wordsHeard(asHeard(message), message, rate)).toBeGreaterThan(0.99)
  })

  test.each([
    ['in its middle', 0.3, [message.length / rate / 2]],
    ['in three places', 0.08, [2.11, 5.3, 9.7]],
  ])('is a message with pauses %s, which as a whole is heard badly', (_where, pause, seconds) => {
    const heard = asHeard(...paused(pause, ...seconds))
    expect(alignedCorrelation(heard, message, rate).correlation).toBeLessThan(0.8)
    expect(wordsHeard(heard, message, rate)).toBeGreaterThan(0.95)
  })

  test.each([
    ['another message', asHeard(starterSound('audit-offer'))],
    ['two thirds of it', asHeard(message.slice(0, (message.length * 2) / 3))],
    ['its other half', asHeard(message.slice(message.length / 2))],
    ['silence', silence(20, rate)],
    ['nothing', new Float32Array()],
  ])('is not %s', (_what, heard) => {
    expect(wordsHeard(heard, message, rate)).toBeLessThan(0.6)
  })
})
