import { decibels } from './decibels.ts'
import { makeScratch } from './scratch.ts'
import { eachPeakAbove, truePeakReach } from './true-peak.ts'

/** At 48 kHz: the gain begins to fall 2.5 ms before a peak, and comes back with a time constant of 60 ms. */
const reach = 120
const window = 2 * reach + 1
const recovery = 1 - Math.exp(-1 / (0.06 * 48_000))

/**
 * No point of the wave stays above `ceiling` (full scale is 1). The gain that each peak needs is held for `reach` on both
 * sides, and then averaged over as much: so it glides and is still low enough at the peak itself.
 *
 *   sound ──▶ needed (by true peak) ──▶ held (lowest within reach, and a slow way back up) ──▶ averaged ──▶ applied
 *
 * Each stage is behind the one before it by its reach: what comes out is as long as what went in, and comes later.
 */
export interface Limiter {
  /** The next piece of the sound; answers what is limited by now, until the next push. */
  push(samples: Float32Array): Float32Array
  /** There is no more: answers the rest. */
  flush(): Float32Array
  /** The most it took away so far, in dB: 0 when there was nothing to do. */
  mostDb(): number
}

/** Values of one stage that are still needed, by their place in the whole sound. */
interface Stage {
  values: Float32Array
  /** The place of values[0]. */
  start: number
  /** The place after the last. */
  end: number
}

export function makeLimiter(ceiling: number): Limiter {
  const [sound, needed, held] = [stageOf(), stageOf(), stageOf()]
  /** Places of needed values that may still become the lowest: each is lower than all before it in the window. */
  let places: number[] = []
  let head = 0
  const room = makeScratch()
  let looked = 0
  let gain = 1
  let given = 0
  let least = 1

  function need(until: number): void {
    const from = needed.end
    grow(needed, Math.max(0, until - from), 1)
    eachPeakAbove(
      sound.values.subarray(0, sound.end - sound.start),
      { from: from - sound.start, to: until - sound.start },
      () => ceiling,
      (n, peak) => {
        const wanted = ceiling / peak
        needed.values[n + sound.start - needed.start] = wanted
        least = Math.min(least, wanted)
      },
    )
  }

  function hold(until: number): void {
    const from = held.end
    grow(held, Math.max(0, until - from), 1)
    const { values, start } = needed
    for (let centre = from; centre < until; centre++) {
      const last = Math.min(centre + reach, needed.end - 1)
      for (; looked <= last; looked++) {
        while (places.length > head && values[places.at(-1)! - start]! >= values[looked - start]!) places.pop()
        places.push(looked)
      }
      while (places[head]! < centre - reach) head++
      gain = Math.min(values[places[head]! - start]!, gain + (1 - gain) * recovery)
      held.values[centre - held.start] = gain
    }
    places = places.slice(head)
    head = 0
  }

  function apply(until: number): Float32Array {
    const from = given
    const out = room.of(Math.max(0, until - from))
    const last = held.end - 1
    const at = (place: number) => held.values[Math.min(last, Math.max(0, place)) - held.start]!
    let sum = 0
    for (let i = from - reach; i <= from + reach; i++) sum += out.length > 0 ? at(i) : 0
    for (let place = from; place < until; place++) {
      out[place - from] = sound.values[place - sound.start]! * (sum / window)
      sum += at(place + reach + 1) - at(place - reach)
    }
    given = Math.max(given, until)
    return out
  }

  function advance(isEnd: boolean): Float32Array {
    const behind = (place: number, by: number) => (isEnd ? sound.end : Math.max(0, place - by))
    need(Math.max(needed.end, behind(sound.end, truePeakReach)))
    hold(Math.max(held.end, behind(needed.end, reach)))
    const out = apply(Math.max(given, behind(held.end, reach + 1)))
    forget(sound, Math.min(given, needed.end - truePeakReach))
    forget(needed, held.end - reach)
    forget(held, given - reach)
    return out
  }

  return {
    push(samples) {
      grow(sound, samples.length, 0)
      sound.values.set(samples, sound.end - samples.length - sound.start)
      return advance(false)
    },
    flush: () => advance(true),
    mostDb: () => (least === 1 ? 0 : -decibels(least)),
  }
}

function stageOf(): Stage {
  return { values: new Float32Array(0), start: 0, end: 0 }
}

/** Room for more values, which stand where they stood: a stage is as large as its largest piece, however long the sound. */
function grow(stage: Stage, by: number, value: number): void {
  const length = stage.end - stage.start
  if (stage.values.length < length + by) {
    const values = new Float32Array(length + by)
    values.set(stage.values.subarray(0, length))
    stage.values = values
  }
  stage.values.fill(value, length, length + by)
  stage.end += by
}

function forget(stage: Stage, before: number): void {
  const count = Math.min(stage.end - stage.start, before - stage.start)
  if (count <= 0) return
  stage.values.copyWithin(0, count, stage.end - stage.start)
  stage.start += count
}
