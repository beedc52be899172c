import { randomBytes } from 'node:crypto'
import { firstOf, type SipMessage } from './sip/message.ts'
import { callIdOf, endOfHead } from './sip-text.ts'

/** How much a call says of the rep beside what its INVITE was told to say. */
export interface PrivacyRequest {
  /** Nothing at all may lead back to the rep or to another call of theirs. */
  readonly hidden: boolean
  /** The value of Privacy where the INVITE had one: every later message has to ask again (RFC 3323 4.2). */
  readonly privacy: string | null
}

/**
 * Keeps a call as quiet as its INVITE was. Whatever sip.js writes passes here last, requests and responses alike:
 *
 * - REFER has the real address in Referred-By, whatever From says; dropped.
 * - Re-INVITE, ACK, BYE and the rest come without Privacy; added.
 * - User-Agent tells one rep from another where few have this phone; dropped (RFC 3323 4.1).
 * - Contact and Via have one random token for all calls of a line: who was called twice, hidden and shown, could
 *   compare. A hidden call gets tokens of its own, and what comes back is translated, since sip.js knows only its own.
 *
 * The display name needs nothing here: the user agent has none, so that it is in From of the INVITE alone. From itself
 * cannot change within a dialog (RFC 3261 12.2.1.1); where it has the real number, hiding it is the server's part.
 */
export interface CallPrivacy {
  /** What stands in Contact and Via of this line: random, and nothing of this machine. */
  readonly contactUser: string
  readonly viaHost: string
  /** From here on, for as long as the line is open: a late retransmission must not be the one that tells. */
  keep(callId: string, privacyRequest: PrivacyRequest): void
  isHidden(callId: string): boolean
  outgoing(message: string): string
  incoming(message: SipMessage): SipMessage
}

interface Kept extends PrivacyRequest {
  readonly contactUser: string
  readonly viaHost: string
}

export function openCallPrivacy(): CallPrivacy {
  const own = tokens()
  const kept = new Map<string, Kept>()

  function keptOf(message: string): Kept | undefined {
    return kept.size > 0 ? kept.get(callIdOf(message) ?? '') : undefined
  }

  return {
    ...own,
    keep: (callId, privacyRequest) => void kept.set(callId, { ...privacyRequest, ...tokens() }),
    isHidden: (callId) => kept.get(callId)?.hidden ?? false,
    outgoing(message) {
      const call = keptOf(message)
      if (!call) return message
      const unsaid = call.hidden ? /^(referred-by|user-agent|server)[ \t]*:/i : /^referred-by[ \t]*:/i
      return changeHead(message, (head) => {
        const lines = head.split('\r\n').filter((line) => !unsaid.test(line))
        const isAsked = lines.some((line) => /^privacy[ \t]*:/i.test(line))
        if (call.privacy !== null && !isAsked) lines.push(`Privacy: ${call.privacy}`)
        return call.hidden ? rename(lines.join('\r\n'), own, call) : lines.join('\r\n')
      })
    },
    incoming(message) {
      const call = kept.size > 0 ? kept.get(firstOf(message, 'call-id')) : undefined
      if (!call?.hidden) return message
      const fields = new Map<string, readonly string[]>()
      for (const [name, values] of message.fields) {
        fields.set(
          name,
          values.map((value) => rename(value, call, own)),
        )
      }
      return { ...message, uri: rename(message.uri, call, own), fields }
    },
  }
}

type Tokens = Pick<CallPrivacy, 'contactUser' | 'viaHost'>

function tokens(): Tokens {
  return { contactUser: randomBytes(4).toString('hex'), viaHost: `${randomBytes(6).toString('hex')}.invalid` }
}

function rename(head: string, from: Tokens, to: Tokens): string {
  return head
    .replaceAll(`${from.contactUser}@${from.viaHost}`, `${to.contactUser}@${to.viaHost}`)
    .replaceAll(from.viaHost, to.viaHost)
}

function changeHead(message: string, change: (head: string) => string): string {
  const end = endOfHead(message)
  return change(message.slice(0, end)) + message.slice(end)
}
