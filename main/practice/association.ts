/*
 * One DTLS association of a call and the SRTP that comes out of it.
 *
 *   connecting ──ICE nominated, DTLS done──▶ connected ──▶ closed
 *        └───────handshake refused─────────▶ failed
 *
 * Only werift's DTLS and SRTP are used: its peer connection picks telephone-event by name alone (48 kHz, which
 * loses the digits), and its sender overwrites payload types, so that digits cannot go through it. ICE is ours.
 */
import {
  Event,
  RTCDtlsFingerprint,
  RTCDtlsParameters,
  RTCDtlsTransport,
  type RTCIceTransport,
  type RtcpPacket,
  type RtpHeader,
  type RtpPacket,
} from 'werift'
import { openIceLite, type IceLite } from './ice-lite.ts'
import { setupFor, type Fingerprint, type Offer } from './sdp.ts'

/** AEAD_AES_128_GCM and AES_CM_128_HMAC_SHA1_80 (RFC 7714 14.2, RFC 5764 4.1.2): all that werift knows. */
const SRTP_PROFILES = [0x0007, 0x0001] as const

export interface Association {
  readonly ice: IceLite
  readonly fingerprint: Fingerprint
  readonly state: 'connecting' | 'connected' | 'failed' | 'closed'
  sendRtp(header: RtpHeader, payload: Buffer): void
  sendRtcp(packets: RtcpPacket[]): void
  close(): void
}

export interface AssociationEvents {
  connected(): void
  rtp(packet: RtpPacket): void
  rtcp(packet: RtcpPacket): void
}

/** Opens our side of what an offer asks for. Throws when nothing can be listened on. */
export async function openAssociation(offer: Offer, events: AssociationEvents): Promise<Association> {
  const isServer = setupFor(offer) === 'passive'
  const { association, meet } = await open(offer.addresses, isServer)
  meet(offer.fingerprint, events)
  return association
}

/** Our side of a call that we make, before the other is known. */
export interface OfferedAssociation {
  readonly association: Association
  /** Their answer has come. We offered the choice and are the server of whoever takes it, as every browser does. */
  meet(fingerprint: Fingerprint, events: AssociationEvents): void
}

/** Throws when nothing can be listened on. */
export function offerAssociation(): Promise<OfferedAssociation> {
  return open([], true)
}

async function open(addresses: readonly string[], isServer: boolean): Promise<OfferedAssociation> {
  await RTCDtlsTransport.SetupCertificate()
  const received = new Event<[Buffer]>()
  let state: Association['state'] = 'connecting'
  let start = () => {}
  const ice = await openIceLite(
    addresses,
    (packet) => received.execute(packet),
    () => {
      if (!isServer) start()
    },
  )
  const dtls = transportOver(received, (packet) => ice.send(packet))
  dtls.role = isServer ? 'server' : 'client'
  const [fingerprint] = dtls.localParameters.fingerprints

  function meet({ algorithm, value }: Fingerprint, events: AssociationEvents): void {
    dtls.setRemoteParams(
      new RTCDtlsParameters([new RTCDtlsFingerprint(algorithm, value)], isServer ? 'client' : 'server'),
    )
    dtls.onRtp.subscribe((packet) => events.rtp(packet))
    dtls.onRtcp.subscribe((packet) => events.rtcp(packet))
    start = () => {
      dtls.start().then(
        () => {
          if (state !== 'connecting') return
          state = 'connected'
          events.connected()
        },
        () => {
          // Another certificate than the offer's, or a closed call: the call ends when nothing is heard.
          if (state === 'connecting') state = 'failed'
        },
      )
    }
    // A server listens at once: the first flight may overtake the caller's nomination.
    if (isServer) start()
  }

  const association: Association = {
    ice,
    fingerprint: fingerprint!,
    get state() {
      return state
    },
    sendRtp(header, payload) {
      if (state === 'connected') void dtls.sendRtp(payload, header)
    },
    sendRtcp(packets) {
      if (state === 'connected') void dtls.sendRtcp(packets)
    },
    close() {
      state = 'closed'
      received.complete()
      void dtls.stop()
      ice.close()
    },
  }
  return { association, meet }
}

/** A DTLS transport of werift over any datagrams: of its ICE transport it uses no more than this. */
export function transportOver(received: Event<[Buffer]>, send: (packet: Buffer) => void): RTCDtlsTransport {
  const connection = { onData: received, send: async (packet: Buffer) => send(packet), close: async () => {} }
  const ice = { connection, role: 'controlled', stop: async () => {} } as unknown as RTCIceTransport
  return new RTCDtlsTransport({}, ice, undefined, [...SRTP_PROFILES])
}
