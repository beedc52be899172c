import { lastSound } from '../beep/sound.ts'
import type { Sound } from '../beep/sound.ts'
import type { Heard } from './listen-in.ts'
import type { Answer } from './truth.ts'

/** What is counted over a set of calls. */
export interface Tally {
  readonly calls: Map<string, number>
  readonly playedTo: Map<string, number>
  withBeep: number
  atBeep: number
  whole: number
  pressedWithoutBeep: number
  pressedStarted: number
  armedWithoutBeep: number
  armedRight: number
  lost: number
  readonly secondsToHandBack: number[]
  readonly wrong: string[]
}

export function emptyTally(): Tally {
  return {
    calls: new Map(),
    playedTo: new Map(),
    withBeep: 0,
    atBeep: 0,
    whole: 0,
    pressedWithoutBeep: 0,
    pressedStarted: 0,
    armedWithoutBeep: 0,
    armedRight: 0,
    lost: 0,
    secondsToHandBack: [],
    wrong: [],
  }
}

/** A start this much before a beep's stated end is at its end: ends are known to within a few ms. */
const slack = 0.02
const atBeepSeconds = 0.25
const startedSeconds = 3
/** A call whose file ends sooner after the last sound than this was not over: nothing is said of its loss. */
const leftSeconds = 12

/**
 * `whole`: the message that stands began at or after the end of the beep. `atBeep`: within 250 ms of it. A voicemail
 * without a beep, pressed: the message that stands began after the greeting's end, within 3 s of it or of the press.
 * Lost: the rep was free, and neither stands a message nor was the rep asked.
 */
export function tally(sum: Tally, answer: Answer, sound: Sound, heard: Heard): void {
  const { kind, beepEnd, armed } = answer
  const { starts, asked, stands, withRep } = heard
  sum.calls.set(kind, (sum.calls.get(kind) ?? 0) + 1)
  for (const { at, since } of asked) sum.secondsToHandBack.push(at - since)
  const last = stands ? starts.at(-1)! : null
  const how = `${answer.about ?? kind} ${answer.file} armed ${armed} starts ${starts.map(({ at, reason }) => `${at.toFixed(2)} ${reason}`).join(', ') || 'never'}; asked ${asked.map(({ at, doubt }) => `${at.toFixed(2)} ${doubt}`).join(', ') || 'never'}`
  const end = sound.samples.length / sound.sampleRate
  const isOver =
    end -
      Math.max(typeof armed === 'number' ? armed : 0, lastSound(sound.samples, sound.sampleRate) / sound.sampleRate) >=
    leftSeconds
  if (!withRep && !stands && isOver) {
    sum.lost++
    sum.wrong.push(`lost ${how}`)
  }
  if (kind !== 'voicemail') {
    if (starts.length === 0) return
    sum.playedTo.set(kind, (sum.playedTo.get(kind) ?? 0) + 1)
    sum.wrong.push(`played to ${how}`)
    return
  }
  if (beepEnd !== null) {
    sum.withBeep++
    const late = last ? last.at - beepEnd : null
    const isWhole = late !== null && late >= -slack
    if (isWhole) sum.whole++
    else if (!last) sum.wrong.push(`no message, beep ended ${beepEnd.toFixed(2)} ${how}`)
    else sum.wrong.push(`cut off, beep ended ${beepEnd.toFixed(2)} ${how}`)
    if (isWhole && late <= atBeepSeconds) sum.atBeep++
    else if (isWhole) sum.wrong.push(`late ${late.toFixed(2)} s ${how}`)
    return
  }
  if (armed === 'ringing') {
    sum.armedWithoutBeep++
    if (stands || withRep) sum.armedRight++
    else sum.wrong.push(`neither started nor left to the rep ${how}`)
    return
  }
  sum.pressedWithoutBeep++
  const greetingEnd = answer.greetingEnd ?? quietFrom(sound)
  const from = Math.max(greetingEnd, armed)
  if (last && last.at >= greetingEnd - slack && last.at <= from + startedSeconds) sum.pressedStarted++
  else sum.wrong.push(`pressed, greeting ended ${greetingEnd.toFixed(2)} ${how}`)
}

/** Where the talk of a file ends that ends in quiet, noise included: the last 50 ms well above what its last second holds (s). */
export function quietFrom({ samples, sampleRate }: Sound): number {
  const size = Math.round(sampleRate / 20)
  const levels: number[] = []
  let before = 0
  for (let at = 0; at + size <= samples.length; at += size) {
    let sum = 0
    for (let i = at; i < at + size; i++) {
      // The difference to the sample before takes off an offset and most of a hum.
      sum += (samples[i]! - before) ** 2
      before = samples[i]!
    }
    levels.push(sum / size)
  }
  const end = levels.slice(-20).toSorted((a, b) => a - b)
  const noise = end[Math.floor(end.length * 0.9)] ?? 0
  const loud = levels.toSorted((a, b) => a - b)[Math.floor(levels.length * 0.97)] ?? 0
  const least = Math.max(noise * 3, loud * 10 ** -3.2)
  for (let block = levels.length - 1; block >= 0; block--)
    if (levels[block]! > least) return ((block + 1) * size) / sampleRate
  return 0
}
