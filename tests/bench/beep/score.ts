import { createBeepDetector } from '../../../renderer/sound/beep-detector.ts'
import type { Heard } from '../../../renderer/sound/beep-detector.ts'
import { upsample } from './sound.ts'
import type { Sound } from './sound.ts'
import type { Item } from './test-set.ts'

/** An event with the time (s) at which it was handed out: the end of the block whose pushing brought it. */
export interface Emitted {
  readonly at: number
  readonly heard: Heard
}

/** Every `each` samples per second of sound, as a worklet gets them: 128 at 48 kHz. */
const blocksPerSecond = 375

export function listen(
  sound: Sound,
  playedAt: number,
  overheard?: Parameters<typeof createBeepDetector>[1],
): Emitted[] {
  const { sampleRate, samples } = upsample(sound, playedAt)
  const detector = createBeepDetector(sampleRate, overheard)
  const block = Math.max(1, Math.round(sampleRate / blocksPerSecond))
  const emitted: Emitted[] = []
  for (let from = 0; from < samples.length; from += block) {
    const to = Math.min(samples.length, from + block)
    for (const heard of detector.push(samples.subarray(from, to))) emitted.push({ at: to / sampleRate, heard })
  }
  return emitted
}

export interface Tally {
  beeps: number
  hits: number
  firstCorrect: number
  calls: number
  latencies: number[]
  beforeEnd: number
  unsureHits: number
  talkSeconds: number
  talkFalse: number
  musicSeconds: number
  musicFalse: number
  toneFiles: number
  toneFalse: number
  /** Tone files into which a message would have started: armed while it rang, and pressed by ear. */
  toneStartedAhead: number
  toneStartedByEar: number
  noBeep: number
  fallbackInTime: number
  /** Lines about what went wrong, for whoever wants to know. */
  wrong: string[]
}

export function emptyTally(): Tally {
  return {
    beeps: 0,
    hits: 0,
    firstCorrect: 0,
    calls: 0,
    latencies: [],
    beforeEnd: 0,
    unsureHits: 0,
    talkSeconds: 0,
    talkFalse: 0,
    musicSeconds: 0,
    musicFalse: 0,
    toneFiles: 0,
    toneFalse: 0,
    toneStartedAhead: 0,
    toneStartedByEar: 0,
    noBeep: 0,
    fallbackInTime: 0,
    wrong: [],
  }
}

/**
 * Adds one file's events. A beep is hit by a sure event handed out within a second of its end; a call's first event, be
 * it a beep or the end of the greeting, is correct when it hits the first beep. Only sure events count as false.
 */
export function tally(sum: Tally, item: Item, seconds: number, emitted: readonly Emitted[]): void {
  const sure = emitted.filter(({ heard }) => heard.kind === 'beep' && heard.sure)
  const about = JSON.stringify(item.about)
  if (item.kind === 'call') scoreCall(sum, item, emitted, sure, about)
  else if (item.kind === 'no-beep') {
    sum.noBeep++
    const end = item.greetingEnd ?? 0
    const first = emitted.find(({ heard }) => heard.kind === 'greeting-ended' || heard.sure)
    const good = first?.heard.kind === 'greeting-ended' && first.at > end && first.at <= end + 2.5
    if (good) sum.fallbackInTime++
    else
      sum.wrong.push(
        `fallback ${first ? `${first.heard.kind} at ${(first.at - end).toFixed(2)} s` : 'none'} ${item.file} ${about}`,
      )
  } else if (item.kind === 'talk') {
    sum.talkSeconds += seconds
    sum.talkFalse += sure.length
  } else if (item.kind === 'music') {
    sum.musicSeconds += seconds
    sum.musicFalse += sure.length
  } else {
    sum.toneFiles++
    if (sure.length > 0) sum.toneFalse++
  }
  if (item.kind === 'talk' || item.kind === 'music' || item.kind === 'tone') {
    for (const { at, heard } of sure)
      sum.wrong.push(`false ${item.kind} at ${at.toFixed(2)} ${JSON.stringify(heard)} ${item.file} ${about}`)
  }
}

function scoreCall(sum: Tally, item: Item, emitted: readonly Emitted[], sure: readonly Emitted[], about: string): void {
  sum.calls++
  const within = (event: Emitted, beep: { readonly end: number }) => event.at >= beep.end && event.at <= beep.end + 1
  item.beeps.forEach((beep, index) => {
    sum.beeps++
    sum.beforeEnd += sure.filter(({ at }) => at >= beep.start && at < beep.end).length
    const hit = sure.find((event) => within(event, beep))
    if (hit) {
      sum.hits++
      sum.latencies.push(hit.at - beep.end)
      return
    }
    const unsure = emitted.some((event) => event.heard.kind === 'beep' && within(event, beep))
    if (unsure) sum.unsureHits++
    sum.wrong.push(`missed ${index}${unsure ? ' (unsure)' : ''} ${item.file} at ${beep.end.toFixed(2)} ${about}`)
  })
  const first = emitted.find(({ heard }) => heard.kind === 'greeting-ended' || heard.sure)
  if (first && first.heard.kind === 'beep' && within(first, item.beeps[0]!)) sum.firstCorrect++
  else if (first && first.at < item.beeps[0]!.end)
    sum.wrong.push(`early ${first.heard.kind} at ${first.at.toFixed(2)} ${item.file} ${about}`)
}
