import { randomBytes } from 'node:crypto'
import type { FarEnd } from './far-end.ts'
import { sessionDescription } from './media.ts'
import { parseSip, writeSip, type SipMessage } from './sip-message.ts'

export interface InviteOptions {
  /** The whole value of From, without its tag. */
  readonly from?: string
  readonly headers?: readonly (readonly [string, string])[]
  /** Empty: without an offer. */
  readonly body?: string
  readonly callId?: string
  readonly contact?: string | null
  readonly contentType?: string
}

/** An INVITE that a hand-made server sends to the phone that registered there, and what the caller says in its course. */
export interface CallerAt {
  readonly invite: SipMessage
  /** The next response to the INVITE with this status. */
  heard(status: number): Promise<SipMessage>
  /** How often this status was answered. */
  times(status: number): number
  /** ACK of a 2xx; with a body where the offer came in it. */
  ack(final: SipMessage, body?: string): void
  cancel(): void
  ask(final: SipMessage, method: string, body?: string): void
}

export function callFrom(farEnd: FarEnd, options: InviteOptions = {}): CallerAt {
  const {
    from = '"Jane Adams" <sip:+14165550101@far.test>',
    headers = [],
    body = sessionDescription('them', 1),
  } = options
  const {
    callId = randomBytes(6).toString('hex'),
    contact = '<sip:them@far.test>',
    contentType = 'application/sdp',
  } = options
  const register = farEnd.received.findLast(({ method }) => method === 'REGISTER')!
  const target = /<([^>]*)>/.exec(register.header('contact') ?? '')![1]!
  const via = `SIP/2.0/WS far.test;branch=z9hG4bK${randomBytes(6).toString('hex')}`
  const tag = randomBytes(4).toString('hex')
  let cseq = 1

  function say(method: string, more: { to?: string; via?: string; cseq?: number; body?: string } = {}): string {
    const text = writeSip(
      `${method} ${target} SIP/2.0`,
      [
        ['Via', more.via ?? `SIP/2.0/WS far.test;branch=z9hG4bK${randomBytes(6).toString('hex')}`],
        ['Max-Forwards', '70'],
        ['From', `${from};tag=${tag}`],
        ['To', more.to ?? '<sip:rep@far.test>'],
        ['Call-ID', callId],
        ['CSeq', `${more.cseq ?? cseq} ${method}`],
        ...(method === 'INVITE' && contact ? [['Contact', contact] as const] : []),
        ...(method === 'INVITE' && !more.to ? headers : []),
        ...(more.body ? [['Content-Type', contentType] as const] : []),
      ],
      more.body,
    )
    farEnd.say(text)
    return text
  }

  const invite = parseSip(say('INVITE', { via, body }))
  return {
    invite,
    async heard(status) {
      // Several callers may be answered at once: each hears its own.
      for (;;) {
        const response = await farEnd.heard(status)
        if (response.header('call-id') === callId) return response
      }
    },
    times: (status) =>
      farEnd.received.filter((one) => one.status === status && one.header('call-id') === callId).length,
    ack: (final, answer) => void say('ACK', { to: final.header('to')!, ...(answer && { body: answer }) }),
    cancel: () => void say('CANCEL', { via }),
    ask: (final, method, offer) =>
      void say(method, { to: final.header('to')!, cseq: ++cseq, ...(offer && { body: offer }) }),
  }
}
