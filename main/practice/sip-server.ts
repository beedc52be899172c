/** Registrar and user agent server of the practice line: takes each message of each caller to where it belongs. */
import { randomBytes } from 'node:crypto'
import { challenge, digestsFor, judge, type Account, type Digests } from './digest.ts'
import { ALLOW, beginCall, type CallSettings, type Flow, type PracticeCall } from './practice-call.ts'
import { displayOf } from './display.ts'
import { ownMobile, prospectAt } from './prospects.ts'
import {
  essentials,
  header,
  headersOf,
  readSipMessage,
  uriOf,
  userOf,
  writeResponse,
  type SipRequest,
  type SipResponse,
} from './sip-message.ts'

const MOST_CALLS = 30
const DEFAULT_EXPIRES_S = 600
const MOST_EXPIRES_S = 3_600

export interface SipServer {
  readonly digests: Digests
  readonly settings: CallSettings
  readonly calls: Set<PracticeCall>
  /** Where the rep's phone is, as it registered last; null: nowhere. */
  binding: Binding | null
  /** Who waits for the answer to an INVITE of a prospect's, by Call-ID. */
  readonly asking: Map<string, (response: SipResponse) => void>
}

interface Binding {
  readonly flow: Flow
  /** The URI in its Contact. */
  readonly target: string
}

export function newSipServer(account: Account, settings: CallSettings): SipServer {
  return { digests: digestsFor(account), settings, calls: new Set(), binding: null, asking: new Map() }
}

/** Takes one message from a caller. What is no SIP, or cannot be answered, is dropped. Never throws. */
export function takeMessage(server: SipServer, flow: Flow, text: string): void {
  // RFC 5626 4.4.1: the ping of somebody who keeps the connection open.
  if (text === '\r\n\r\n') return flow.send('\r\n')
  const message = readSipMessage(text)
  // Responses to our BYE are nothing to wait for.
  if (message && 'status' in message) return server.asking.get(header(message, 'call-id') ?? '')?.(message)
  if (!message || !header(message, 'via') || !header(message, 'to')) return
  try {
    takeRequest(server, flow, message)
  } catch {
    // An edge of the process: one request that finds a fault in here must not end the calls of the others.
    answer(flow, message, 500, 'Server Internal Error')
  }
}

function takeRequest(server: SipServer, flow: Flow, request: SipRequest): void {
  const { method } = request
  const known = essentials(request)
  const trouble = known ? troubleWith(request, known.cseq.method) : badRequest
  if (!known || trouble) {
    // An ACK is never answered.
    if (method !== 'ACK') answer(flow, request, ...(trouble ?? badRequest))
    return
  }
  const { callId, fromTag, toTag } = known
  const call = [...server.calls].find(
    (each) => each.callId === callId && each.fromTag === fromTag && (toTag === null || each.localTag === toTag),
  )
  if (call && (toTag !== null || method === 'CANCEL')) return call.take(request, flow)
  if (method === 'ACK') return
  if (toTag !== null || method === 'CANCEL') return answer(flow, request, 481, 'Call/Transaction Does Not Exist')
  // The same INVITE again is one that was already taken (RFC 3261 8.2.2.2).
  if (call && method === 'INVITE') return answer(flow, request, 482, 'Loop Detected')
  takeOutsideDialog(server, flow, request)
}

type Refusal = readonly [status: number, reason: string, extra?: [string, string][]]
const badRequest: Refusal = [400, 'Bad Request']

function troubleWith(request: SipRequest, cseqMethod: string): Refusal | null {
  if (request.version.toUpperCase() !== 'SIP/2.0') return [505, 'Version Not Supported']
  if (cseqMethod !== request.method) return [400, 'Bad Request']
  const length = header(request, 'content-length')
  if (length !== undefined && Number(length) !== Buffer.byteLength(request.body)) return [400, 'Bad Request']
  if (!/^(sips?:\S+|tel:\S+)$/i.test(request.uri)) return [416, 'Unsupported URI Scheme']
  const required = headersOf(request, 'require').join(', ')
  // In CANCEL and ACK it is ignored (RFC 3261 8.2.2.3). `outbound` is done by keeping to the flow.
  const unknown = required
    .split(',')
    .map((tag) => tag.trim())
    .filter((tag) => tag && tag !== 'outbound')
  if (unknown.length && request.method !== 'CANCEL' && request.method !== 'ACK') {
    return [420, 'Bad Extension', [['Unsupported', unknown.join(', ')]]]
  }
  return null
}

function takeOutsideDialog(server: SipServer, flow: Flow, request: SipRequest): void {
  switch (request.method) {
    case 'REGISTER':
      return register(server, flow, request)
    case 'INVITE':
      return invite(server, flow, request)
    case 'OPTIONS':
      return answer(flow, request, 200, 'OK', [
        ['Allow', ALLOW],
        ['Accept', 'application/sdp'],
      ])
    case 'BYE':
    case 'INFO':
    case 'REFER':
      return answer(flow, request, 481, 'Call/Transaction Does Not Exist')
    default:
      return answer(flow, request, 405, 'Method Not Allowed', [['Allow', ALLOW]])
  }
}

/** RFC 3261 10.3. One phone is called back: the one that registered last. */
function register(server: SipServer, flow: Flow, request: SipRequest): void {
  const verdict = judge(server.digests, header(request, 'authorization'), 'REGISTER')
  if (verdict !== 'right') {
    return answer(flow, request, 401, 'Unauthorized', [
      ['WWW-Authenticate', challenge(server.digests, verdict === 'stale')],
    ])
  }
  if (userOf(addressOf(request)) !== server.digests.account.user) return answer(flow, request, 403, 'Forbidden')
  const contacts = headersOf(request, 'contact')
  const whole = header(request, 'expires') ?? `${DEFAULT_EXPIRES_S}`
  const bound = contacts.flatMap((contact): [string, string][] => {
    const seconds = Number(/;\s*expires=(\d+)/i.exec(contact)?.[1] ?? whole)
    if (contact === '*' || !(seconds > 0)) return []
    return [['Contact', `${contact.replace(/;\s*expires=\d+/i, '')};expires=${Math.min(seconds, MOST_EXPIRES_S)}`]]
  })
  const target = uriOf(bound.at(-1)?.[1] ?? '')
  server.binding = target === '' ? null : { flow, target }
  answer(flow, request, 200, 'OK', [...bound, ['Date', new Date().toUTCString()]])
}

function addressOf(request: SipRequest): string {
  return uriOf(header(request, 'to')!)
}

function invite(server: SipServer, flow: Flow, request: SipRequest): void {
  const verdict = judge(server.digests, header(request, 'proxy-authorization'), 'INVITE')
  if (verdict !== 'right') {
    const again: [string, string] = ['Proxy-Authenticate', challenge(server.digests, verdict === 'stale')]
    return answer(flow, request, 407, 'Proxy Authentication Required', [again])
  }
  answer(flow, request, 100, 'Trying')
  const prospect = prospectAt(userOf(request.uri))
  if (!prospect) return answer(flow, request, 404, 'Not Found')
  if (!header(request, 'contact')) return answer(flow, request, 400, 'Bad Request')
  const type = header(request, 'content-type') ?? 'application/sdp'
  if (!/^application\/sdp\b/i.test(type)) return answer(flow, request, 415, 'Unsupported Media Type')
  if (server.calls.size >= MOST_CALLS) return answer(flow, request, 503, 'Service Unavailable')
  let call: PracticeCall | undefined
  let isOver = false
  call = beginCall(request, flow, prospect, server.settings, () => {
    // A busy prospect ends the call before it has been begun.
    isOver = true
    if (call) server.calls.delete(call)
  })
  if (!isOver) server.calls.add(call)
  if (prospect === ownMobile) server.settings.onDisplayed(essentials(request)!.callId, displayOf(request))
}

function answer(flow: Flow, request: SipRequest, status: number, reason: string, extra: [string, string][] = []): void {
  flow.send(writeResponse(request, status, reason, randomBytes(8).toString('hex'), extra))
}
