import type { StartReason } from '../../shared/call/call.ts'

/** What has been heard from the far end since the call was answered. Seconds of the render clock. */
export interface HeardSoFar {
  /** The end of the last tone that is a beep for sure. */
  readonly beepEndedAt: number | null
  /** The end of the last tone that may be a beep or, e.g., a fax machine. */
  readonly perhapsBeepEndedAt: number | null
  /** When the detector last said that the greeting was over. */
  readonly greetingEndedAt: number | null
  /** Since when nothing has been heard; null while something is heard, and before anything was. */
  readonly silentSince: number | null
  /** A person has answered: see turns.ts. */
  readonly person: boolean
  /** A call screener is asking who calls. */
  readonly screener: boolean
}

export const nothingHeard: HeardSoFar = {
  beepEndedAt: null,
  perhapsBeepEndedAt: null,
  greetingEndedAt: null,
  silentSince: null,
  person: false,
  screener: false,
}

/** A beep that has just ended starts the message, even if the room behind it is noisy. */
const freshSeconds = 1.5
/** The detector has waited for a silence already, and it hears the greeting's end through noise as well. */
const justSeconds = 0.5
/** A tone's end and the start of the quiet are measured by two clocks of 10 and 20 ms. */
const togetherSeconds = 0.3
/** As long as the longest pause for breath in a greeting, and some. */
const longQuietSeconds = 2.5

/**
 * Should an armed message start now, and why? Asked when it is armed and each time something was heard, so a rep who
 * presses late gets what one who pressed early got:
 *
 *   a beep ends, or ended within 1.5 s        at once: the machine has only just begun to record
 *   a beep ended earlier, quiet ever since    at once: the machine records silence, every second counts
 *   the greeting ended, quiet ever since      at once: this machine has no beep
 *   something was said after either of them   not into it: at the next beep, or once it is quiet for 2.5 s
 *   only a doubtful tone                      once it has been quiet for 2.5 s after it
 *   nothing but a greeting, or nothing        not yet: the beep is still to come, and the rep can press again
 *
 * While a screener asks nothing starts by itself: it beeps, and waits in silence, for the rep to say who calls.
 *
 * Once a person has answered, silence says nothing: they wait for somebody to speak. Only the first two lines hold then.
 */
export function reasonToStart(heard: HeardSoFar, now: number): StartReason | null {
  const { beepEndedAt, perhapsBeepEndedAt, greetingEndedAt, silentSince, person, screener } = heard
  if (screener) return null
  if (beepEndedAt !== null && now - beepEndedAt <= freshSeconds) return 'beep'
  if (!person && greetingEndedAt !== null && now - greetingEndedAt <= justSeconds) return 'silence'
  if (silentSince === null) return null
  if (beepEndedAt !== null && silentSince <= beepEndedAt + togetherSeconds) return 'silence'
  if (person) return null
  if (greetingEndedAt !== null && silentSince <= greetingEndedAt) return 'silence'
  const mayRecord = beepEndedAt !== null || perhapsBeepEndedAt !== null || greetingEndedAt !== null
  return mayRecord && now - silentSince >= longQuietSeconds ? 'silence' : null
}
