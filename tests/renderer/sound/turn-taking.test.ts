import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createBeepDetector } from '../../../renderer/sound/beep-detector.ts'
import { heardRate } from '../../../renderer/sound/eight-kilohertz.ts'
import { createVoiceActivity, followVoice, voiceStepSeconds } from '../../../renderer/sound/voice-activity.ts'
import { createTurnTaking, followTurnTaking, wasTone, type Turn } from '../../../renderer/sound/turn-taking.ts'
import { concat, readWav, resample } from '../../support/signal.ts'
import { babble, silence, sine } from '../../support/synthetic-sound.ts'

interface Told {
  readonly turn: Turn
  /** Seconds since the call was answered. */
  readonly at: number
}

/* A call on paper: `f` the far end talks, `r` the rep, `b` both, `.` nobody; a letter for each 100 ms. */
function turnsIn(timeline: string): Told[] {
  const turns = createTurnTaking()
  const told: Told[] = []
  for (const letter of timeline.replaceAll(' ', '')) {
    for (let step = 0; step < 0.1; step += voiceStepSeconds) {
      // Syllables, four a second.
      const farEndDb = -25 + 8 * Math.sin(8 * Math.PI * turns.now)
      const turn = followTurnTaking(turns, { farEnd: 'fb'.includes(letter), farEndDb, rep: 'rb'.includes(letter) })
      if (turn) told.push({ turn, at: turns.now })
    }
  }
  return told
}

const f = (seconds: number) => 'f'.repeat(Math.round(seconds * 10))
const r = (seconds: number) => 'r'.repeat(Math.round(seconds * 10))
const b = (seconds: number) => 'b'.repeat(Math.round(seconds * 10))
const quiet = (seconds: number) => '.'.repeat(Math.round(seconds * 10))

const timelines: readonly (readonly [string, string, readonly Turn[]])[] = [
  ['nobody says anything', quiet(20), []],
  ['“Hello?”, and then they wait', quiet(0.4) + f(0.5) + quiet(3), ['person']],
  ['“Hello? … Hello? … Is anybody there?”', f(0.5) + quiet(1) + f(0.5) + quiet(1.2) + f(1) + quiet(3), ['person']],
  ['“Hello, this is Luis”', f(0.8) + quiet(0.3) + f(1.2) + quiet(3), ['person']],
  [
    'a greeting of four seconds with pauses for breath',
    f(1.2) + quiet(0.4) + f(1.5) + quiet(0.4) + f(0.9) + quiet(9),
    [],
  ],
  ['a greeting of two sentences with a longer pause', f(1.8) + quiet(0.9) + f(1.4) + quiet(9), []],
  ['a crackle as the line opens, then a greeting', f(0.1) + quiet(2) + f(4) + quiet(9), []],
  ['they answer what the rep says', f(0.6) + quiet(0.3) + r(2) + quiet(0.2) + f(1), ['person', 'conversation']],
  ['they answer at once', f(0.6) + r(1) + f(1) + quiet(3), ['conversation']],
  ['a receptionist with a long sentence speaks with the rep', f(4) + quiet(0.3) + r(2) + f(1), ['conversation']],
  ['the rep says “hello” to a voicemail and gets no answer', f(4) + quiet(0.3) + r(0.8) + quiet(9), []],
  ['the rep sighs over a greeting', f(2) + b(1) + f(2) + quiet(9), []],
  ['the rep sighs into a pause of a greeting', f(2) + r(0.5) + f(3) + quiet(9), []],
  ['the rep coughs, and the greeting goes on', f(2.8) + quiet(0.3) + r(0.2) + quiet(0.3) + f(3), []],
  ['the rep’s voice comes back from the far end', f(4) + quiet(1) + `${r(0.5)}${b(0.4)}`.repeat(4) + quiet(3), []],
]

for (const [what, timeline, expected] of timelines) {
  const says = expected.length > 0 ? expected.join(', then ') : 'nobody to talk to'
  test(`${what}: ${says}`, () => {
    expect(turnsIn(timeline).map(({ turn }) => turn)).toEqual(expected)
  })
}

test('a person is known 1.5 s after their last word, before any message would start in the silence', () => {
  const [person] = turnsIn(f(2) + quiet(3))
  expect(person!.at).toBeGreaterThan(3.4)
  expect(person!.at).toBeLessThan(3.6)
})

const rate = 8000

/** As the sound room hears it: each side's sound through its talk, and the detector saying what was a tone. */
function turnsHeard(farEnd: Float32Array, rep: Float32Array = new Float32Array(farEnd.length)): Told[] {
  const turns = createTurnTaking()
  const detector = createBeepDetector(rate, ({ startAt, endAt }, verdict) => {
    if (verdict !== 'no-tone') wasTone(turns, startAt / heardRate, endAt / heardRate)
  })
  const [theirs, ours] = [createVoiceActivity(rate, -50), createVoiceActivity(rate, -40)]
  const told: Told[] = []
  const block = Math.round(voiceStepSeconds * rate)
  for (let at = 0; at + block <= farEnd.length; at += block) {
    detector.push(farEnd.subarray(at, at + block))
    const repSpeaks = followVoice(ours, rep.subarray(at, at + block))!
    const speaks = followVoice(theirs, farEnd.subarray(at, at + block))!
    const turn = followTurnTaking(turns, { farEnd: speaks, farEndDb: theirs.levelDb, rep: repSpeaks })
    if (turn) told.push({ turn, at: turns.now })
  }
  return told
}

const practice = (file: string) => {
  const { samples, sampleRate } = readWav(join(import.meta.dirname, '../../../resources/practice', `${file}.wav`))
  return resample(samples, sampleRate, rate)
}
const office = (seconds: number, db: number) =>
  silence(seconds, rate).map((_, i) => 10 ** (db / 20) * 3.46 * (((i * 7919 + ((i * i) % 613)) % 1009) / 1009 - 0.5))
const mixed = (one: Float32Array, other: Float32Array) => one.map((sample, i) => sample + (other[i] ?? 0))

test('Luis Ferreira, who answers his phone himself, is a person', () => {
  const heard = turnsHeard(concat(practice('luis-ferreira-1'), silence(3, rate)))
  expect(heard).toMatchObject([{ turn: 'person' }])
  expect(heard[0]!.at).toBeLessThan(4)
})

test('and so he is in a noisy office', () => {
  const luis = concat(silence(0.6, rate), practice('luis-ferreira-1'), silence(4, rate))
  expect(turnsHeard(mixed(luis, office(12, -48)))).toMatchObject([{ turn: 'person' }])
})

test('Luis and the rep talk: a conversation, as soon as he answers', () => {
  const [one, two] = [practice('luis-ferreira-1'), practice('luis-ferreira-2')]
  const pitch = babble(3, rate, 5)
  const farEnd = concat(one, silence(3.6, rate), two, silence(1, rate))
  const rep = concat(silence(one.length / rate + 0.3, rate), pitch, silence(9, rate)).subarray(0, farEnd.length)
  const heard = turnsHeard(farEnd, rep)
  expect(heard.map(({ turn }) => turn)).toEqual(['person', 'conversation'])
  expect(heard[1]!.at).toBeLessThan(one.length / rate + 3.6 + 0.8)
})

test.each(['hannah-weiss-greeting', 'jane-adams-greeting'])('%s is a voicemail, whatever silence follows', (file) => {
  expect(turnsHeard(concat(practice(file), silence(6, rate)))).toEqual([])
  expect(turnsHeard(mixed(concat(practice(file), silence(6, rate)), office(20, -48)))).toEqual([])
})

test('ringing that goes on after the answer, a chime and a beep are no person', () => {
  const ring = concat(mixed(sine(440, 2, rate, 0.1), sine(480, 2, rate, 0.1)), silence(4, rate))
  expect(turnsHeard(concat(ring, ring, silence(1, rate)))).toEqual([])
  expect(turnsHeard(concat(silence(0.5, rate), sine(1000, 0.4, rate, 0.3), silence(4, rate)))).toEqual([])
})

test('somebody who answers after such ringing is a person all the same', () => {
  const ring = concat(mixed(sine(440, 2, rate, 0.1), sine(480, 2, rate, 0.1)), silence(4, rate))
  expect(turnsHeard(concat(ring, ring, practice('luis-ferreira-1'), silence(3, rate)))).toMatchObject([
    { turn: 'person' },
  ])
})
