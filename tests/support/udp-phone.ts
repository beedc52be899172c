import { createSocket } from 'node:dgram'
import type { AddressInfo } from 'node:net'
import { sessionDescription } from './media.ts'
import { parseSip, writeSip, type SipMessage } from './sip-message.ts'

/** A phone on plain SIP over UDP, written by hand: rings and answers at once, and says BYE when told to. No sound. */
export interface UdpPhone {
  /** host:port */
  readonly address: string
  /** With the time of arrival, by `performance.now()`. */
  readonly received: readonly (SipMessage & { readonly at: number })[]
  heard(what: string | number): Promise<SipMessage>
  /** Ends the call it answered last. */
  hangUp(): void
  close(): Promise<void>
}

export async function openUdpPhone(): Promise<UdpPhone> {
  const socket = createSocket('udp4')
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve))
  const { port } = socket.address() as AddressInfo
  const address = `127.0.0.1:${port}`
  const received: (SipMessage & { at: number })[] = []
  const unasked: SipMessage[] = []
  const waiting: { what: string | number; resolve: (message: SipMessage) => void }[] = []
  let proxy: { port: number; address: string } | null = null
  let invite: SipMessage | null = null

  socket.on('message', (data, from) => {
    const at = performance.now()
    const message = parseSip(data.toString())
    // Retransmissions are nothing new.
    if (received.some(({ raw }) => raw === message.raw)) return
    proxy = from
    received.push({ ...message, at })
    const index = waiting.findIndex(({ what }) => what === (message.method ?? message.status))
    if (index === -1) unasked.push(message)
    else waiting.splice(index, 1)[0]!.resolve(message)
    if (message.method === 'INVITE') {
      invite = message
      if (!message.header('to')?.includes(';tag=')) respond(message, 180, 'Ringing')
      respond(message, 200, 'OK', sessionDescription('phone', 1))
    } else if (message.method !== null && message.method !== 'ACK') respond(message, 200, 'OK')
  })

  function respond(request: SipMessage, status: number, reason: string, body = ''): void {
    const to = request.header('to') ?? ''
    say(
      writeSip(
        `SIP/2.0 ${status} ${reason}`,
        [
          ...request.headers('via').map((via) => ['Via', via] as const),
          ...request.headers('record-route').map((route) => ['Record-Route', route] as const),
          ['From', request.header('from') ?? ''],
          ['To', to.includes(';tag=') ? to : `${to};tag=phone`],
          ['Call-ID', request.header('call-id') ?? ''],
          ['CSeq', request.header('cseq') ?? ''],
          ['Contact', `<sip:phone@${address}>`],
          ...(body ? [['Content-Type', 'application/sdp'] as const] : []),
        ],
        body,
      ),
    )
  }

  function say(text: string): void {
    if (proxy) socket.send(text, proxy.port, proxy.address)
  }

  return {
    address,
    received,
    heard(what) {
      const index = unasked.findIndex((message) => what === (message.method ?? message.status))
      if (index !== -1) return Promise.resolve(unasked.splice(index, 1)[0]!)
      const { promise, resolve } = Promise.withResolvers<SipMessage>()
      waiting.push({ what, resolve })
      return promise
    },
    hangUp() {
      if (!invite) throw new Error('no call was answered')
      const target = /<([^>]*)>/.exec(invite.header('contact') ?? '')?.[1]
      // The route set is that of the first INVITE (RFC 3261 12.2.1.1).
      const first = received.find(({ method, raw }) => method === 'INVITE' && raw.includes('Record-Route'))
      say(
        writeSip(`BYE ${target} SIP/2.0`, [
          ['Via', `SIP/2.0/UDP ${address};branch=z9hG4bK${Date.now()}`],
          ['Max-Forwards', '70'],
          ...(first?.headers('record-route') ?? []).map((route) => ['Route', route] as const),
          ['From', `${invite.header('to')?.split(';tag=')[0]};tag=phone`],
          ['To', invite.header('from') ?? ''],
          ['Call-ID', invite.header('call-id') ?? ''],
          ['CSeq', '1 BYE'],
        ]),
      )
    },
    close: () => new Promise((resolve) => socket.close(() => resolve())),
  }
}
