import type { Rate } from './request-rates.ts'

/** How long the exchange waits for what, in milliseconds unless it says otherwise. Tests pass shorter ones. */
export interface Limits {
  /** From the first packet to an open WebSocket. */
  readonly connectMs: number
  /** From REGISTER to its final response; then the socket counts as dead. */
  readonly registerMs: number
  /** A connected but silent socket is asked for a sign of life this often, and more often while a call is up. */
  readonly pingEveryMs: number
  readonly pingEveryInCallMs: number
  readonly pingAnswerMs: number
  /** Doubling from the first to the most, with jitter. A call that is up cannot wait: its far end hears silence. */
  readonly retryFirstMs: number
  readonly retryMostMs: number
  readonly retryInCallFirstMs: number
  readonly retryInCallMostMs: number
  /** A registration that was held at least this long before it was lost is asked for again at once. */
  readonly steadyMs: number
  /** From INVITE to 2xx; then CANCEL. */
  readonly noAnswerMs: number
  /** A call that rings here rings no longer than this; and its 180 is said again this often (RFC 3261 13.3.1.1). */
  readonly ringsHereMs: number
  readonly ringAgainMs: number
  /** At most so many calls ring here at once, of one caller and of all: the rest hears 486. */
  readonly mostRingingOfOne: number
  readonly mostRinging: number
  /** So many calls in a minute, of one caller and of all; the rest hears 486, and stands in the log. */
  readonly mostInvitesOfOneAMinute: number
  readonly mostInvitesAMinute: number
  /** So many requests of any kind, at once and in each second after that; the rest hears 503. */
  readonly requestsOfOne: Rate
  readonly requests: Rate
  /** A re-INVITE without any final response: the far end is gone. RFC 3261 Timer B is the same 32 s. */
  readonly reinviteMs: number
  /** RFC 3261 14.1: who owns the Call-ID waits 2.1 to 4 s after a 491; the least, and the span above it. */
  readonly glareLeastMs: number
  readonly glareSpanMs: number
  /** From REFER to the last word of what became of it: whoever is called has to have the time to answer. */
  readonly transferMs: number
  /** Sound that is lost for this long while the line is down too ends the call. */
  readonly mediaLostMs: number
  /** Sound that is lost for this long ends the call though the line is up. */
  readonly mediaGoneMs: number
  /** ICE often recovers from `disconnected` by itself; after this it is restarted. */
  readonly iceRestartAfterMs: number
  readonly iceRestartEveryMs: number
  /** When a line is given up: for the answers to BYE and CANCEL, and again for that to the last REGISTER. */
  readonly farewellMs: number
}

export const defaultLimits: Limits = {
  connectMs: 5_000,
  registerMs: 5_000,
  pingEveryMs: 20_000,
  pingEveryInCallMs: 2_500,
  pingAnswerMs: 2_000,
  retryFirstMs: 250,
  retryMostMs: 30_000,
  retryInCallFirstMs: 100,
  retryInCallMostMs: 1_000,
  steadyMs: 5_000,
  noAnswerMs: 90_000,
  ringsHereMs: 180_000,
  ringAgainMs: 60_000,
  mostRingingOfOne: 2,
  mostRinging: 4,
  mostInvitesOfOneAMinute: 10,
  mostInvitesAMinute: 60,
  requestsOfOne: { atOnce: 500, aSecond: 50 },
  requests: { atOnce: 2_000, aSecond: 500 },
  reinviteMs: 32_000,
  glareLeastMs: 2_100,
  glareSpanMs: 1_900,
  transferMs: 90_000,
  mediaLostMs: 10_000,
  mediaGoneMs: 30_000,
  iceRestartAfterMs: 500,
  iceRestartEveryMs: 5_000,
  farewellMs: 700,
}

/** Exponential, from half to the whole of each step, so that a server that comes back is not met by everybody at once. */
export function retryDelay(attempt: number, firstMs: number, mostMs: number): number {
  const step = Math.min(mostMs, firstMs * 2 ** Math.min(attempt, 20))
  return Math.round(step * (0.5 + Math.random() / 2))
}
