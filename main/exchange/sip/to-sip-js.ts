import { createHash, randomBytes } from 'node:crypto'
import { Core, NameAddrHeader, URI } from 'sip.js'
import { readBody } from './body.ts'
import { readChallenges } from './challenge.ts'
import { allOf, firstOf, readCSeq, type CSeq, type SipMessage } from './message.ts'
import { readNameAddr, readNameAddrs, type NameAddr } from './name-addr.ts'
import { readReplaces } from './replaces.ts'
import { isNumber, readParams } from './scan.ts'
import { readUri, type ReadUri } from './uri.ts'
import { readVias } from './via.ts'

/*
 * Messages as sip.js's core wants them, made from what was read here. Its own grammar never sees a stranger's text: it
 * drops much that is valid, and takes a time that grows faster than the text. Every header that sip.js reads is given to it
 * read already; one that cannot be read is left out, and the rest it never asks for.
 */

/** An address that stays as it was written: sip.js would escape anew what it does not throw at. */
class WrittenUri extends URI {
  readonly #text: string

  constructor(read: ReadUri) {
    super(read.scheme, read.user ?? '', read.host || 'invalid', read.port ?? undefined)
    this.#text = read.text
  }

  override toString(): string {
    return this.#text
  }

  override toRaw(): string {
    return this.#text
  }

  override clone(): WrittenUri {
    return new WrittenUri(readUri(this.#text)!)
  }
}

interface Innards {
  headers: Record<string, { raw: string; parsed?: unknown }[]>
  viaBranch: string
  data: string
}
type Incoming = Core.IncomingRequestMessage | Core.IncomingResponseMessage

const sources = new WeakMap<object, SipMessage>()

/** What a message of sip.js's was made from. */
export function sourceOf(message: Incoming): SipMessage | undefined {
  return sources.get(message)
}

/** Longer routes than this are no route (RFC 3261 20.22 has 70 hops at most). */
const MOST_HOPS = 70

/**
 * The tag of a party that has none, as phones of RFC 2543 do (RFC 3261 12.1.1): sip.js has no dialog without one. Nothing
 * of it leaves this phone.
 */
export const untagged = `none-${randomBytes(8).toString('hex')}`

/** A request that was judged before: it is for us, and its From, To, CSeq and Via can be read. */
export function requestOf(source: SipMessage, own: URI): Core.IncomingRequestMessage {
  const message = new Core.IncomingRequestMessage()
  message.method = source.method!
  // sip.js compares users to see whom it is for, letter by letter.
  message.ruri = own
  fill(message, source)
  if (message.fromTag === '') message.fromTag = untagged
  return message
}

/** How a response says which request it is for (RFC 3261 17.1.3). */
export interface Naming {
  /** null: the Via cannot be read, or names none. */
  readonly branch: string | null
  /** What looks like one in it then; '' for nothing. */
  readonly scrap: string
  readonly callId: string
  /** null where it cannot be read. */
  readonly cseq: CSeq | null
}

/** The request that a response answers, and what stands in for what the response leaves out or garbles. */
export interface Asked {
  readonly branch: string
  readonly callId: string
  readonly cseq: CSeq
  readonly from: string
  readonly to: string
  readonly target: string
}

/** A response to a request of ours; null where it does not say to which. */
export function responseOf(
  source: SipMessage,
  asked: (naming: Naming) => Asked | null,
): Core.IncomingResponseMessage | null {
  // A line end that is none in SIP is a space at most.
  const vias = readVias(allOf(source, 'via').map((via) => via.replace(/[\r\n]/g, ' ')))
  // RFC 3261 8.1.3.3.
  if (source.status === null || (vias && vias.length > 1)) return null
  const known = asked({
    branch: vias?.[0]?.params?.get('branch') ?? null,
    scrap: branchIn(firstOf(source, 'via')),
    callId: firstOf(source, 'call-id'),
    cseq: readCSeq(firstOf(source, 'cseq')),
  })
  if (!known) return null
  const message = new Core.IncomingResponseMessage()
  message.statusCode = source.status
  message.reasonPhrase = source.reason
  message.method = known.cseq.method
  const isFinal = source.status >= 200
  fill(message, source, isFinal ? known : { ...known, target: '' })
  if (isFinal && message.toTag === '') message.toTag = untagged
  ;(message as unknown as Innards).viaBranch = known.branch
  return message
}

/** The branch of a Via whose other parameters are broken: ours are made of letters and digits. */
function branchIn(via: string): string {
  const at = via.toLowerCase().indexOf('branch=')
  return at === -1 ? '' : (/^[\w.-]*/.exec(via.slice(at + 7, at + 135))?.[0] ?? '')
}

function fill(message: Incoming, source: SipMessage, asked?: Asked): void {
  const innards = message as unknown as Innards
  const isRequest = message instanceof Core.IncomingRequestMessage
  innards.data = ''
  sources.set(message, source)
  const put: Put = (name, raw, parsed) => {
    message.addHeader(name, raw)
    innards.headers[headerNames[name]!]!.at(-1)!.parsed = parsed
  }
  const vias = readVias(allOf(source, 'via')) ?? []
  for (const via of vias)
    put('via', via.text, { host: via.host, port: via.port ?? undefined, branch: via.params?.get('branch') })
  // Everywhere else a response without one is one that sip.js has made up.
  if (vias.length === 0) put('via', 'SIP/2.0/WS unknown.invalid', { host: 'unknown.invalid' })
  const [from, to] = [partyOf(source, 'from', asked?.from), partyOf(source, 'to', asked?.to)]
  put('from', from.text, headerOf(from))
  put('to', to.text, headerOf(to))
  message.from = headerOf(from)
  message.to = headerOf(to)
  message.fromTag = from.params.get('tag') ?? ''
  message.toTag = to.params.get('tag') ?? ''
  const callId = asked?.callId ?? firstOf(source, 'call-id')
  put('call-id', callId, callId)
  message.callId = callId
  const cseq = asked?.cseq ?? readCSeq(firstOf(source, 'cseq'))!
  put('cseq', `${cseq.value} ${cseq.method}`, { value: cseq.value, method: cseq.method })
  message.cseq = cseq.value
  if (isRequest) innards.viaBranch = transactionOf(source)
  const routes = (readNameAddrs(allOf(source, 'record-route')) ?? []).slice(0, MOST_HOPS)
  for (const route of routes) put('record-route', route.text, headerOf(route))
  const contacts = contactsOf(source).slice(0, MOST_HOPS)
  const target = asked && readUri(asked.target)
  if (contacts.length > 0) for (const contact of contacts) put('contact', contact.text, headerOf(contact))
  else if (target) put('contact', `<${target.text}>`, new NameAddrHeader(new WrittenUri(target), '', {}))
  putBody(message, source, put)
  putOthers(message, source, put)
}

/** Where the dialog is to be spoken to; a phone of RFC 2543 may leave it to From. */
function contactsOf(source: SipMessage): NameAddr[] {
  const lines = allOf(source, 'contact').filter((line) => line !== '*')
  const from = lines.length === 0 && isOldStyle(source) ? allOf(source, 'from') : []
  return readNameAddrs([...lines, ...from]) ?? []
}

/** A request of RFC 2543, whose branch says nothing (RFC 3261 8.1.1.7). */
export function isOldStyle(source: SipMessage): boolean {
  const branch = readVias(allOf(source, 'via'))?.[0]?.params?.get('branch') ?? ''
  return source.method !== null && !(branch.startsWith('z9hG4bK') && branch.length > 7)
}

type Put = (name: keyof typeof headerNames, raw: string, parsed: unknown) => void

/** As sip.js files them. */
const headerNames = {
  via: 'Via', from: 'From', to: 'To', 'call-id': 'Call-ID', cseq: 'CSeq', 'record-route': 'Record-Route', contact: 'Contact',
  'content-type': 'Content-Type', 'content-disposition': 'Content-Disposition', 'www-authenticate': 'WWW-Authenticate',
  'proxy-authenticate': 'Proxy-Authenticate', 'refer-to': 'Refer-To', event: 'Event', replaces: 'Replaces',
  'subscription-state': 'Subscription-State',
} as const // prettier-ignore

function putBody(message: Incoming, source: SipMessage, put: Put): void {
  const read = readBody(source)
  // sip.js neither takes nor acknowledges an answer with a body of which it does not know what it is.
  const isUseful = source.method !== null || read?.type === 'application/sdp'
  const body = isUseful ? read : null
  message.body = body?.text ?? ''
  if (!body) return
  if (body.type !== '') put('content-type', body.type, body.type)
  if (body.disposition !== null) put('content-disposition', body.disposition, { type: body.disposition })
}

/** Headers that are read as words. */
const words = [
  'require', 'supported', 'unsupported', 'allow', 'rseq', 'rack', 'expires', 'min-expires', 'retry-after', 'privacy',
  'reason', 'warning', 'session-expires', 'min-se', 'user-agent', 'server',
] // prettier-ignore

function putOthers(message: Incoming, source: SipMessage, put: Put): void {
  for (const name of words) for (const value of allOf(source, name)) message.addHeader(name, value)
  for (const name of ['www-authenticate', 'proxy-authenticate'] as const) {
    const lines = allOf(source, name)
    // sip.js asks for one, and passes it on; which of them is answered is digest.ts's choice.
    if (lines.length > 0) put(name, lines[0]!, { challenges: readChallenges(lines), stale: false })
  }
  const referTo = readNameAddr(firstOf(source, 'refer-to'))
  if (referTo) {
    put('refer-to', referTo.text, headerOf(referTo))
  }
  const event = wordAndParams(firstOf(source, 'event'))
  if (event) put('event', event.word, { event: event.word, params: Object.fromEntries(event.params) })
  const subscription = wordAndParams(firstOf(source, 'subscription-state'))
  if (subscription) {
    const [reason, expires] = [subscription.params.get('reason'), subscription.params.get('expires')]
    const isTimed = expires !== undefined && expires !== null && isNumber(expires, 9)
    put('subscription-state', firstOf(source, 'subscription-state'), {
      state: subscription.word,
      ...(reason && { reason }),
      ...(isTimed && { expires: Number(expires) }),
    })
  }
  const replaces = readReplaces(firstOf(source, 'replaces'))
  if (replaces) {
    const { callId, toTag, fromTag, earlyOnly } = replaces
    put('replaces', firstOf(source, 'replaces'), {
      call_id: callId,
      replaces_to_tag: toTag,
      replaces_from_tag: fromTag,
      ...(earlyOnly && { early_only: true }),
    })
  }
}

function wordAndParams(text: string) {
  const semicolon = text.indexOf(';')
  const word = (semicolon === -1 ? text : text.slice(0, semicolon)).trim().toLowerCase()
  const params = semicolon === -1 ? new Map<string, string | null>() : readParams(text, semicolon)
  return word === '' || !params ? null : { word, params }
}

/** From or To; of a response that garbles it, as it was asked. */
function partyOf(source: SipMessage, name: 'from' | 'to', asked: string | undefined): NameAddr {
  return readNameAddr(firstOf(source, name)) ?? readNameAddr(asked ?? '')!
}

function headerOf({ name, uri, params }: NameAddr): NameAddrHeader {
  const header = new NameAddrHeader(new WrittenUri(uri), name, {})
  for (const key of ['tag', 'expires']) if (params.has(key)) header.setParam(key, params.get(key)!)
  return header
}

/**
 * What makes requests one transaction (RFC 3261 17.2.3), which sip.js takes the branch for. Two senders may choose the same
 * branch; and that of a phone of RFC 2543 says nothing.
 */
function transactionOf(source: SipMessage): string {
  const [via] = readVias(allOf(source, 'via')) ?? []
  const branch = via?.params?.get('branch') ?? ''
  const sentBy = `${via?.host}:${via?.port ?? ''}`
  if (!isOldStyle(source)) return `${branch} ${sentBy}`
  const { value } = readCSeq(firstOf(source, 'cseq'))!
  const tag = readNameAddr(firstOf(source, 'from'))?.params.get('tag') ?? ''
  const parts = [source.uri, tag, firstOf(source, 'call-id'), value, via?.text ?? '']
  return createHash('sha256').update(parts.join('\n')).digest('hex')
}
