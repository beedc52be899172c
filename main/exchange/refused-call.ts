import type { Refusal } from './broken-request.ts'
import { callerIn } from './caller-of.ts'
import type { SipMessage } from './sip/message.ts'
import type { RefusedCall } from './exchange-reports.ts'
import type { HeldLine } from './held-lines.ts'

/** The report of a call that was turned away unheard. */
export function refusedCall(
  { line }: HeldLine,
  told: {
    readonly refusal: Refusal
    readonly message: SipMessage
    readonly at: number
    readonly tooMany?: 'caller' | 'all'
  },
): RefusedCall {
  const { refusal, message, at, tooMany } = told
  const { status, reason } = refusal
  const { lineId, trustsAssertedIdentity } = line.account.line
  const counted = tooMany === 'caller' ? 'too-often' : 'too-many'
  const why = tooMany || status === 503 ? counted : status === 400 || status === 513 ? 'unreadable' : 'unwanted'
  return { lineId, at, caller: callerIn(message, trustsAssertedIdentity), status, reason, why }
}
