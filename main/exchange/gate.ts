import { URI, type Core, type UserAgent } from 'sip.js'
import { answerTo, failedHere, refusalOf, tagOf, type Refusal } from './broken-request.ts'
import { sourceKeyOf } from './caller-of.ts'
import type { CallPrivacy } from './call-privacy.ts'
import { essentialOf, firstOf, readMessage, type SipMessage } from './sip/message.ts'
import { unescaped } from './sip/scan.ts'
import type { RequestRates } from './request-rates.ts'
import { requestOf, responseOf, untagged, type Asked, type Naming } from './sip/to-sip-js.ts'
import { userOf, type ReadUri } from './sip/uri.ts'

/*
 * Everything that comes from the server passes here before sip.js, which takes it as read already:
 *
 *   bytes ──too many──▶ 513 or dropped      ──read──▶ judged ──▶ sip.js
 *                                              └── no SIP: dropped     └── broken, unwanted: answered, told of
 */
export interface Gate {
  receive(data: Buffer): void
}

/** An INVITE that nobody gets to hear of otherwise. */
export interface RefusedInvite {
  readonly refusal: Refusal
  readonly message: SipMessage
}

export interface GatePorts {
  readonly agent: UserAgent
  readonly callPrivacy: CallPrivacy
  /** The domain of the line and the host of its server: a call for the line's user there is for us. */
  readonly domains: readonly string[]
  readonly send: (message: string) => void
  /** How many final responses have left: what sip.js throws at it may have answered before. */
  readonly answers: () => number
  /** 1xx to an INVITE of ours. */
  readonly progressed: (provisional: Provisional) => void
  /** A call was refused before anything rang. */
  readonly refused: (invite: RefusedInvite) => void
  readonly rates: RequestRates
  /** Told of everything that was thrown away, without its contents. */
  readonly dropped: (reason: string) => void
}

export interface Provisional {
  readonly callId: string
  readonly status: number
}

/** What is longer is refused, if it is a request; of a response only what matters is read. */
export const MOST_BYTES = 64 * 1024
/** What is beyond this is not even looked at. */
const MOST_PAYLOAD = 1024 * 1024
/** What this phone asks for. */
const asking: ReadonlySet<string> = new Set([
  'BYE',
  'CANCEL',
  'INFO',
  'INVITE',
  'NOTIFY',
  'OPTIONS',
  'PRACK',
  'REFER',
  'REGISTER',
])
const tooMany: Refusal = { status: 503, reason: 'Too Many Requests', headers: ['Retry-After: 10'] }
const tooLong: Refusal = { status: 513, reason: 'Message Too Large' }

export function openGate(ports: GatePorts): Gate {
  const { agent, callPrivacy, domains, dropped } = ports
  const core = agent.userAgentCore
  const { uri: ownAddress } = agent.configuration
  const own = new URI('sip', agent.contact.uri.user ?? '', 'gate.invalid')

  /**
   * Our Contact's user is random: nobody else can have made it up, and some servers put an address of theirs behind it.
   * That of the line is known to everybody, and counts at its own domain only.
   */
  function isOurs(uri: ReadUri): boolean {
    const user = userOf(uri)
    if (user === agent.contact.uri.user) return true
    const isUser = user === unescaped(ownAddress.user ?? '')
    return isUser && (uri.scheme === 'tel' || domains.includes(uri.host))
  }

  function receive(data: Buffer): void {
    if (data.length > MOST_PAYLOAD) return dropped('more than 1 MiB')
    const isLong = data.length > MOST_BYTES
    const read = readMessage(isLong ? essentialOf(data) : data)
    if (!read) return dropped('no SIP')
    const message = callPrivacy.incoming(read)
    if (message.method !== null) takeRequest(message, isLong)
    else takeResponse(message)
  }

  function takeRequest(message: SipMessage, isLong: boolean): void {
    const refusal = !isAdmitted(message) ? tooMany : isLong ? tooLong : refusalOf(message, isOurs)
    if (refusal) return refuse(message, refusal)
    const before = ports.answers()
    try {
      core.receiveIncomingRequestFromTransport(requestOf(message, own))
    } catch (error) {
      // A stranger's bytes must not end the calls on this socket; what the app is told is told outside of this stack
      // (tell in exchange.ts).
      dropped(error instanceof Error ? error.message : 'unknown')
      if (ports.answers() === before) refuse(message, failedHere)
    }
  }

  /** Before anything of it is judged. */
  function isAdmitted(message: SipMessage): boolean {
    const callId = firstOf(message, 'call-id')
    const isInCall = core.dialogs.has(callId + tagOf(message, 'to') + tagOf(message, 'from'))
    return isInCall ? ports.rates.admitsInCall(callId) : ports.rates.admits(sourceKeyOf(message))
  }

  function refuse(message: SipMessage, refusal: Refusal): void {
    dropped(`${refusal.status} ${refusal.reason}`)
    const answer = answerTo(message, refusal)
    if (answer !== null) ports.send(answer)
    // Where no answer can be known again (there is no Via), the rep is told even of what looks like one within a call.
    const isUnheard = tagOf(message, 'to') === '' || firstOf(message, 'via') === ''
    if (message.method === 'INVITE' && isUnheard) ports.refused({ refusal, message })
  }

  function takeResponse(message: SipMessage): void {
    try {
      const response = responseOf(message, askedOf)
      if (!response) return dropped('a response to nothing')
      const { statusCode = 0, callId } = response
      if (statusCode < 200 && response.method === 'INVITE') ports.progressed({ callId, status: statusCode })
      core.receiveIncomingResponseFromTransport(response)
    } catch (error) {
      dropped(error instanceof Error ? error.message : 'unknown')
    }
  }

  /**
   * By branch and method, as RFC 3261 17.1.3 has it. An answer that garbles one of them is taken for the only request that
   * it can be for: a call would else be dialled on for as long as nobody answers, though somebody did.
   */
  function askedOf({ branch, scrap, callId, cseq }: Naming): Asked | null {
    const clients = core.userAgentClients
    const named = cseq && clients.get((branch ?? scrap) + cseq.method)
    if (named) return askedBy(branch ?? scrap, named)
    // A late answer to what is over already is none to what is left.
    if (branch !== null && cseq && asking.has(cseq.method)) return null
    const all = [...clients].map(([key, client]) => ({ branch: key.slice(0, -client.message.method.length), client }))
    const ofBranch = all.filter((one) => one.branch === (branch ?? scrap))
    const ofCall = all.filter(
      ({ branch: current, client: { message } }) =>
        current === message.branch &&
        message.callId === callId &&
        message.cseq === cseq?.value &&
        message.method === cseq.method,
    )
    const [only, ...others] = ofBranch.length > 0 || branch !== null ? ofBranch : ofCall
    return only && others.length === 0 ? askedBy(only.branch, only.client) : null
  }

  function askedBy(branch: string, { message }: Core.UserAgentClient): Asked {
    return {
      branch,
      callId: message.callId,
      cseq: { value: message.cseq, method: message.method },
      from: message.getHeader('from') ?? '',
      to: message.getHeader('to') ?? '',
      target: message.ruri.toRaw(),
    }
  }

  return { receive }
}

/** What leaves says nothing of the tags that stand in for those that a phone of RFC 2543 does not have. */
export function withoutStandIns(message: string): string {
  return message.includes(untagged) ? message.replaceAll(`;tag=${untagged}`, '') : message
}
