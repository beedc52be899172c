import type { Presentation } from '../../shared/contract/caller-id.ts'
import type { PrivacyRequest } from './call-privacy.ts'
import type { Identity } from './outgoing-session.ts'
import { addressOfRecord } from './sip-address.ts'

/** A presentation as an INVITE says it; null where its number cannot be part of an address at this domain. */
export function identityOf(
  { from, headers, asksFor }: Presentation,
  callerName: string,
  domain: string,
): Identity | null {
  const displayName = asksFor.kind === 'hidden' ? '' : callerName
  if (from === 'own') return { displayName, from: null, headers }
  // RFC 3323 4.1.1.3 and RFC 3261 8.1.1.3: who says nothing says it like this.
  if (from === 'anonymous') {
    const nobody = addressOfRecord('anonymous', 'anonymous.invalid')
    return nobody && { displayName: 'Anonymous', from: nobody, headers }
  }
  const other = addressOfRecord(from.number, domain)
  return other && { displayName, from: other, headers }
}

/** What the rest of the call must not say either; null where the line calls as itself. */
export function privacyRequestOf({ from, headers, asksFor }: Presentation): PrivacyRequest | null {
  const hidden = asksFor.kind === 'hidden'
  if (!hidden && from === 'own') return null
  const privacy = headers
    .map((line) => /^privacy[ \t]*:(.*)$/i.exec(line)?.[1]?.trim())
    .find((value) => value !== undefined)
  return { hidden, privacy: privacy ?? null }
}
