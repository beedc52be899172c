import { isNumber, isSpace, isToken } from './scan.ts'

/** A SIP message as it came, taken apart into lines and no further (RFC 3261 7). */
export interface SipMessage {
  /** Of a request, as written; null for a response. */
  readonly method: string | null
  /** Of a request. */
  readonly uri: string
  /** In upper case, `SIP/2.0`. */
  readonly version: string
  /** Of a response; null for a request. */
  readonly status: number | null
  readonly reason: string
  /** Values by lower-case long name, in order, unfolded; those of lines that are no headers under ''. */
  readonly fields: ReadonlyMap<string, readonly string[]>
  /** An empty line ends the head. */
  readonly isWhole: boolean
  /** Everything behind the head, whatever Content-Length says. */
  readonly body: Buffer
}

/** RFC 3261 7.3.3, and 20 of the extensions that a phone may hear of. */
const longNames: Partial<Record<string, string>> = {
  v: 'via', f: 'from', t: 'to', i: 'call-id', m: 'contact', l: 'content-length', c: 'content-type', e: 'content-encoding',
  k: 'supported', s: 'subject', o: 'event', u: 'allow-events', r: 'refer-to', b: 'referred-by', x: 'session-expires',
} // prettier-ignore

/** What stands between the head and the body. */
const END_OF_HEAD = '\r\n\r\n'

/**
 * Takes a message apart; null: nothing of it looks like SIP. Empty lines before it are none of it (7.5). What is no UTF-8
 * is read as Latin-1, which old gear writes.
 */
export function readMessage(data: Buffer): SipMessage | null {
  let start = 0
  while (data[start] === 0x0d || data[start] === 0x0a) start++
  const found = data.indexOf(END_OF_HEAD, start)
  const end = found === -1 ? data.length : found
  const lines = linesOf(textOf(data.subarray(start, end)))
  const startLine = readStartLine(lines.shift() ?? '')
  if (!startLine) return null
  const fields = new Map<string, string[]>()
  for (const line of lines) {
    const colon = line.indexOf(':')
    const written = line.slice(0, Math.max(0, colon)).trim().toLowerCase()
    const name = isToken(written) && !isSpace(line.charCodeAt(0)) ? (longNames[written] ?? written) : ''
    const value = line.slice(colon + 1).trim()
    const values = fields.get(name)
    if (values) values.push(value)
    else fields.set(name, [value])
  }
  const isWhole = found !== -1
  return { ...startLine, fields, isWhole, body: isWhole ? data.subarray(end + END_OF_HEAD.length) : Buffer.alloc(0) }
}

/** What says where a message belongs, and what a call cannot do without. */
const essential: ReadonlySet<string> = new Set([
  'via',
  'from',
  'to',
  'call-id',
  'cseq',
  'contact',
  'content-type',
  'record-route',
])
/** Of one line, and of them all. */
const MOST_LINE = 64 * 1024
const MOST_LINES = 128 * 1024

/** What is read of a message that is too long: its first line, the headers that say where it belongs, and what follows them. */
export function essentialOf(data: Buffer): Buffer {
  let at = 0
  while (data[at] === 0x0d || data[at] === 0x0a) at++
  const kept: Buffer[] = []
  let size = 0
  let isKept = true
  let end = 0
  while (at < data.length) {
    const found = data.indexOf('\r\n', at)
    end = found === -1 ? data.length : found
    if (end === at) break
    const first = data[at]!
    const isFolded = first === 0x20 || first === 0x09
    if (!isFolded) isKept = kept.length === 0 || isEssential(data.subarray(at, Math.min(end, at + 32)))
    // A reason may be of any length, and goes on being one when it is cut.
    if (kept.length === 0 && end - at > MOST_LINE) kept.push(data.subarray(at, at + MOST_LINE), Buffer.from('\r\n'))
    else if (isKept && end - at <= MOST_LINE && size < MOST_LINES) {
      kept.push(data.subarray(at, end + 2))
      size += end + 2 - at
    }
    at = end + 2
  }
  return Buffer.concat([...kept, data.subarray(at, at + 2 + MOST_LINE)])
}

function isEssential(line: Buffer): boolean {
  const colon = line.indexOf(0x3a)
  if (colon === -1) return false
  const name = line.toString('latin1', 0, colon).trim().toLowerCase()
  return essential.has(longNames[name] ?? name)
}

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

export function textOf(bytes: Buffer): string {
  try {
    return strict.decode(bytes)
  } catch {
    return bytes.toString('latin1')
  }
}

/** A line that begins with a space goes on with the one before (7.3.1). */
function linesOf(head: string): string[] {
  const lines: string[][] = []
  for (const line of head.split('\r\n')) {
    if (isSpace(line.charCodeAt(0)) && lines.length > 1) lines.at(-1)!.push(line.trim())
    else lines.push([line])
  }
  return lines.map((parts) => (parts.length === 1 ? parts[0]! : parts.join(' ')))
}

type StartLine = Pick<SipMessage, 'method' | 'uri' | 'version' | 'status' | 'reason'>

function readStartLine(line: string): StartLine | null {
  const first = line.indexOf(' ')
  if (line.slice(0, 4).toUpperCase() === 'SIP/') {
    const [version, rest] = first === -1 ? [line, ''] : [line.slice(0, first), line.slice(first + 1)]
    const status = rest.slice(0, 3)
    if (!isNumber(status, 3) || (rest.length > 3 && rest[3] !== ' ')) return null
    return {
      method: null,
      uri: '',
      version: version.toUpperCase(),
      status: Number(status),
      reason: rest.slice(4).trim(),
    }
  }
  const last = line.lastIndexOf(' ')
  const method = first === -1 ? line : line.slice(0, first)
  if (!isToken(method)) return null
  const [uri, version] = last > first ? [line.slice(first + 1, last), line.slice(last + 1)] : ['', '']
  return { method, uri, version: version.toUpperCase(), status: null, reason: '' }
}

/** The first value of a header; '' where there is none. */
export function firstOf({ fields }: SipMessage, name: string): string {
  return fields.get(name)?.[0] ?? ''
}

export function allOf({ fields }: SipMessage, name: string): readonly string[] {
  return fields.get(name) ?? []
}

/** What Content-Length says of the body, or all of it where it says nothing that can be meant (18.3). */
export function bodyOf(message: SipMessage): Buffer {
  const length = firstOf(message, 'content-length')
  return isNumber(length, 9) ? message.body.subarray(0, Number(length)) : message.body
}

export interface CSeq {
  readonly value: number
  readonly method: string
}

/** 8.1.1.5: below 2^31. */
export function readCSeq(text: string): CSeq | null {
  let end = 0
  while (text.charCodeAt(end) >= 0x30 && text.charCodeAt(end) <= 0x39) end++
  const digits = text.slice(0, end).replace(/^0+(?=\d)/, '')
  const method = text.slice(end).trim()
  if (end === 0 || !isSpace(text.charCodeAt(end)) || !isToken(method)) return null
  return digits.length <= 10 && Number(digits) < 2 ** 31 ? { value: Number(digits), method } : null
}
