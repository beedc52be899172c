import { URI, UserAgent } from 'sip.js'

/** The host of a ws:// or wss:// server, without its port: what stands after @ where a line names no domain. */
export function hostOf(server: string): string {
  return URL.canParse(server) ? new URL(server).hostname : ''
}

/** The line's own address of record, or null where user or domain cannot be part of one. */
export function addressOfRecord(user: string, domain: string): URI | null {
  return parse(`sip:${escapeUser(user)}@${domain}`)
}

/**
 * Where a number is dialled: digits, +, * and # at the line's domain, the + first or behind a code; `sip:somebody@somewhere` and
 * `somebody@somewhere` as they are. Null for anything else.
 */
export function dialledAddress(number: string, domain: string): URI | null {
  const text = number.trim()
  if (text.includes('@') || /^sip:/i.test(text)) {
    // Headers and parameters of a pasted address could redirect or replace a call.
    if (!/^(sip:)?[^\s@<>"?;,]+@[^\s@<>"?;,]+$/i.test(text)) return null
    return parse(/^sip:/i.test(text) ? text : `sip:${text}`)
  }
  // Visual separators of RFC 3966 5.1.1, and the space that people write.
  const digits = text.replace(/[\s().\-/]/g, '')
  return /^(\+|[0-9*#]{1,10}\+)?[0-9*#]{1,40}$/.test(digits) && /[0-9]/.test(digits)
    ? parse(`sip:${escapeUser(digits)}@${domain}`)
    : null
}

function parse(text: string): URI | null {
  return UserAgent.makeURI(text) ?? null
}

/** RFC 3261 25.1: what may stand unescaped in the user part; `#` may not. */
function escapeUser(user: string): string {
  return encodeURIComponent(user).replace(/%(2B|26|3D|24|2C|3B|3F|2F)/gi, (escaped) => decodeURIComponent(escaped))
}
