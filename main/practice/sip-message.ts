import { readNameAddr } from '../exchange/sip/name-addr.ts'
/** SIP messages as text (RFC 3261 7): reading what a client sends, writing what the practice line answers. */

export interface SipRequest {
  readonly method: string
  readonly uri: string
  readonly version: string
  readonly headers: SipHeaders
  readonly body: string
}

export interface SipResponse {
  readonly status: number
  readonly reason: string
  readonly headers: SipHeaders
  readonly body: string
}

/** In their order, names in their long form and in lower case, one entry for each line. */
export type SipHeaders = readonly (readonly [name: string, value: string])[]

const compactNames: Record<string, string> = {
  c: 'content-type', e: 'content-encoding', f: 'from', i: 'call-id', k: 'supported', l: 'content-length',
  m: 'contact', o: 'event', r: 'refer-to', s: 'subject', t: 'to', u: 'allow-events', v: 'via',
} // prettier-ignore

/** The message, or null where the text is none. */
export function readSipMessage(text: string): SipRequest | SipResponse | null {
  const end = text.indexOf('\r\n\r\n')
  if (end < 0) return null
  // A line that begins with white space goes on from the one before (RFC 3261 7.3.1).
  const lines = text
    .slice(0, end)
    .replace(/\r\n[ \t]+/g, ' ')
    .split('\r\n')
  const headers: [string, string][] = []
  for (const line of lines.slice(1)) {
    const colon = line.indexOf(':')
    const name = line.slice(0, Math.max(colon, 0)).trim().toLowerCase()
    if (!/^[a-z0-9\-.!%*_+`'~]+$/.test(name)) return null
    headers.push([compactNames[name] ?? name, line.slice(colon + 1).trim()])
  }
  const body = text.slice(end + 4)
  const request = /^([A-Z]+) (\S+) (SIP\/\d+\.\d+)$/i.exec(lines[0]!)
  if (request) return { method: request[1]!.toUpperCase(), uri: request[2]!, version: request[3]!, headers, body }
  const response = /^SIP\/2\.0 ([1-6]\d\d) (.*)$/i.exec(lines[0]!)
  if (response) return { status: Number(response[1]), reason: response[2]!, headers, body }
  return null
}

export function header(message: { readonly headers: SipHeaders }, name: string): string | undefined {
  return message.headers.find(([each]) => each === name)?.[1]
}

export function headersOf(message: { readonly headers: SipHeaders }, name: string): string[] {
  return message.headers.filter(([each]) => each === name).map(([, value]) => value)
}

export interface CSeq {
  readonly number: number
  readonly method: string
}

/** What every request must have to be answered at all (RFC 3261 8.1.1), or null. */
export function essentials(
  request: SipRequest,
): { callId: string; fromTag: string; toTag: string | null; cseq: CSeq } | null {
  const cseq = /^(\d{1,10})\s+([A-Z]+)$/i.exec(header(request, 'cseq') ?? '')
  const callId = header(request, 'call-id')
  const fromTag = tagOf(header(request, 'from') ?? '')
  const to = header(request, 'to')
  if (!cseq || !callId || !fromTag || !to || !header(request, 'via')) return null
  const number = Number(cseq[1])
  // RFC 3261 8.1.1.5: below 2^31.
  if (number >= 2 ** 31) return null
  return { callId, fromTag, toTag: tagOf(to), cseq: { number, method: cseq[2]!.toUpperCase() } }
}

/** The tag of a From or To value. */
export function tagOf(value: string): string | null {
  return readNameAddr(value)?.params.get('tag') ?? null
}

/** The URI of a name-addr or addr-spec: From, To, Contact, Record-Route. */
export function uriOf(value: string): string {
  return readNameAddr(value)?.uri.text ?? value.split(';', 1)[0]!.trim()
}

/** The user part of a sip:, sips: or tel: URI, decoded, without parameters. Empty where there is none. */
export function userOf(uri: string): string {
  const match = /^(?:sips?:([^@]+)@|tel:([^;]+))/i.exec(uri)
  const user = (match?.[1] ?? match?.[2] ?? '').split(';')[0]!.split(':')[0]!
  try {
    return decodeURIComponent(user)
  } catch {
    return user
  }
}

/** The branch of the topmost Via: the name of the transaction. */
export function branchOf(message: { readonly headers: SipHeaders }): string {
  return /;\s*branch\s*=\s*([^\s;,]+)/i.exec(header(message, 'via') ?? '')?.[1] ?? ''
}

type Extra = readonly (readonly [name: string, value: string])[]

/**
 * An answer to a request: Via, From, To, Call-ID and CSeq are copied (RFC 3261 8.2.6.2), To gets our
 * tag where it has none. In a dialog the Record-Route goes back too (12.1.1).
 */
export function writeResponse(
  request: SipRequest,
  status: number,
  reason: string,
  toTag: string,
  extra: Extra = [],
  body = '',
): string {
  const lines = [`SIP/2.0 ${status} ${reason}`]
  for (const via of headersOf(request, 'via')) lines.push(`Via: ${via}`)
  if (status > 100 && status < 300)
    for (const route of headersOf(request, 'record-route')) lines.push(`Record-Route: ${route}`)
  lines.push(`From: ${header(request, 'from')}`)
  const to = header(request, 'to')!
  lines.push(`To: ${to}${status === 100 || tagOf(to) ? '' : `;tag=${toTag}`}`)
  lines.push(`Call-ID: ${header(request, 'call-id')}`, `CSeq: ${header(request, 'cseq')}`)
  return finish(lines, extra, body)
}

export function writeRequest(method: string, uri: string, fields: Extra, body = ''): string {
  return finish([`${method} ${uri} SIP/2.0`], fields, body)
}

function finish(lines: string[], extra: Extra, body: string): string {
  for (const [name, value] of extra) lines.push(`${name}: ${value}`)
  lines.push('User-Agent: Afterbeep practice line', `Content-Length: ${Buffer.byteLength(body)}`, '', body)
  return lines.join('\r\n')
}
