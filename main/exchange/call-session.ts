import type { Core, Session } from 'sip.js'
import type { CallMove } from '../../shared/call/call-move.ts'
import type { SdpOverBridge } from './sdp-over-bridge.ts'

/** One of sip.js's sessions, whoever called whom. */
export type CallSession = Session & {
  readonly descriptions: SdpOverBridge
  /** Our 200 has left and its ACK has not come: an offer now would be taken for part of the answer (RFC 3261 14.1). */
  readonly awaitsAck?: boolean
  /** Whoever is referred on is not told by whom (RFC 3892). Only a session that we began can keep that to itself. */
  refersSilently?: boolean
}

type Ended = Extract<CallMove, { kind: 'ended' }>
export type HowEnded = Omit<Ended, 'kind' | 'at'>

/** What the two ways to begin a call tell of it. */
export interface BeginningReports {
  /** A final response that is none of success. */
  refused(response: Core.IncomingResponseMessage): void
  /** Nothing left, or nothing can come of it any more. */
  gaveUp(): void
  /** The caller does not wait any longer. */
  calledOff(how: HowEnded): void
}

/** What differs by who called whom, until the call is answered. */
export interface Beginning {
  readonly session: CallSession
  /** From the INVITE to its 2xx, in milliseconds. */
  readonly patienceMs: number
  begin(reports: BeginningReports): void
  /** Before anything was answered the INVITE may still leave, on another socket. */
  readonly outlivesSocket: boolean
  /** What it came to when nobody answered in that time. */
  readonly unanswered: HowEnded
  /** CANCEL, or a final response. */
  giveUp(how: HowEnded): void
  /** A 2xx is on its way through: whatever closes the descriptions ends the call too, with ACK and BYE. */
  isConfirming(): boolean
  /** The far end hung up before the answer had been taken in. */
  hungUpEarly(): boolean
}

/** The far end has made an offer, and has not said yet that it got our answer. */
export function isBeingAsked({ dialog }: CallSession): boolean {
  return (
    (dialog as unknown as Pick<Core.SessionDialog, 'reinviteUserAgentServer'>)?.reinviteUserAgentServer !== undefined
  )
}

/** Frees a session for the next re-INVITE when the socket died under this one: sip.js would wait 32 s for an answer. */
export function abandonReinvite(session: CallSession): void {
  const dialog = session.dialog as (Core.Session & Pick<Core.SessionDialog, 'reinviteUserAgentClient'>) | undefined
  const client = dialog?.reinviteUserAgentClient
  if (!client) return
  const { userAgentClients } = session.userAgent.userAgentCore
  const { transaction } = client
  ;(client as unknown as { onTransportError(error: Error): void }).onTransportError(new Error('the socket is gone'))
  transaction.dispose()
  // An answer that comes late after all belongs to an offer that was rolled back.
  userAgentClients.delete(transaction.id + transaction.request.method)
}
