import type { Random } from '../beep/random.ts'
import type { SipMessage } from '../../support/sip-message.ts'
import { sessionDescription } from '../../support/media.ts'
import { makeText, type Maker } from './grown-text.ts'
import { compactNames, rfcGrammar } from './rfc-grammar.ts'
import type { Dialog } from './templates.ts'

/** A message that is as its RFC has it, and how to know its answers again. */
export interface MadeMessage {
  /** Without the body. */
  readonly head: string
  readonly body: string
  readonly branch: string
  readonly callId: string
  readonly isGrown: boolean
}

type Headers = (readonly [string, () => string])[]
type Grammar = ReturnType<typeof rfcGrammar>

const MOST_BYTES = 64 * 1024
const usualOffer = sessionDescription('them', 1)

/** Makes the message with one of its places grown up to 64 KiB, or with none. */
function grownOrNot(
  dice: Random,
  seed: () => Random,
  make: (maker: Maker) => MadeMessage,
  isGrown: boolean,
): MadeMessage {
  let made = {} as MadeMessage
  const written = (maker: Maker) => {
    made = make(maker)
    return made.head + made.body
  }
  const { text, places } = makeText(seed(), written)
  if (!isGrown) return made
  makeText(seed(), written, Math.floor(dice.next() * places), MOST_BYTES - Buffer.byteLength(text))
  return { ...made, isGrown }
}

export interface RequestMade {
  readonly method: string
  readonly target: string
  /** Left out: it stands by itself. */
  readonly dialog?: Dialog | undefined
  readonly cseq: number
}

/** @param seed gives the same numbers each time it is asked. */
export function makeRequest(dice: Random, seed: () => Random, isGrown: boolean, asked: RequestMade): MadeMessage {
  return grownOrNot(dice, seed, (maker) => requestIn(maker, asked), isGrown)
}

function requestIn(m: Maker, { method, target, dialog, cseq }: RequestMade): MadeMessage {
  const g = rfcGrammar(m)
  const branch = `z9hG4bK${token16(m)}`
  const callId = dialog?.callId ?? g.callId()
  const hops = Math.floor(m.dice.next() * 3)
  const body = bodyOf(g, m, method)
  const headers: Headers = [
    ['Via', () => g.viaParm(branch)],
    ...Array.from({ length: hops }, () => ['Via', () => g.viaParm(`z9hG4bK${token16(m)}`)] as const),
    ['From', () => dialog?.from ?? g.from(g.tag())],
    ['To', () => dialog?.to ?? g.to()],
    ['Call-ID', () => callId],
    ['CSeq', () => `${m.maybe(0.1, () => '000')}${cseq}${g.LWS()}${method}`],
    ['Contact', g.contact],
    ...methodHeaders(g, method),
    ...body.headers,
    ...otherHeaders(g, m, method),
  ]
  return {
    head: head(g, m, `${method} ${target} SIP/2.0`, headers, body.text),
    body: body.text,
    branch,
    callId,
    isGrown: false,
  }
}

/** What a far end says to this INVITE. */
export function makeResponse(
  dice: Random,
  seed: () => Random,
  isGrown: boolean,
  { invite, status, tag }: { invite: SipMessage; status: number; tag: string },
): MadeMessage {
  const write = (m: Maker): MadeMessage => {
    const g = rfcGrammar(m)
    const hasAnswer = status === 183 || (status >= 200 && status < 300)
    const to = invite.header('to') ?? ''
    const body = hasAnswer
      ? { headers: [['Content-Type', () => 'application/sdp'] as const], text: usualOffer }
      : { headers: [], text: '' }
    const via = invite.header('via') ?? ''
    const headers: Headers = [
      // RFC 3581 4, and whatever else a server adds to it.
      [
        'Via',
        () =>
          `${via}${m.maybe(0.4, () => `;received=192.0.2.${Math.floor(m.dice.next() * 255)}`)}${m.maybe(0.2, () => `;${g.token()}=${g.token()}`)}`,
      ],
      ['From', () => invite.header('from') ?? ''],
      ['To', () => (to.includes(';tag=') || status === 100 ? to : `${to};tag=${tag}`)],
      ['Call-ID', () => invite.header('call-id') ?? ''],
      ['CSeq', () => (invite.header('cseq') ?? '').replace(' ', g.LWS())],
      ...(status >= 180 && status < 400 ? [['Contact', g.contact] as const] : []),
      ...(status === 401 ? [['WWW-Authenticate', g.others['WWW-Authenticate']!] as const] : []),
      ...(status === 407 ? [['Proxy-Authenticate', g.others['Proxy-Authenticate']!] as const] : []),
      ...body.headers,
      ...otherHeaders(g, m, 'answer'),
    ]
    // Reason-Phrase: anything but controls (25.1).
    const reason = m.repeat(() => m.dice.pick([...'abcXYZ 019"<>[]{}|\\^#%;:=,~`', 'é', '忙']), 0, 20)
    return {
      head: head(g, m, `SIP/2.0 ${status} ${reason}`, headers, body.text),
      body: body.text,
      branch: /branch=([^;,\s]+)/.exec(via)?.[1] ?? '',
      callId: invite.header('call-id') ?? '',
      isGrown: false,
    }
  }
  return grownOrNot(dice, seed, write, isGrown)
}

function token16({ dice }: Maker): string {
  return Array.from({ length: 16 }, () => Math.floor(dice.next() * 36).toString(36)).join('')
}

const unusual = new Set(['Route', 'Max-Forwards', 'Privacy'])

/** In an order of their own, no name twice but of those that may be. */
function otherHeaders(g: Grammar, m: Maker, method: string): Headers {
  const all = Object.entries(g.others)
  const picked = Array.from({ length: Math.floor(m.dice.next() * 8) }, () => m.dice.pick(all))
  const chosen = [...new Map(picked)].filter(([name]) => method !== 'ACK' || !unusual.has(name))
  // An Accept that takes no SDP is answered by 406, which is right, and ends everything here.
  const takesSdp = chosen.map(
    ([name, make]) => [name, name === 'Accept' ? () => `application/sdp, ${make()}` : make] as const,
  )
  const more = Array.from({ length: Math.floor(m.dice.next() * 2) }, () => {
    const [name, value] = g.extension()
    return [name, () => value] as const
  })
  return [...takesSdp, ...more]
}

function methodHeaders(g: Grammar, method: string): Headers {
  if (method === 'REFER') return [['Refer-To', () => `<${g.sipUri()}${g.uriHeaders()}>`]]
  if (method === 'SUBSCRIBE') return [['Event', g.token]]
  if (method === 'NOTIFY')
    return [
      ['Event', () => `${g.token()};id=${g.number(3)}`],
      ['Subscription-State', () => `active;expires=${g.number(5)};${g.token()}=${g.token()}`],
    ]
  if (method === 'PRACK') return [['RAck', () => `${g.number(4)} 1 INVITE`]]
  return method === 'INFO' ? [['Info-Package', g.token]] : []
}

interface Body {
  readonly headers: Headers
  readonly text: string
}

function bodyOf(g: Grammar, m: Maker, method: string): Body {
  if (method === 'INVITE' || method === 'UPDATE') {
    const offer = m.dice.chance(0.5) ? usualOffer : g.sdp()
    const turn = m.dice.next()
    if (turn < 0.6)
      return {
        headers: [['Content-Type', () => `application/sdp${m.maybe(0.1, () => ';charset=utf-8')}`]],
        text: offer,
      }
    if (turn < 0.7) return { headers: [], text: '' }
    return multipart(g, m, offer, 0)
  }
  if (method === 'MESSAGE' || method === 'INFO' || method === 'NOTIFY')
    return { headers: [['Content-Type', g.mediaType]], text: m.repeat(() => `${g.text()}\r\n`, 0, 5) }
  return { headers: [], text: '' }
}

/** RFC 2046 5.1.1: parts in parts, words before the first one and after the last. */
function multipart(g: Grammar, m: Maker, offer: string, depth: number): Body {
  const boundary = `b${token16(m)}`
  const part = (): string => {
    if (depth < 3 && m.dice.chance(0.2)) {
      const inner = multipart(g, m, offer, depth + 1)
      return `Content-Type: ${inner.headers[0]![1]()}\r\n\r\n${inner.text}`
    }
    return `Content-Type: ${g.mediaType()}\r\n${m.repeat(() => `X-${g.token()}: ${g.text()}\r\n`, 0, 2)}\r\n${g.text()}`
  }
  const before = m.repeat(() => `--${boundary}\r\n${part()}\r\n`, 0, 2)
  const after = m.repeat(() => `--${boundary}\r\n${part()}\r\n`, 0, 1)
  const session = `--${boundary}\r\nContent-Type: application/sdp\r\n\r\n${offer}\r\n`
  const quoted = m.dice.chance(0.5) ? `"${boundary}"` : boundary
  return {
    headers: [
      ['Content-Type', () => `multipart/${m.dice.pick(['mixed', 'alternative', 'related'])};boundary=${quoted}`],
    ],
    text: `${m.maybe(0.3, () => 'a preamble\r\n')}${before}${session}${after}--${boundary}--\r\n`,
  }
}

function head(g: Grammar, m: Maker, startLine: string, headers: Headers, body: string): string {
  const all: Headers = [...headers, ['Content-Length', () => String(Buffer.byteLength(body))]]
  const lines = all.map(([name, value]) => {
    const compact = compactNames[name]
    const called = compact && m.dice.chance(0.25) ? compact : name
    const spelt = m.dice.chance(0.15) ? (m.dice.chance(0.5) ? called.toUpperCase() : called.toLowerCase()) : called
    return { name, line: `${spelt}${g.HCOLON()}${value()}` }
  })
  // Any order, but that of the hops among themselves.
  const vias = lines.filter(({ name }) => name === 'Via')
  const rest = lines.filter(({ name }) => name !== 'Via')
  for (let at = rest.length - 1; at > 0; at--) {
    const other = Math.floor(m.dice.next() * (at + 1))
    ;[rest[at], rest[other]] = [rest[other]!, rest[at]!]
  }
  const at = Math.floor(m.dice.next() * rest.length)
  const ordered = [...rest.slice(0, at), ...vias, ...rest.slice(at)]
  return `${m.maybe(0.05, () => '\r\n\r\n')}${[startLine, ...ordered.map(({ line }) => line)].join('\r\n')}\r\n\r\n`
}
