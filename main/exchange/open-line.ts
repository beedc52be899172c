import type { Invitation, UserAgent } from 'sip.js'
import type { Line, LineState } from '../../shared/contract/line.ts'
import { isLineServer } from '../../shared/line/line-server.ts'
import type { Trouble } from '../../shared/contract/trouble.ts'
import { openCallPrivacy, type CallPrivacy } from './call-privacy.ts'
import type { Limits } from './limits.ts'
import type { IceServer } from './media.ts'
import type { Pin } from './digest.ts'
import type { Provisional, RefusedInvite } from './gate.ts'

export interface LineAccount {
  readonly line: Line
  /** wss://…, or ws:// on loopback. The practice line's differs at each start. */
  readonly server: string
  /** null: not known; the line waits until somebody types it, and bothers no server meanwhile. */
  readonly password: string | null
  readonly iceServers: readonly IceServer[]
  /** What its registrar has accepted at earlier starts; left out: nothing yet. */
  readonly pin?: Pin | null
  /** A hidden call does not tell the addresses of the rep's own network even where nothing else can be told. */
  readonly withholdsEveryAddress?: boolean
}

export interface LineReports {
  changed(state: LineState): void
  /** Registered, on an open socket: calls can signal. Told again after each loss. */
  up(): void
  /** The socket is gone. Calls that stand go on without signalling. */
  down(): void
  /** 1xx to an INVITE of ours. */
  progressed(provisional: Provisional): void
  invited(invitation: Invitation): void
  /** An INVITE was refused before it could become a call. */
  refused(invite: RefusedInvite): void
  /** What the registrar accepted, to be kept with the line. */
  pinned(pin: Pin): void
  isCallWanted(callId: string): boolean
  /** The address that this call was dialled at; null: it came, or is none of this line's. */
  dialled(callId: string): string | null
}

export interface LinePorts {
  readonly now: () => number
  readonly userAgent: string
  readonly limits: Limits
  readonly authorities: readonly string[] | undefined
  readonly log: (line: string) => void
}

export interface OpenLine {
  readonly account: LineAccount
  /** null where the account is so wrong that nothing can be sent. */
  readonly agent: UserAgent | null
  readonly callPrivacy: CallPrivacy
  /** What stands after @ in a dialled number. */
  readonly domain: string
  state(): LineState
  canSignal(): boolean
  /** May this realm have the line's credentials? */
  answersRealm(realm: string): boolean
  /** Why the last challenge was not answered; null: it was. */
  proofRefusal(): string | null
  /** While a call is up the line is watched more closely and comes back faster. */
  setInCall(inCall: boolean): void
  /** The machine woke up or its network changed: find out now. */
  check(): void
  /** Unregisters and closes the socket. Nothing is reported any more. */
  close(): Promise<void>
}

/** An account whose password is not known, that cannot even be written as SIP, or would send a password in the clear. */
export function deadLine(account: LineAccount, domain: string, reports: LineReports): OpenLine {
  const { line, server } = account
  const reason = isLineServer(server) ? 'user and domain make no SIP address' : 'the server needs a wss:// address'
  const trouble: Trouble =
    account.password === null
      ? { code: 'line-password-needed', about: { user: line.user } }
      : { code: 'line-refused', about: { user: line.user, reason } }
  const state: LineState = {
    line,
    state: 'trouble',
    acceptedAt: null,
    registeredUntil: null,
    retryAt: null,
    trouble,
  }
  reports.changed(state)
  return {
    account,
    agent: null,
    callPrivacy: openCallPrivacy(),
    domain,
    state: () => state,
    canSignal: () => false,
    answersRealm: () => false,
    proofRefusal: () => null,
    setInCall() {},
    check() {},
    close: () => Promise.resolve(),
  }
}
