import { createHash } from 'node:crypto'
import { readContentType, readBody } from './sip/body.ts'
import { allOf, firstOf, readCSeq, type SipMessage } from './sip/message.ts'
import { readNameAddr, readNameAddrs } from './sip/name-addr.ts'
import { readReplaces } from './sip/replaces.ts'
import { isNumber, isToken } from './sip/scan.ts'
import { isOldStyle } from './sip/to-sip-js.ts'
import { readUri, type ReadUri } from './sip/uri.ts'
import { readVias } from './sip/via.ts'

/*
 * A request that cannot be taken, judged before sip.js sees it: sip.js drops what it does not understand without a word, and
 * the sender would wait for 32 s to learn nothing (RFC 3261 17.1.2.2). It hears why instead, statelessly (8.2.7), wherever it
 * can know the answer again. To an ACK nothing is ever said.
 */

export interface Refusal {
  readonly status: number
  /** Why, in the words of the answer; nothing of what the request says. */
  readonly reason: string
  /** Whole header lines. */
  readonly headers?: readonly string[]
}

/** What this phone does, as Allow has it. */
const methods = ['ACK', 'BYE', 'CANCEL', 'INFO', 'INVITE', 'NOTIFY', 'OPTIONS', 'PRACK', 'REFER'] as const

/** RFC 3261 20: what may be there only once. */
const once = ['from', 'to', 'call-id', 'cseq', 'max-forwards', 'content-length', 'content-type', 'replaces']

/** Methods that are known and not taken (IANA's list): 405. Whatever else there may be gets 501 (RFC 3261 21.5.2). */
const untaken = ['MESSAGE', 'PUBLISH', 'REGISTER', 'SUBSCRIBE', 'UPDATE'] as const

/** Option tags that a caller may insist on (RFC 3261 8.2.2.3). */
const supported = ['outbound', 'replaces']

/** What is wrong with this request; null: sip.js may have it. */
export function refusalOf(message: SipMessage, isOurs: (uri: ReadUri) => boolean): Refusal | null {
  return brokenIn(message) ?? unwantedIn(message, isOurs)
}

/** Against the grammar, or against itself. */
function brokenIn(message: SipMessage): Refusal | null {
  const { method, uri, version, fields } = message
  const first = (name: string) => firstOf(message, name)
  if (version !== 'SIP/2.0' && /^SIP\/\d/.test(version)) return refuse(505, 'Version Not Supported')
  if (version !== 'SIP/2.0') return refuse(400, 'Bad Request Line')
  if (!message.isWhole) return refuse(400, 'Header Without End')
  if (fields.has('') || [...fields.values()].flat().some((value) => /[\r\n]/.test(value))) {
    return refuse(400, 'Malformed Header Field')
  }
  const twice = once.find((name) => allOf(message, name).length > 1)
  if (twice) return refuse(400, `More Than One ${nameForPeople(twice)}`)
  const missing = ['via', 'from', 'to', 'call-id', 'cseq'].find((name) => !first(name))
  if (missing) return refuse(400, `Missing ${nameForPeople(missing)}`)
  const cseq = readCSeq(first('cseq'))
  if (!cseq) return refuse(400, 'Bad CSeq')
  if (cseq.method !== method) return refuse(400, 'CSeq Names Another Method')
  if (/\s/.test(first('call-id'))) return refuse(400, 'Bad Call-ID')
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(uri)?.[1]?.toLowerCase()
  if (scheme && !['sip', 'sips', 'tel'].includes(scheme)) return refuse(416, 'Unsupported URI Scheme')
  if (readUri(uri)?.hasHeaders !== false) return refuse(400, 'Bad Request-URI')
  const vias = readVias(allOf(message, 'via'))
  if (!vias || vias.some(({ params }) => params === null)) return refuse(400, 'Bad Via')
  if (!readNameAddr(first('from'))) return refuse(400, 'Bad From')
  if (!readNameAddr(first('to'))) return refuse(400, 'Bad To')
  if (!readNameAddrs(allOf(message, 'record-route'))) return refuse(400, 'Bad Record-Route')
  const length = allOf(message, 'content-length')[0]
  if (length !== undefined && !isNumber(length, 9)) return refuse(400, 'Bad Content-Length')
  if (Number(length ?? 0) > message.body.length) return refuse(400, 'Body Shorter Than Content-Length')
  const forwards = allOf(message, 'max-forwards')[0]
  if (forwards !== undefined && !isNumber(forwards, 9)) return refuse(400, 'Bad Max-Forwards')
  const type = allOf(message, 'content-type')[0]
  if (type !== undefined && type !== '' && !readContentType(type)) return refuse(400, 'Bad Content-Type')
  return method === 'INVITE' ? brokenInvite(message) : first('replaces') ? refuse(400, 'Replaces Without INVITE') : null
}

function brokenInvite(message: SipMessage): Refusal | null {
  const isOld = isOldStyle(message)
  if (!tagOf(message, 'from') && !isOld) return refuse(400, 'Missing From Tag')
  const contacts = allOf(message, 'contact')
  if (contacts.length === 0 && !isOld) return refuse(400, 'Missing Contact')
  // One address where the dialog is to be spoken to; `*` and several are none.
  const read = contacts.length === 0 ? null : readNameAddrs(contacts)
  if (contacts.length > 0 && read?.length !== 1) return refuse(400, 'Bad Contact')
  const replaces = allOf(message, 'replaces')[0]
  // RFC 3891 3.
  const cannotReplace = tagOf(message, 'to') || message.fields.has('join')
  return replaces !== undefined && (cannotReplace || !readReplaces(replaces)) ? refuse(400, 'Bad Replaces') : null
}

/** Whole, and nothing for this phone. */
function unwantedIn(message: SipMessage, isOurs: (uri: ReadUri) => boolean): Refusal | null {
  const { method } = message
  const isInDialog = tagOf(message, 'to') !== ''
  // RFC 3261 8.2.1: MESSAGE and the rest could be taken and never be shown, which would be a lie.
  if (untaken.some((known) => known === method))
    return refuse(405, 'Method Not Allowed', [`Allow: ${methods.join(', ')}`])
  if (!methods.some((taken) => taken === method)) return refuse(501, 'Not Implemented')
  if (method === 'ACK' || method === 'CANCEL') return null
  if (!isOurs(readUri(message.uri)!)) return refuse(404, 'Not Found')
  // RFC 6086 4.2.2; a PRACK acknowledges a provisional response of a dialog.
  if (!isInDialog && (method === 'INFO' || method === 'PRACK')) return refuse(481, 'Call/Transaction Does Not Exist')
  if (!isInDialog) {
    const unknown = listIn(message, 'require').filter((tag) => !supported.includes(tag.toLowerCase()))
    if (unknown.length > 0) return refuse(420, 'Bad Extension', [`Unsupported: ${unknown.join(', ')}`])
  }
  if (method === 'INVITE') return unwantedOffer(message, isInDialog)
  return method === 'INFO' ? unwantedInfo(message) : null
}

function unwantedOffer(message: SipMessage, isInDialog: boolean): Refusal | null {
  const body = readBody(message)
  if (body && listIn(message, 'content-encoding').some((name) => name.toLowerCase() !== 'identity'))
    return refuse(415, 'Unsupported Media Type', ['Accept-Encoding: identity'])
  if (body && body.type !== 'application/sdp') return refuse(415, 'Unsupported Media Type', ['Accept: application/sdp'])
  const accepted = listIn(message, 'accept').map((range) => readContentType(range)?.type)
  const takesSdp = accepted.some((type) => type === 'application/sdp' || type === 'application/*' || type === '*/*')
  return !isInDialog && message.fields.has('accept') && !takesSdp ? refuse(406, 'Not Acceptable') : null
}

/** An INFO without anything in it asks for nothing (RFC 2976 2.2); what it may ask for is not done here. */
function unwantedInfo(message: SipMessage): Refusal | null {
  if (message.fields.has('info-package')) return refuse(469, 'Bad Info Package', ['Recv-Info: nil'])
  return readBody(message) ? refuse(415, 'Unsupported Media Type', ['Accept: ']) : null
}

/** RFC 3261 8.2.6.2, byte for byte what was sent; null where nothing may be said, or nobody could know it again. */
export function answerTo(message: SipMessage, { status, reason, headers = [] }: Refusal): string | null {
  const lines = allOf(message, 'via')
  // By its first line alone: another method in CSeq makes no ACK of it.
  if (message.method === null || message.method === 'ACK') return null
  // It goes back on the socket that the request came by, whatever the Via says; without any, nobody could know it again.
  if (!lines[0]) return null
  const tag = createHash('sha256')
    .update([lines[0], firstOf(message, 'call-id'), firstOf(message, 'cseq')].join(' '))
    .digest('hex')
    .slice(0, 10)
  const to = firstOf(message, 'to')
  const isTagged = (readNameAddr(to)?.params.has('tag') ?? false) || to === ''
  const copied: [string, string][] = [
    ...lines.map((via): [string, string] => ['Via', via]),
    ['From', firstOf(message, 'from')],
    ['To', isTagged ? to : `${to};tag=${tag}`],
    ['Call-ID', firstOf(message, 'call-id')],
    ['CSeq', firstOf(message, 'cseq')],
  ]
  return [
    `SIP/2.0 ${status} ${reason}`,
    // A line end that is none in SIP may be one to whoever reads it next.
    ...copied.filter(([, value]) => value !== '').map(([name, value]) => `${name}: ${value.replace(/[\r\n]/g, ' ')}`),
    ...headers,
    'Content-Length: 0',
    '',
    '',
  ].join('\r\n')
}

/** For a request that sip.js threw at: nobody here can take it, and its sender is told so. */
export const failedHere: Refusal = { status: 500, reason: 'Server Internal Error' }

function refuse(status: number, reason: string, headers: readonly string[] = []): Refusal {
  return { status, reason, headers }
}

/** '' for a party without one. */
export function tagOf(message: SipMessage, name: 'from' | 'to'): string {
  return readNameAddr(firstOf(message, name))?.params.get('tag') ?? ''
}

function listIn(message: SipMessage, name: string): string[] {
  return allOf(message, name)
    .flatMap((line) => line.split(','))
    .map((word) => word.trim())
    .filter((word) => word !== '' && (isToken(word) || word.includes('/')))
}

function nameForPeople(name: string): string {
  return { 'call-id': 'Call-ID', cseq: 'CSeq' }[name] ?? name.replace(/(^|-)[a-z]/g, (letter) => letter.toUpperCase())
}
