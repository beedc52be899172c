/**
 * Who has made a sound at the far end since the answer, in steps of 10 ms: talk, or something else that is none. What is
 * followed as a tone is no talk until it is known to be none; what turns out to have been one is taken out again.
 */
export interface TalkHistory {
  /** One step each: quiet, talk, not known yet, a tone. */
  readonly steps: Uint8Array
  /** Where two pitches or more are the same as 60 ms ago. */
  readonly held: Uint8Array
  count: number
}

const stepsPerSecond = 100
/** Nobody needs to know what was said ten minutes ago; what is beyond is kept no more. */
const mostSteps = 600 * stepsPerSecond

const quiet = 0
const talk = 1
const undecided = 2
const toned = 3

/** A run of talk with no long pause in it. Seconds since the answer. */
export interface Stretch {
  readonly from: number
  readonly to: number
  /** How much of it was talk, the pauses for breath in it included. */
  readonly seconds: number
}

/** A pause for breath, of up to so long, is part of what is said (s). */
const breathSeconds = 0.7
/** Clicks and crackles are shorter than any word (s). */
const wordSeconds = 0.12
const reachSeconds = 0.05
/** Music is told by what is held in so much of it, looked at this often (steps). */
const musicWindow = 150
const musicHop = 25
const leastSounding = 60
/** Talk holds two pitches in up to an eighth of its time, music in half of it. */
const heldShare = 0.26

export function createTalkHistory(): TalkHistory {
  return { steps: new Uint8Array(mostSteps), held: new Uint8Array(mostSteps), count: 0 }
}

export function addStep(history: TalkHistory, sounds: boolean, isToned: boolean, isHeld: boolean): void {
  if (history.count === mostSteps) return
  history.held[history.count] = isHeld ? 1 : 0
  history.steps[history.count++] = !sounds ? quiet : isToned ? undecided : talk
}

/** What sounded between these moments was a tone, or was not, for all that it held its pitch. */
export function decide(history: TalkHistory, from: number, to: number, wasTone: boolean): void {
  // A tone reaches a little over its ends, through the window that it is looked at.
  const reach = wasTone ? reachSeconds : 0
  const last = Math.min(history.count, Math.ceil((to + reach) * stepsPerSecond))
  for (let step = Math.max(0, Math.floor((from - reach) * stepsPerSecond)); step < last; step++) {
    const now = history.steps[step]!
    if (wasTone && now !== quiet) history.steps[step] = toned
    else if (!wasTone && now === undecided) history.steps[step] = talk
  }
}

/** The stretches of talk from a moment to another, oldest first; a new one begins after a pause of more than `pause`. */
export function stretches(
  history: TalkHistory,
  pause: number,
  after = 0,
  until = history.count / stepsPerSecond,
): Stretch[] {
  const found: { from: number; to: number; seconds: number }[] = []
  const end = Math.min(history.count, Math.round(until * stepsPerSecond))
  for (let step = Math.round(after * stepsPerSecond); step < end; step++) {
    if (history.steps[step] !== talk) continue
    const last = found.at(-1)
    const gap = last ? step - last.to : Infinity
    if (last && gap <= pause * stepsPerSecond) {
      last.seconds += gap <= breathSeconds * stepsPerSecond ? gap + 1 : 1
      last.to = step + 1
    } else {
      if (last && last.seconds < wordSeconds * stepsPerSecond) found.pop()
      found.push({ from: step, to: step + 1, seconds: 1 })
    }
  }
  const last = found.at(-1)
  if (last && last.seconds < wordSeconds * stepsPerSecond) found.pop()
  return found.map(({ from, to, seconds }) => ({
    from: from / stepsPerSecond,
    to: to / stepsPerSecond,
    seconds: seconds / stepsPerSecond,
  }))
}

/** What held its pitch between these moments was a beep, and no music. */
export function forgetHeld({ held }: TalkHistory, from: number, to: number): void {
  held.fill(0, Math.max(0, Math.floor((from - reachSeconds) * stepsPerSecond)), Math.ceil((to + 0.1) * stepsPerSecond))
}

/** When music was last heard, up to a moment (s); null: never. */
export function musicEndedAt({ steps, held, count }: TalkHistory, until = count / stepsPerSecond): number | null {
  for (let end = Math.min(count, Math.floor(until * stepsPerSecond)); end > 0; end -= musicHop) {
    let sounding = 0
    let holding = 0
    for (let step = Math.max(0, end - musicWindow); step < end; step++) {
      if (steps[step] === quiet) continue
      sounding++
      holding += held[step]!
    }
    if (sounding >= leastSounding && holding > heldShare * sounding) return end / stepsPerSecond
  }
  return null
}

/** Since when nothing has sounded, tones included; null while something does, and before anything did. */
export function quietFrom({ steps, count }: TalkHistory): number | null {
  // A click of 20 ms ends no silence.
  let at = count
  while (at > 0 && isLone(steps, at - 1, count)) at--
  return at === count || at === 0 ? null : at / stepsPerSecond
}

function isLone(steps: Uint8Array, at: number, count: number): boolean {
  if (steps[at] === quiet) return true
  let run = 0
  for (let near = Math.max(0, at - 3); near < Math.min(count, at + 4); near++) if (steps[near] !== quiet) run++
  return run <= 2
}
