import type { AttemptId } from '../ids.ts'

/** An attempt to a number, as far as its owner could know of it. */
export interface Traceable {
  readonly attemptId: AttemptId
  readonly startedAt: number
  /** null: it never rang there. */
  readonly rangAt: number | null
  readonly answeredAt: number | null
  /** The rep's number was asked to be hidden. */
  readonly hidden: boolean
  /** A message was played to them, whole or not: it says where to call. */
  readonly leftMessage: boolean
}

/** Whoever calls later than this has reasons of their own. */
export const CAUSES_FOR_MS = 14 * 86_400_000

/**
 * The attempt that a call from the same number answers: the last one within 14 days that could be answered at all. One
 * that never rang there caused nothing, nor did one with a hidden number and no message.
 */
export function causeOf(attempts: readonly Traceable[], calledAt: number): AttemptId | null {
  const causes = attempts.filter(
    ({ startedAt, rangAt, answeredAt, hidden, leftMessage }) =>
      startedAt <= calledAt &&
      calledAt - startedAt <= CAUSES_FOR_MS &&
      (rangAt !== null || answeredAt !== null) &&
      (!hidden || leftMessage),
  )
  return (
    causes.reduce<Traceable | null>((last, one) => (last && last.startedAt >= one.startedAt ? last : one), null)
      ?.attemptId ?? null
  )
}
