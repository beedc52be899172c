import type { CommandInput } from '../../shared/contract/bridge.ts'
import type { Description } from '../../shared/contract/call-sound-bridge.ts'
import type { CallId } from '../../shared/ids.ts'
import type { Codec } from '../../shared/contract/line-settings.ts'
import type { Result } from '../../shared/result.ts'

/** A STUN or TURN server of a line. */
export type IceServer = CommandInput<'peer.describe'>['iceServers'][number]

/** What the exchange needs of whoever carries the sound: the sound room in the app, a hand-written one in tests. */
export interface Media {
  /** The next description of this call: an answer when a remote offer waits, else an offer. */
  describe(callId: CallId, request: DescriptionRequest): Promise<Result<Description>>
  accept(callId: CallId, description: Description): Promise<Result<null>>
  rollback(callId: CallId): Promise<Result<null>>
  sendDigits(callId: CallId, digits: string): Promise<Result<boolean>>
  /**
   * Never fails: the call is over, whatever the sound room thinks. A description asked for after it starts anew, with
   * a new peer connection: that is how a call goes on when the old one cannot be used any more.
   */
  close(callId: CallId): void
}

export interface DescriptionRequest {
  readonly direction: 'sendrecv' | 'sendonly' | 'recvonly' | 'inactive'
  readonly restartIce: boolean
  /** Those of the call's own line. */
  readonly iceServers: IceServer[]
  /** The line's, best first; left out: the usual order. */
  readonly codecs?: Codec[] | undefined
  /** Through TURN servers only; left out: whichever way there is. */
  readonly relayOnly?: boolean | undefined
}
