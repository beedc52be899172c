import { createHash } from 'node:crypto'
import { Core, Grammar } from 'sip.js'
import { endOfHead } from './sip-text.ts'

/*
 * A request that cannot be taken, judged by its text before sip.js sees it: sip.js drops what it cannot parse without a
 * word, throws on some of the rest, and the sender would wait for 32 s to learn nothing (RFC 3261 17.1.2.2). It hears why
 * instead, statelessly (8.2.7), wherever an answer can find its way: the top Via says where to, and From, To, Call-ID and
 * CSeq what it is the answer to. Where those cannot be read, and to an ACK ever, nothing is said.
 */

export interface BrokenRequest {
  /** Without anything of what it says. */
  readonly why: string
  /** The response, ready to be sent; null: none can be made. */
  readonly answer: string | null
}

interface Head {
  readonly method: string
  readonly uri: string
  readonly version: string
  /** Values by lower-case long name, in order. */
  readonly fields: ReadonlyMap<string, readonly string[]>
  readonly isWhole: boolean
  readonly bodyBytes: number
}

type Refusal = readonly [status: number, reason: string]

/** What is wrong with this message; null: sip.js may have it. Responses are never answered, and never broken here. */
export function brokenRequest(message: string): BrokenRequest | null {
  if (message.startsWith('SIP/')) return null
  const head = readHead(message)
  if (!head) return { why: 'no request line', answer: null }
  const refusal = refusalOf(head, message)
  return refusal && { why: refusal.join(' '), answer: answerTo(head, refusal) }
}

/** For a request that sip.js threw at: nobody here can take it, and its sender is told so. */
export function answerToFailed(message: string): string | null {
  const head = message.startsWith('SIP/') ? null : readHead(message)
  return head && answerTo(head, [500, 'Server Internal Error'])
}

/** RFC 3261 20: what may be there only once. */
const once = ['from', 'to', 'call-id', 'cseq', 'max-forwards', 'content-length', 'content-type', 'replaces']

/** RFC 3261 7.3.3. */
const longNames: Partial<Record<string, string>> = {
  v: 'via', f: 'from', t: 'to', i: 'call-id', m: 'contact', l: 'content-length', c: 'content-type',
} // prettier-ignore

const token = /^[-.!%*_+`'~0-9a-z]+$/i
/** RFC 3261 8.1.1.5. */
const mostCSeq = 2 ** 31 - 1

function refusalOf(head: Head, message: string): Refusal | null {
  const { method, uri, version, fields } = head
  const all = (name: string) => fields.get(name) ?? []
  const first = (name: string) => fields.get(name)?.[0]
  if (version !== 'SIP/2.0') return [505, 'Version Not Supported']
  if (!head.isWhole) return [400, 'Header Without End']
  if (fields.has('')) return [400, 'Malformed Header Field']
  const twice = once.find((name) => all(name).length > 1)
  if (twice) return [400, `More Than One ${nameForPeople(twice)}`]
  const missing = ['via', 'from', 'to', 'call-id', 'cseq'].find((name) => !first(name))
  if (missing) return [400, `Missing ${nameForPeople(missing)}`]
  const [sequence = '', asked] = first('cseq')!.split(/[ \t]+/)
  if (!/^\d{1,10}$/.test(sequence) || Number(sequence) > mostCSeq) return [400, 'Bad CSeq']
  if (asked !== method) return [400, 'CSeq Names Another Method']
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(uri)?.[1]?.toLowerCase()
  if (scheme && scheme !== 'sip') return [416, 'Unsupported URI Scheme']
  if (!Grammar.URIParse(uri)) return [400, 'Bad Request-URI']
  const length = first('content-length')
  if (length !== undefined && !/^\d{1,9}$/.test(length)) return [400, 'Bad Content-Length']
  if (Number(length ?? 0) > head.bodyBytes) return [400, 'Body Shorter Than Content-Length']
  const forwards = first('max-forwards')
  if (forwards !== undefined && !/^\d{1,3}$/.test(forwards)) return [400, 'Bad Max-Forwards']
  const isInDialog = hasTag(first('to')!)
  if (method === 'INVITE') {
    if (!hasTag(first('from')!)) return [400, 'Missing From Tag']
    if (!fields.has('contact')) return [400, 'Missing Contact']
    if (!contactOf(all('contact'))) return [400, 'Bad Contact']
    const replaces = first('replaces')
    // RFC 3891 3.
    if (replaces !== undefined && (isInDialog || fields.has('join') || Grammar.parse(replaces, 'Replaces') === -1))
      return [400, 'Bad Replaces']
  } else if (fields.has('replaces')) return [400, 'Replaces Without INVITE']
  // Acknowledges a provisional response of a dialog; sip.js throws at one that is in none.
  if (method === 'PRACK' && !isInDialog) return [481, 'Call/Transaction Does Not Exist']
  return Core.Parser.parseMessage(message, silent) ? null : [400, 'Bad Request']
}

function readHead(message: string): Head | null {
  const end = endOfHead(message)
  // A line that begins with a space goes on with the one before (RFC 3261 7.3.1).
  const [startLine = '', ...lines] = message
    .slice(0, end)
    .replace(/\r\n[ \t]+/g, ' ')
    .split('\r\n')
  const [, method = '', uri = '', version = ''] = /^(\S+) (.*) (SIP\/\d+\.\d+)$/i.exec(startLine) ?? []
  if (!token.test(method)) return null
  const fields = new Map<string, string[]>()
  for (const line of lines) {
    const colon = line.indexOf(':')
    const written = line.slice(0, Math.max(0, colon)).trimEnd().toLowerCase()
    const name = token.test(written) ? (longNames[written] ?? written) : ''
    const values = fields.get(name)
    const value = line.slice(colon + 1).trim()
    if (values) values.push(value)
    else fields.set(name, [value])
  }
  const isWhole = end < message.length
  const bodyBytes = isWhole ? Buffer.byteLength(message.slice(end + 4)) : 0
  return { method, uri, version: version.toUpperCase(), fields, isWhole, bodyBytes }
}

/** RFC 3261 8.2.6.2, byte for byte what was sent; null where one of them cannot be read. */
function answerTo({ method, fields }: Head, [status, reason]: Refusal): string | null {
  const vias = fields.get('via') ?? []
  const [from, to, callId, cseq] = ['from', 'to', 'call-id', 'cseq'].map((name) => fields.get(name)?.[0] ?? '')
  const asked = /^\S+[ \t]+(\S+)$/.exec(cseq!)?.[1]
  if (method === 'ACK' || !asked || asked === 'ACK' || !token.test(asked)) return null
  if (!vias[0] || Grammar.parse(vias[0], 'Via') === -1 || !/^\S+$/.test(callId!)) return null
  if (!Grammar.nameAddrHeaderParse(from!) || !Grammar.nameAddrHeaderParse(to!)) return null
  const tag = createHash('sha256').update(`${vias[0]} ${callId} ${cseq}`).digest('hex').slice(0, 10)
  const lines = [
    ...vias.map((via) => `Via: ${via}`),
    `From: ${from}`,
    `To: ${to}${hasTag(to!) ? '' : `;tag=${tag}`}`,
    `Call-ID: ${callId}`,
    `CSeq: ${cseq}`,
  ]
  // A line end that is none in SIP may be one to whoever reads it next.
  if (lines.some((line) => /[\r\n\0]/.test(line))) return null
  return [`SIP/2.0 ${status} ${reason}`, ...lines, 'Content-Length: 0', '', ''].join('\r\n')
}

function hasTag(nameAddr: string): boolean {
  return Grammar.nameAddrHeaderParse(nameAddr)?.hasParam('tag') ?? false
}

/** One address where the dialog is to be spoken to; sip.js throws at `*` and at several. */
function contactOf(values: readonly string[]): boolean {
  const parsed: unknown = values.length === 1 ? Grammar.parse(values[0]!, 'Contact') : null
  return Array.isArray(parsed) && parsed.length === 1
}

function nameForPeople(name: string): string {
  return { 'call-id': 'Call-ID', cseq: 'CSeq' }[name] ?? name.replace(/(^|-)[a-z]/g, (letter) => letter.toUpperCase())
}

/** sip.js's parser writes what it cannot read into a log, strangers' numbers included. */
const silent = { debug() {}, log() {}, warn() {}, error() {} } as unknown as Core.Logger
