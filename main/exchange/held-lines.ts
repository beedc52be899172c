import type { Invitation } from 'sip.js'
import type { CallMove } from '../../shared/call/call-move.ts'
import type { CallId } from '../../shared/ids.ts'
import { openExchangeCall, type ExchangeCall } from './call.ts'
import type { Beginning } from './call-session.ts'
import { atMost } from './later.ts'
import type { Limits } from './limits.ts'
import type { IncomingSession } from './incoming-session.ts'
import { openLine } from './line.ts'
import type { LineAccount, OpenLine } from './open-line.ts'
import { OutgoingSession } from './outgoing-session.ts'
import type { ExchangePorts } from './exchange-reports.ts'
import { refusedCall } from './refused-call.ts'
import { tell } from './tell.ts'

interface CallTelling {
  readonly hidden: boolean
  /** Left out: every move is told. */
  readonly isTold?: (move: CallMove) => boolean
}

interface RingingSession {
  readonly session: IncomingSession
  /** Who calls, for the rates. */
  readonly source: string
}

export interface HeldLine {
  readonly line: OpenLine
  readonly calls: Map<CallId, ExchangeCall>
  readonly ringing: Map<CallId, RingingSession>
}

/** Every line that is not closed, with its calls: the one in use, and old ones with calls on them. */
export interface HeldLines {
  readonly all: ReadonlySet<HeldLine>
  inUse(): HeldLine | null
  /** null: none. The one before stays up until its last call has ended. */
  use(account: LineAccount | null): void
  callOf(callId: CallId): ExchangeCall | undefined
  ringingOf(callId: CallId): { readonly line: OpenLine; readonly session: IncomingSession } | undefined
  /** Nothing of the call is on the wire any more. */
  settle(held: HeldLine, callId: CallId): void
  openCall(held: HeldLine, callId: CallId, beginning: Beginning, telling: CallTelling): ExchangeCall
  /** Ends every call and closes every line. */
  close(): Promise<void>
}

export interface HeldLinesPorts extends Omit<ExchangePorts, 'limits' | 'media'> {
  readonly limits: Limits
  /** Somebody calls this line. */
  invited(held: HeldLine, invitation: Invitation): void
}

export function openHeldLines(ports: HeldLinesPorts): HeldLines {
  const { limits, now, reports } = ports
  const lines = new Set<HeldLine>()
  let current: HeldLine | null = null

  function hold(account: LineAccount): HeldLine {
    const calls = new Map<CallId, ExchangeCall>()
    const line = openLine(
      account,
      { now, limits, userAgent: ports.userAgent, authorities: ports.authorities, log: ports.log ?? (() => {}) },
      {
        changed: (state) => tell(() => current === held && reports.lineChanged(state)),
        up: () => calls.forEach((call) => call.signallingUp()),
        down: () => calls.forEach((call) => call.signallingDown()),
        progressed: ({ callId, status }) => calls.get(callId as CallId)?.progressed(status),
        refused: ({ refusal, message }) =>
          tell(() => reports.callRefused?.(refusedCall(held, { refusal, message, at: now() }))),
        pinned: (pin) => tell(() => reports.registrarPinned?.(account.line.lineId, pin)),
        dialled: (callId) => dialledBy(calls.get(callId as CallId)),
        isCallWanted: (callId) => calls.get(callId as CallId)?.isLive() ?? false,
        invited: (invitation) => ports.invited(held, invitation),
      },
    )
    const held: HeldLine = { line, calls, ringing: new Map() }
    lines.add(held)
    return held
  }

  /** Closes a line that is not in use any more once its last call is over. */
  function letGo(held: HeldLine): void {
    held.line.setInCall([...held.calls.values()].some((call) => call.isLive()))
    if (held === current || held.calls.size > 0) return
    lines.delete(held)
    void held.line.close()
  }

  function callOf(callId: CallId): ExchangeCall | undefined {
    for (const { calls } of lines) {
      const call = calls.get(callId)
      if (call) return call
    }
    return undefined
  }

  function ringingOf(callId: CallId): { line: OpenLine; session: IncomingSession } | undefined {
    for (const { line, ringing } of lines) {
      const found = ringing.get(callId)
      if (found) return { line, session: found.session }
    }
    return undefined
  }

  /** Nothing of the call is on the wire any more. */
  function settle(held: HeldLine, callId: CallId): void {
    held.calls.delete(callId)
    letGo(held)
    tell(() => reports.callSettled?.(callId))
  }

  function openCall(
    held: HeldLine,
    callId: CallId,
    beginning: Beginning,
    { hidden, isTold }: CallTelling,
  ): ExchangeCall {
    const call = openExchangeCall({
      callId,
      beginning,
      hidden,
      digitsBy: held.line.account.line.dtmf,
      server: held.line.account.server,
      limits,
      now,
      canSignal: held.line.canSignal,
      answersRealm: held.line.answersRealm,
      proofRefusal: held.line.proofRefusal,
      moved(move) {
        // Nothing is told of a call that has been replaced, or is about to be.
        if (held.calls.get(callId) !== call || isTold?.(move) === false) return
        tell(() => reports.callMoved(callId, move))
        if (move.kind === 'answered' || move.kind === 'ended') held.ringing.delete(callId)
        if (move.kind === 'ended') queueMicrotask(() => letGo(held))
      },
    })
    held.calls.set(callId, call)
    void call.whenSettled.then(() => {
      if (held.calls.get(callId) === call) settle(held, callId)
    })
    held.line.setInCall(true)
    return call
  }

  return {
    all: lines,
    inUse: () => current,
    use(account) {
      const old = current
      current = account ? hold(account) : null
      if (old) letGo(old)
    },
    callOf,
    ringingOf,
    settle,
    openCall,
    async close() {
      const held = [...lines]
      current = null
      lines.clear()
      for (const { calls } of held) for (const call of calls.values()) call.hangUp('quit')
      await Promise.all(
        held.map(async ({ line, calls }) => {
          const farewells = [...calls.values()].map((call) => call.whenSettled)
          await atMost(limits.farewellMs, Promise.all(farewells))
          await line.close()
          calls.forEach((call) => call.forget())
        }),
      )
    },
  }
}

/** The address that this line dialled, as its INVITE had it; null for a call that came. */
function dialledBy(call: ExchangeCall | undefined): string | null {
  return call?.session instanceof OutgoingSession ? call.session.request.ruri.toRaw() : null
}
