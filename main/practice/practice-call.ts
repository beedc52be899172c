/*
 * One SIP call at the practice line: the INVITE server transaction and the dialog it makes (RFC 3261 12, 13, 14).
 *
 *   INVITE ──▶ ringing ──ring time over──▶ talking ──BYE, either way──▶ over
 *      │          ├──CANCEL──▶ 487 ───────────────────────────────────▶ over
 *      │          └──rings out──▶ 480 ────────────────────────────────▶ over
 *      └──busy──▶ 486 ────────────────────────────────────────────────▶ over
 */
import { randomBytes, randomUUID } from 'node:crypto'
import type { Sounds } from './behaviour.ts'
import { openFarEnd, type FarEnd } from './far-end.ts'
import type { EndedBy } from './heard-files.ts'
import type { Prospect } from './prospects.ts'
import { sendOn } from './sent-on.ts'
import { repeatUntilAck } from './repeat-until-ack.ts'
import { readOffer } from './sdp.ts'
import {
  branchOf,
  essentials,
  header,
  headersOf,
  uriOf,
  writeRequest,
  writeResponse,
  type SipRequest,
} from './sip-message.ts'

export const ALLOW = 'INVITE, ACK, CANCEL, BYE, OPTIONS, INFO, REFER'

/** Where messages for a caller go. A closed one takes them and does nothing. */
export interface Flow {
  send(message: string): void
}

export interface CallSettings {
  readonly sounds: Sounds
  readonly heardDir: string
  readonly onHeard: () => void
  readonly onDisplayed: (callId: string, display: string) => void
  /** Our address in Contact. */
  readonly contact: string
  /** A caller is gone after so long without a packet. */
  readonly nobodyMs: number
  /** How long an answered call may last: a voicemail, and somebody who talks. */
  readonly limitMs: { readonly voicemail: number; readonly talks: number }
  /** Each overrides the prospects' own. */
  readonly ringMs?: number | undefined
  readonly ringOutMs?: number | undefined
}

export interface PracticeCall {
  readonly callId: string
  readonly fromTag: string
  readonly localTag: string
  /** Takes a request in the dialog (with our tag), or a CANCEL of the INVITE. */
  take(request: SipRequest, flow: Flow): void
  /** Resolves when the call is over and what it heard is on disk. */
  hangUp(endedBy: EndedBy): Promise<void>
}

/**
 * Begins the call that an authenticated INVITE asks for. `over` is told once. One that the prospect `placed` is answered
 * already: its INVITE is given the other way round, as if the rep had sent it.
 */
export function beginCall(
  invite: SipRequest,
  flow: Flow,
  prospect: Prospect,
  settings: CallSettings,
  over: () => void,
  placed?: { readonly farEnd: FarEnd; readonly localTag: string; readonly cseq: number },
): PracticeCall {
  const { callId, fromTag, cseq: first } = essentials(invite)!
  const localTag = placed?.localTag ?? randomBytes(8).toString('hex')
  const { behaviour, number } = prospect
  let state: 'ringing' | 'talking' | 'over' = 'ringing'
  let current = flow
  // What the rep has asked in this call: the INVITE, unless it was ours.
  let remoteCSeq = placed ? -1 : first.number
  let localCSeq = placed ? placed.cseq + 1 : 1
  let target = uriOf(header(invite, 'contact') ?? '')
  let farEnd: FarEnd | undefined
  let unacknowledged: { cseq: number; stop: () => void } | undefined
  let reinviting = false
  let stopSendingOn = () => {}
  let timer: NodeJS.Timeout | undefined
  let finished = Promise.resolve()

  const say = (request: SipRequest, status: number, reason: string, extra: [string, string][] = [], body = '') =>
    current.send(writeResponse(request, status, reason, localTag, extra, body))
  const contact: [string, string] = ['Contact', `<${settings.contact}>`]

  function ring(): void {
    if (behaviour.kind === 'busy') return refuse(486, 'Busy Here')
    const offer = readOffer(invite.body)
    if (!offer) return refuse(488, 'Not Acceptable Here')
    say(invite, 180, 'Ringing', [contact])
    if (behaviour.kind === 'rings-out') {
      timer = setTimeout(() => refuse(480, 'Temporarily Unavailable'), settings.ringOutMs ?? behaviour.ringMs)
      return
    }
    const rung = new Promise<void>((resolve) => (timer = setTimeout(resolve, settings.ringMs ?? behaviour.ringMs)))
    const { sounds, heardDir, onHeard, nobodyMs } = settings
    const opened = openFarEnd({
      offer,
      behaviour,
      number,
      callId,
      sounds,
      heardDir,
      onHeard,
      nobodyMs,
      hangUp: (by) => void hangUp(by),
    }).then((made) => {
      farEnd = made
      // A call that was cancelled while its far end was being opened leaves nothing behind.
      if (state === 'over') void made.end('rep')
      return made
    })
    Promise.all([opened, rung]).then(
      ([made]) => answer(made),
      () => refuse(500, 'Server Internal Error'),
    )
  }

  function answer(opened: FarEnd): void {
    if (state !== 'ringing') return
    state = 'talking'
    sendOk(invite, first.number, opened.answer)
    opened.answered()
    timer = setTimeout(
      () => void hangUp('far-end'),
      settings.limitMs[behaviour.kind === 'talks' ? 'talks' : 'voicemail'],
    )
  }

  function converse(opened: FarEnd): void {
    farEnd = opened
    state = 'talking'
    opened.answered()
    timer = setTimeout(() => void hangUp('far-end'), settings.limitMs.talks)
  }

  function sendOk(request: SipRequest, cseq: number, sdp: string): void {
    const extra: [string, string][] = [contact, ['Allow', ALLOW], ['Content-Type', 'application/sdp']]
    const message = writeResponse(request, 200, 'OK', localTag, extra, sdp)
    unacknowledged?.stop()
    unacknowledged = {
      cseq,
      stop: repeatUntilAck(
        () => current.send(message),
        () => void hangUp('network'),
      ),
    }
  }

  function refuse(status: number, reason: string): void {
    if (state !== 'ringing') return
    state = 'over'
    clearTimeout(timer)
    say(invite, status, reason)
    finished = farEnd?.end('rep') ?? finished
    over()
  }

  function finish(endedBy: EndedBy): void {
    if (state !== 'talking') return
    state = 'over'
    clearTimeout(timer)
    unacknowledged?.stop()
    stopSendingOn()
    finished = farEnd!.end(endedBy)
    // A full disk loses the recording of a practice call; it must not lose the practice line.
    finished.catch(() => {})
    over()
  }

  function hangUp(endedBy: EndedBy): Promise<void> {
    if (state === 'ringing') refuse(480, 'Temporarily Unavailable')
    if (state === 'talking') {
      ask('BYE')
      finish(endedBy)
    }
    return finished
  }

  /** A request of ours in the dialog. */
  function ask(method: string, extra: [string, string][] = [], body = ''): void {
    const to = header(invite, 'from')!
    const from = `${header(invite, 'to')!};tag=${localTag}`
    const via = `SIP/2.0/WS ${randomUUID().slice(0, 8)}.invalid;branch=z9hG4bK${randomBytes(8).toString('hex')}`
    const routes = headersOf(invite, 'record-route').map((route): [string, string] => ['Route', route])
    const fields: [string, string][] = [
      ['Via', via],
      ['Max-Forwards', '70'],
      ...routes,
      ['From', from],
      ['To', to],
      ['Call-ID', callId],
      ['CSeq', `${localCSeq++} ${method}`],
      ...extra,
    ]
    current.send(writeRequest(method, target, fields, body))
  }

  /** They are sent on to somebody else (RFC 3515), and the caller is told what comes of it. */
  function refer(request: SipRequest): void {
    const referTo = header(request, 'refer-to')
    if (state !== 'talking') return say(request, 603, 'Decline')
    if (!referTo) return say(request, 400, 'Bad Request')
    say(request, 202, 'Accepted', [contact])
    stopSendingOn()
    stopSendingOn = sendOn(referTo, (statusLine, last) => {
      if (state !== 'talking') return
      const subscription = last ? 'terminated;reason=noresource' : 'active;expires=60'
      const about: [string, string][] = [
        contact,
        ['Event', 'refer'],
        ['Subscription-State', subscription],
        ['Content-Type', 'message/sipfrag;version=2.0'],
      ]
      ask('NOTIFY', about, `${statusLine}\r\n`)
    })
  }

  function take(request: SipRequest, from: Flow): void {
    const { cseq, toTag } = essentials(request)!
    current = from
    if (request.method === 'ACK') {
      if (unacknowledged?.cseq === cseq.number) {
        unacknowledged.stop()
        unacknowledged = undefined
      }
      return
    }
    if (request.method === 'CANCEL') {
      say(request, 200, 'OK')
      if (branchOf(request) === branchOf(invite)) refuse(487, 'Request Terminated')
      return
    }
    // RFC 3261 12.2.2: a number that was used is out of order, and no dialog before the answer has our tag.
    if (toTag !== localTag || state === 'over') return say(request, 481, 'Call/Transaction Does Not Exist')
    if (cseq.number <= remoteCSeq) return say(request, 500, 'Server Internal Error')
    remoteCSeq = cseq.number
    takeInDialog(request, cseq.number)
  }

  function takeInDialog(request: SipRequest, cseq: number): void {
    switch (request.method) {
      case 'BYE':
        say(request, 200, 'OK')
        if (state === 'ringing') refuse(487, 'Request Terminated')
        return finish('rep')
      case 'INVITE':
        return void reinvite(request, cseq)
      case 'INFO': {
        const digit = /^signal[ \t]*=[ \t]*([0-9A-D*#])/im.exec(request.body)?.[1]
        if (digit) farEnd?.press(digit)
        return say(request, 200, 'OK')
      }
      case 'OPTIONS':
        return say(request, 200, 'OK', [
          ['Allow', ALLOW],
          ['Accept', 'application/sdp'],
        ])
      case 'REFER':
        return refer(request)
      default:
        return say(request, 405, 'Method Not Allowed', [['Allow', ALLOW]])
    }
  }

  /** Hold, resume, an ICE restart, or a peer connection that takes over after the caller's sound room has died. */
  async function reinvite(request: SipRequest, cseq: number): Promise<void> {
    // One at a time (RFC 3261 14.2).
    if (state !== 'talking' || !farEnd || reinviting) {
      return say(request, 500, 'Server Internal Error', [['Retry-After', '1']])
    }
    // Without an offer it only refreshes the target; our offer is what stands already.
    const offer = request.body ? readOffer(request.body) : null
    if (request.body && !offer) return say(request, 488, 'Not Acceptable Here')
    target = uriOf(header(request, 'contact') ?? '') || target
    reinviting = true
    try {
      const sdp = offer ? await farEnd.reoffer(offer) : farEnd.answer
      if (state === 'talking') sendOk(request, cseq, sdp)
      else say(request, 481, 'Call/Transaction Does Not Exist')
    } catch {
      // No address of this machine could be listened on; the call stays as it was.
      say(request, 500, 'Server Internal Error')
    } finally {
      reinviting = false
    }
  }

  if (placed) converse(placed.farEnd)
  else ring()
  return { callId, fromTag, localTag, take, hangUp }
}
