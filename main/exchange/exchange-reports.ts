import type { CallMove } from '../../shared/call/call-move.ts'
import type { Caller, Identity as NamedIdentity } from '../../shared/call/caller.ts'
import type { CallId, LineId } from '../../shared/ids.ts'
import type { LineState } from '../../shared/contract/line.ts'
import type { Pin } from './digest.ts'
import type { Limits } from './limits.ts'
import type { Media } from './media.ts'

/** Somebody calls. The id is ours: callers choose theirs, and could choose one that is in use. */
export interface IncomingCall {
  readonly callId: CallId
  readonly lineId: LineId
  readonly caller: Caller
  readonly at: number
}

/** A call that nobody hears of unless they look. */
export interface RefusedCall {
  readonly lineId: LineId
  readonly at: number
  /** As far as it can be read. */
  readonly caller: Caller
  /** What its sender was told. */
  readonly status: number
  readonly reason: string
  readonly why: 'unreadable' | 'unwanted' | 'too-often' | 'too-many'
}

interface ExchangeReports {
  lineChanged(state: LineState): void
  /** It rings here, and the caller has been told so. */
  callCame?(call: IncomingCall): void
  /** A call was refused that is none: it cannot be read, or is not for this line, or there were too many. */
  callRefused?(call: RefusedCall): void
  /** What the line's registrar accepted: to be kept with the line, so that nothing weaker is ever answered again. */
  registrarPinned?(lineId: LineId, pin: Pin): void
  /** A caller was turned away at once: the rep is not to be disturbed, or enough calls ring here already. */
  callTurnedAway?(call: IncomingCall, why: 'do-not-disturb' | 'too-many'): void
  /**
   * Only `rang`, `answered`, `held`, `transferMoved` and `ended`; the last exactly once for each call that was dialled
   * or came.
   */
  callMoved(callId: CallId, move: CallMove): void
  /**
   * Another far end is about to replace this call's (RFC 3891), with sound of its own. The call goes on whether
   * that succeeds or not; one that was not answered yet is, with it.
   */
  callTakenOver?(callId: CallId): void
  /** They are in its place, and call themselves so. */
  callReplaced?(callId: CallId, by: NamedIdentity): void
  /** Nothing of the call is on the wire any more: its line is free for another one. */
  callSettled?(callId: CallId): void
}

export interface ExchangePorts {
  readonly media: Media
  /** Always called outside of the stack that caused the report, in order. */
  readonly reports: ExchangeReports
  /** Epoch milliseconds. */
  now(): number
  /** The User-Agent header, e.g. `Afterbeep/0.1.0`. */
  readonly userAgent: string
  /** One line for each thing worth knowing; no numbers, no names, no secrets. */
  readonly log?: (line: string) => void
  readonly limits?: Partial<Limits>
  /** PEM certificates of authorities to trust instead of the public ones. */
  readonly authorities?: readonly string[]
}
