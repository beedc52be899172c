import { header, headersOf, uriOf, userOf, type SipRequest } from './sip-message.ts'

/** What a phone on the practice line displays of who calls, as a network that obeys every way of asking would have it. */
export function displayOf(invite: SipRequest): string {
  const from = uriOf(header(invite, 'from') ?? '')
  const privacy = headersOf(invite, 'privacy').join(';').toLowerCase()
  const isPrivate = /\b(id|user|header)\b/.test(privacy) || /@anonymous\.invalid$/i.test(from)
  return isPrivate || userOf(invite.uri).startsWith('*67') ? 'Private number' : userOf(from)
}
