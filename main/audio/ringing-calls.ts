import { ringingHere } from '../../shared/call/call-on-desk.ts'
import { readPhoneNumber } from '../../shared/number/phone-number.ts'
import type { RingingCall } from '../../shared/contract/received-call.ts'
import { contactCard } from '../archive/contact-card.ts'
import type { AppContext } from '../app-context.ts'

/** Everything the rep should know before they answer. */
export function ringingCalls({
  archive,
  calls,
  exchange,
  now,
}: Pick<AppContext, 'archive' | 'calls' | 'exchange' | 'now'>): RingingCall[] {
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
      otherwise: call.received?.otherwise ?? null,
      ...(call.received?.mayAnswer && { mayAnswer: call.received.mayAnswer }),
      timeZone,
      place,
      stranger: tags.includes('called in') && attempts.length === 0 && received.length < 2,
      startedAt: call.dialledAt,
      line: exchange.lineState().line?.name ?? '',
      promised: card.assistant.promises[0] ?? null,
      lastAttempt: attempts[0] ?? null,
      next,
      doNotCall: card.doNotCall.length > 0,
    }
  })
}
