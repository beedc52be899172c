import type { Core } from 'sip.js'
import type { ExchangeCall } from './call.ts'
import { OutgoingSession } from './outgoing-session.ts'
import { readReplaces, type Replaces } from './sip/replaces.ts'

/** null: it replaces nothing. One that cannot be read has been refused before (broken-request.ts). */
export function replacesOf(request: Core.IncomingRequestMessage): Replaces | null {
  return readReplaces(request.getHeader('replaces') ?? '')
}

/**
 * Which call it is, or why it cannot be taken over (RFC 3891 3): 481 for none, and for one that rings here, since nobody
 * but its caller is in it; 603 for one that is over; 486 for one that has been answered where only an early one is wanted.
 */
export function replacedCall(
  replaces: Replaces,
  calls: Iterable<ExchangeCall>,
  dialogs: ReadonlyMap<string, Core.Dialog>,
): ExchangeCall | { readonly statusCode: number } {
  const { callId, toTag, fromTag, earlyOnly } = replaces
  const dialog = dialogs.get(callId + toTag + fromTag)
  const call = [...calls].find(({ session }) => sipCallIdOf(session) === callId)
  if (!call) return { statusCode: 481 }
  const own = call.session.dialog
  const isOwn = own !== undefined && own.localTag === toTag && own.remoteTag === fromTag
  if (!call.isLive()) return { statusCode: isOwn || dialog ? 603 : 481 }
  if (call.isUp()) return !isOwn ? { statusCode: 481 } : earlyOnly ? { statusCode: 486 } : call
  return dialog && call.session instanceof OutgoingSession ? call : { statusCode: 481 }
}

function sipCallIdOf(session: ExchangeCall['session']): string {
  return session instanceof OutgoingSession ? session.request.callId : (session.dialog?.callId ?? '')
}
