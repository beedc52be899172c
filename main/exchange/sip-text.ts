/*
 * SIP as text: what has to be known about a message before sip.js sees it.
 */

const MOST_BYTES = 64 * 1024
const MOST_HEADERS = 200

/** Why a message is not even parsed, or null. sip.js has no limits of its own and parses for seconds what is big enough. */
export function whyTooMuch(message: string): string | null {
  if (Buffer.byteLength(message) > MOST_BYTES) return 'more than 64 KiB'
  let headers = 0
  const end = endOfHead(message)
  for (let at = message.indexOf('\r\n'); at !== -1 && at < end; at = message.indexOf('\r\n', at + 2)) headers++
  return headers > MOST_HEADERS ? 'more than 200 headers' : null
}

export interface Provisional {
  readonly callId: string
  readonly status: number
}

/**
 * A 1xx response to an INVITE, read from its text: sip.js drops those that come without To tag or Contact
 * (both optional in a 1xx, RFC 3261 table 2), and the call would never be said to ring.
 */
export function provisionalOf(message: string): Provisional | null {
  const status = /^SIP\/2\.0 (1\d\d) /.exec(message)?.[1]
  if (!status) return null
  const head = message.slice(0, endOfHead(message))
  const callId = callIdOf(head)
  return callId && /^cseq[ \t]*:[ \t]*\d+[ \t]+INVITE/im.test(head) ? { callId, status: Number(status) } : null
}

export function callIdOf(message: string): string | undefined {
  return /^(?:call-id|i)[ \t]*:[ \t]*(\S+)/im.exec(message.slice(0, endOfHead(message)))?.[1]
}

export function endOfHead(message: string): number {
  const end = message.indexOf('\r\n\r\n')
  return end === -1 ? message.length : end
}
