import type { Call } from '../../shared/contract/call.ts'
import { receiveCall } from '../../shared/call/new-call.ts'
import type { Incoming } from '../../shared/contract/incoming-bridge.ts'
import { ok, type Result } from '../../shared/result.ts'
import { withoutLinePrefix } from '../../shared/line/dial-format.ts'
import { answerCall } from './answer-call.ts'
import { guard } from '../archive/open.ts'
import { possibleCallbacks } from '../archive/possible-callbacks.ts'
import { answeringOf } from '../archive/received-calls.ts'
import type { IncomingCall } from '../exchange/exchange-reports.ts'
import type { AppContext } from '../app-context.ts'
import { identifyCaller } from './identify-caller.ts'
import { recordReceived } from './record-received.ts'
import { ring } from '../audio/ring.ts'
import { ringingCalls } from '../audio/ringing-calls.ts'

/** Somebody calls: who they are is known, and kept, before anything rings. */
export function callCame(app: AppContext, came: IncomingCall): void {
  const { archive, calls, desk, exchange } = app
  const call = callOf(app, came)
  // Without an archive nothing said here would be kept, and nobody could be named.
  if (!call.ok) {
    desk.notice(call.trouble)
    return exchange.hangUp(came.callId, 'network')
  }
  calls.begin(call.value)
  desk.changed('calls')
  ring(app)
  if (answeringOf(archive, came.lineId).autoAnswer) void answerCall(app, came.callId)
}

/** Nothing rang, and the rep is told when they look: it is kept as missed. */
export function callTurnedAway(
  app: Pick<AppContext, 'archive' | 'desk' | 'exchange' | 'newId' | 'now' | 'random' | 'region'>,
  came: IncomingCall,
  why: 'do-not-disturb' | 'too-many',
): void {
  const { archive, desk, now, newId, random } = app
  const call = callOf(app, came)
  if (!call.ok) return desk.notice(call.trouble)
  const ended = { ...call.value, phase: 'ended', endedAt: came.at, endedBy: 'network' } as const
  const kept = recordReceived(archive, ended, { now: now(), newId, random }, why === 'do-not-disturb')
  if (!kept.ok) return desk.notice(kept.trouble)
  desk.archiveChanged()
}

function callOf(
  {
    archive,
    exchange,
    region: computers,
    newId,
    now,
    random,
  }: Pick<AppContext, 'archive' | 'exchange' | 'newId' | 'now' | 'random' | 'region'>,
  { callId, lineId, caller, at }: IncomingCall,
): Result<Call> {
  const { line } = exchange.lineState()
  const region = line?.region || computers
  // What the line wants before a number, its PBX puts before a caller's.
  const number = line ? withoutLinePrefix(caller.number, line) : caller.number
  const known = guard(() => identifyCaller(archive, { ...caller, number }, { region, now: at, newId }))
  if (!known.ok) return known
  const mayAnswer = possibleCallbacks(archive, { ...known.value, at })
  const call = receiveCall({
    ...known.value,
    callId,
    lineId,
    callerName: caller.name,
    otherwise: caller.otherwise,
    ...(mayAnswer.length > 0 && { mayAnswer }),
    at,
  })
  const written = recordReceived(archive, call, { now: now(), newId, random })
  return written.ok ? ok(call) : written
}

export function incomingState(app: Pick<AppContext, 'archive' | 'calls' | 'exchange' | 'now' | 'quiet'>): Incoming {
  const { line } = app.exchange.lineState()
  const answering = line && answeringOf(app.archive, line.lineId)
  return {
    ringing: ringingCalls(app),
    doNotDisturb: app.quiet.on,
    answering: answering ?? { autoAnswer: false, forwardTo: '' },
  }
}
