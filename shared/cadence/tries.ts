import { countsAsTry } from '../call/outcome.ts'
import type { Try } from './cadence.ts'

/** Tries that tell something about the prospect: those that rang out or were taken, and any in which a message was heard. */
export function triesOf(attempts: readonly Try[]): Try[] {
  return attempts.filter(({ outcome, recordingId }) => countsAsTry(outcome) || recordingId !== null)
}

/** Those that the rep made. */
export function triesMade(attempts: readonly Try[]): number {
  return triesOf(attempts).filter(({ received }) => !received).length
}
