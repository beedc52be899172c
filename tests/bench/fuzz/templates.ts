import { randomBytes } from 'node:crypto'
import { sessionDescription } from '../../support/media.ts'
import { writeSip, type SipMessage } from '../../support/sip-message.ts'

type Headers = readonly (readonly [string, string])[]

const sdp = sessionDescription('them', 1)
export const newBranch = () => `z9hG4bK${randomBytes(6).toString('hex')}`

/** A request to this phone that stands by itself. */
export function requestTo(target: string, method: string, branch: string): string {
  const hasBody = method === 'INVITE' || method === 'MESSAGE'
  const more: Headers =
    method === 'INVITE'
      ? [
          ['P-Asserted-Identity', '"Jane Adams" <sip:+14165550101@far.test>, <tel:+14165550101>'],
          ['Record-Route', '<sip:proxy.far.test;lr>'],
          ['Supported', 'timer, 100rel'],
        ]
      : method === 'NOTIFY'
        ? [
            ['Event', 'message-summary'],
            ['Subscription-State', 'active;expires=60'],
          ]
        : method === 'REFER'
          ? [['Refer-To', '<sip:evil@far.test>']]
          : []
  return writeSip(
    `${method} ${target} SIP/2.0`,
    [
      ['Via', `SIP/2.0/WS far.test;branch=${branch}`],
      ['Max-Forwards', '70'],
      ['From', `"Jane Adams" <sip:+14165550101@far.test>;tag=${randomBytes(4).toString('hex')}`],
      ['To', '<sip:rep@far.test>'],
      ['Call-ID', randomBytes(8).toString('hex')],
      ['CSeq', `1 ${method}`],
      ['Contact', '<sip:them@far.test;transport=ws>'],
      ...more,
      ...(hasBody ? [['Content-Type', method === 'INVITE' ? 'application/sdp' : 'text/plain'] as const] : []),
    ],
    hasBody ? sdp : '',
  )
}

/** The far end's side of a call that stands: what the phone has in From and To, as the far end writes it. */
export interface Dialog {
  readonly target: string
  readonly from: string
  readonly to: string
  readonly callId: string
}

/** A request within a call. */
export function requestWithin(dialog: Dialog, method: string, cseq: number, branch: string): string {
  const hasOffer = method === 'INVITE'
  const event: Headers =
    method === 'NOTIFY'
      ? [
          ['Event', 'refer'],
          ['Subscription-State', 'active;expires=60'],
          ['Content-Type', 'message/sipfrag'],
        ]
      : []
  return writeSip(
    `${method} ${dialog.target} SIP/2.0`,
    [
      ['Via', `SIP/2.0/WS far.test;branch=${branch}`],
      ['Max-Forwards', '70'],
      ['From', dialog.from],
      ['To', dialog.to],
      ['Call-ID', dialog.callId],
      ['CSeq', `${cseq} ${method}`],
      ['Contact', '<sip:them@far.test;transport=ws>'],
      ...(method === 'REFER' ? [['Refer-To', '<sip:evil@far.test>'] as const] : []),
      ...event,
      ...(hasOffer ? [['Content-Type', 'application/sdp'] as const] : []),
    ],
    hasOffer ? sdp : method === 'NOTIFY' ? 'SIP/2.0 180 Ringing\r\n' : '',
  )
}

/** What a response may be, as a far end would say it. */
export const statusLines = [
  '100 Trying', '180 Ringing', '183 Session Progress', '200 OK', '202 Accepted', '302 Moved Temporarily', '401 Unauthorized',
  '407 Proxy Authentication Required', '480 Temporarily Unavailable', '486 Busy Here', '488 Not Acceptable Here',
  '491 Request Pending', '500 Server Internal Error', '503 Service Unavailable', '603 Decline',
] // prettier-ignore

export function responseTo(request: SipMessage, statusLine: string, tag: string): string {
  const to = request.header('to') ?? ''
  const hasAnswer = statusLine.startsWith('2') || statusLine.startsWith('183')
  const challenge = 'Digest realm="far.test", nonce="n", algorithm=SHA-256, qop="auth"'
  const more: Headers = [
    ...(statusLine.startsWith('401') ? [['WWW-Authenticate', challenge] as const] : []),
    ...(statusLine.startsWith('407') ? [['Proxy-Authenticate', challenge] as const] : []),
  ]
  return writeSip(
    `SIP/2.0 ${statusLine}`,
    [
      ...request.headers('via').map((via) => ['Via', via] as const),
      ['From', request.header('from') ?? ''],
      ['To', to.includes(';tag=') ? to : `${to};tag=${tag}`],
      ['Call-ID', request.header('call-id') ?? ''],
      ['CSeq', request.header('cseq') ?? ''],
      ['Contact', '<sip:them@far.test;transport=ws>'],
      ['Record-Route', '<sip:proxy.far.test;lr>'],
      ...more,
      ...(hasAnswer ? [['Content-Type', 'application/sdp'] as const] : []),
    ],
    hasAnswer ? sdp : '',
  )
}
