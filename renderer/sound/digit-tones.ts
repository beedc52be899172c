import { sleepIfQuiet, wakeTones, type Tones } from './tones.ts'

/** Row and column of the keypad, in hertz (ITU-T Q.23). */
const rows = [697, 770, 852, 941]
const columns = [1209, 1336, 1477, 1633]
const keypad = ['123A', '456B', '789C', '*0#D']

/** As long as they are sent, and much softer: -33 dBFS a sine. */
const onSeconds = 0.1
const gapSeconds = 0.07
const pauseSeconds = 2
const gain = 0.022
const fadeSeconds = 0.005

/** The two frequencies of a key; null for what is none. */
function digitHertz(digit: string): readonly [number, number] | null {
  const row = keypad.findIndex((keys) => keys.includes(digit))
  return row === -1 ? null : [rows[row]!, columns[keypad[row]!.indexOf(digit)]!]
}

/** The rep hears what they press; the far end gets it another way. `,` is a pause. */
export function playDigits(tones: Tones, digits: string): void {
  const context = wakeTones(tones)
  let at = context.currentTime
  for (const digit of digits) {
    const hertz = digitHertz(digit)
    if (hertz) playBurst(tones, context, hertz, at)
    at += hertz ? onSeconds + gapSeconds : pauseSeconds
  }
}

function playBurst(tones: Tones, context: AudioContext, hertz: readonly number[], at: number): void {
  const level = new GainNode(context, { gain: 0 })
  const loudest = gain * tones.output.volume
  level.gain.setValueAtTime(0, at)
  level.gain.linearRampToValueAtTime(loudest, at + fadeSeconds)
  level.gain.setValueAtTime(loudest, at + onSeconds - fadeSeconds)
  level.gain.linearRampToValueAtTime(0, at + onSeconds)
  level.connect(context.destination)
  tones.bursts++
  const sines = hertz.map((frequency) => new OscillatorNode(context, { frequency }))
  for (const sine of sines) {
    sine.connect(level)
    sine.start(at)
    sine.stop(at + onSeconds)
  }
  sines[0]!.addEventListener('ended', () => {
    level.disconnect()
    tones.bursts--
    sleepIfQuiet(tones)
  })
}
