import { receiveCall, type Call } from '../shared/call.ts'
import { ringingHere } from '../shared/call-on-desk.ts'
import type { Incoming } from '../shared/incoming-bridge.ts'
import type { RingingCall } from '../shared/received-call.ts'
import { readPhoneNumber } from '../shared/phone-number.ts'
import { ok, type Result } from '../shared/result.ts'
import { answerCall } from './answer-call.ts'
import { contactCard } from './archive/contacts.ts'
import { guard } from './archive/open.ts'
import { answeringOf } from './archive/received-calls.ts'
import type { IncomingCall } from './exchange/exchange.ts'
import type { House } from './house.ts'
import { knowCaller } from './know-caller.ts'
import { recordReceived } from './record-received.ts'
import { ring } from './ring.ts'

/** Somebody calls: who they are is known, and kept, before anything rings. */
export function callCame(house: House, came: IncomingCall): void {
  const { archive, calls, desk, exchange } = house
  const call = callOf(house, came)
  // Without an archive nothing said here would be kept, and nobody could be named.
  if (!call.ok) {
    desk.notice(call.trouble)
    return exchange.hangUp(came.callId, 'network')
  }
  calls.begin(call.value)
  desk.callsChanged()
  ring(house)
  if (answeringOf(archive, came.lineId).autoAnswer) void answerCall(house, came.callId)
}

/** Nothing rang, and the rep is told when they look: it is kept as missed. */
export function callTurnedAway(house: House, came: IncomingCall, why: 'do-not-disturb' | 'too-many'): void {
  const { archive, desk, now, newId, random } = house
  const call = callOf(house, came)
  if (!call.ok) return desk.notice(call.trouble)
  const ended = { ...call.value, phase: 'ended', endedAt: came.at, endedBy: 'network' } as const
  const kept = recordReceived(archive, ended, { now: now(), newId, random }, why === 'do-not-disturb')
  if (!kept.ok) return desk.notice(kept.trouble)
  desk.archiveChanged()
}

function callOf(
  { archive, exchange, newId, now, random }: House,
  { callId, lineId, caller, at }: IncomingCall,
): Result<Call> {
  const region = exchange.lineState().line?.region ?? ''
  const known = guard(() => knowCaller(archive, caller, { region, now: at, newId }))
  if (!known.ok) return known
  const call = receiveCall({ callId, lineId, callerName: caller.name, at, ...known.value })
  const written = recordReceived(archive, call, { now: now(), newId, random })
  return written.ok ? ok(call) : written
}

/** Everything the rep should know before they answer. */
export function ringingCalls({ archive, calls, exchange, now }: House): RingingCall[] {
  return ringingHere(calls.all()).flatMap((call) => {
    const card = contactCard(archive, call.contactId, { now: now(), heard: () => false })
    if (!card) return []
    const { contactId, name, company, timeZone, place, attempts, received, next, tags } = card
    const callerName = call.received?.callerName ?? ''
    return {
      callId: call.callId,
      contactId,
      name,
      company,
      number: call.number === '' ? null : (readPhoneNumber(call.number)?.shown ?? call.number),
      callerName: callerName === '' || name.includes(callerName) ? null : callerName,
      timeZone,
      place,
      stranger: tags.includes('called in') && attempts.length === 0 && received.length < 2,
      startedAt: call.dialledAt,
      line: exchange.lineState().line?.name ?? '',
      lastAttempt: attempts[0] ?? null,
      next,
      doNotCall: card.doNotCall.length > 0,
    }
  })
}

export function incomingState(house: House): Incoming {
  const { line } = house.exchange.lineState()
  const answering = line && answeringOf(house.archive, line.lineId)
  return {
    ringing: ringingCalls(house),
    doNotDisturb: house.quiet.on,
    answering: answering ?? { autoAnswer: false, forwardTo: '' },
  }
}
