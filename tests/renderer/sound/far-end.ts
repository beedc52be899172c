import {
  MediaStreamTrack,
  RTCPeerConnection,
  RTCRtpCodecParameters,
  RTCSessionDescription,
  RtpHeader,
  RtpPacket,
  type RTCRtpTransceiver,
} from 'werift'
import type { Description } from '../../../shared/contract/call-sound-bridge.ts'
import { decodeMuLaw, encodeMuLaw } from '../../support/g711.ts'
import { codecs, type Codec } from '../../support/rtp-sound.ts'

/**
 * The other side of a call, in Node: hears RTP as it was sent, packet by packet, without a jitter buffer that would
 * stretch or hide anything, and says whatever is queued, 20 ms at a time. G.711 mu-law.
 */
export interface FarEnd {
  readonly connection: RTCPeerConnection
  readonly transceiver: RTCRtpTransceiver
  readonly voice: MediaStreamTrack
  /** In the order of arrival. */
  readonly packets: RtpPacket[]
  readonly digits: string[]
  readonly queue: Uint8Array[]
  /** Which of the packets, by their number, are lost on the way. */
  loses: (packet: number) => boolean
  /** performance.now() when the queue last ran out. */
  spokenAt: number
  stop(): void
}

const rate = 8000
const frame = 160
const muLaw = 0
const events = 126
const eventNames = '0123456789*#ABCD'

/** `codec`: the one thing it understands. It speaks in PCMU alone: in any other it keeps silent. */
export function createFarEnd(direction: 'sendrecv' | 'recvonly' = 'sendrecv', codec: Codec = 'PCMU'): FarEnd {
  const { clockRate, channels, payloadType } = codecs[codec]
  const connection = new RTCPeerConnection({
    iceServers: [],
    iceUseIpv6: false,
    codecs: {
      audio: [
        new RTCRtpCodecParameters({ mimeType: `audio/${codec}`, clockRate, channels, payloadType }),
        new RTCRtpCodecParameters({
          mimeType: 'audio/telephone-event',
          clockRate: rate,
          channels: 1,
          payloadType: events,
        }),
      ],
    },
  })
  const voice = new MediaStreamTrack({ kind: 'audio' })
  const transceiver = connection.addTransceiver(voice, { direction })
  const farEnd: FarEnd = {
    connection,
    transceiver,
    voice,
    packets: [],
    digits: [],
    queue: [],
    loses: () => false,
    spokenAt: 0,
    stop: () => clearInterval(speaking),
  }
  let lastEvent = -1
  connection.onTrack.subscribe((track) => {
    track.onReceiveRtp.subscribe((packet) => {
      if (packet.header.payloadType === payloadType) farEnd.packets.push(packet)
      else if (packet.header.payloadType === events && packet.header.timestamp !== lastEvent) {
        lastEvent = packet.header.timestamp
        farEnd.digits.push(eventNames[packet.payload[0]!] ?? '?')
      }
    })
  })
  const speaking = codec === 'PCMU' ? speak(farEnd) : undefined
  return farEnd
}

/** Our answer to the sound room's offer. */
export async function answer(farEnd: FarEnd, { sdp }: Description): Promise<Description> {
  await farEnd.connection.setRemoteDescription(new RTCSessionDescription(withEightKilohertzEvents(sdp), 'offer'))
  await farEnd.connection.setLocalDescription(await farEnd.connection.createAnswer())
  return { type: 'answer', sdp: farEnd.connection.localDescription!.sdp }
}

export async function offer(farEnd: FarEnd): Promise<Description> {
  await farEnd.connection.setLocalDescription(await farEnd.connection.createOffer())
  return { type: 'offer', sdp: farEnd.connection.localDescription!.sdp }
}

export async function accept(farEnd: FarEnd, description: Description): Promise<void> {
  await farEnd.connection.setRemoteDescription(new RTCSessionDescription(description.sdp, description.type))
}

/** Says this after what is queued already; resolves when its last sample has been sent. */
export async function say(farEnd: FarEnd, samples: Float32Array): Promise<void> {
  const bytes = encodeMuLaw(samples)
  for (let at = 0; at < bytes.length; at += frame) {
    const one = new Uint8Array(frame).fill(0xff)
    one.set(bytes.subarray(at, at + frame))
    farEnd.queue.push(one)
  }
  const last = farEnd.queue.at(-1)!
  while (farEnd.queue.includes(last)) await new Promise((resolve) => setTimeout(resolve, 5))
}

/** What was heard from packet `from` on (an index of `packets`), put in order by sequence number; a lost packet is silence. */
export function heardFrom(farEnd: FarEnd, from: number): Float32Array {
  const packets = farEnd.packets.slice(from)
  const first = packets[0]?.header.sequenceNumber ?? 0
  const order = (packet: RtpPacket) => (((packet.header.sequenceNumber - first) << 16) >> 16) * frame
  const samples = new Float32Array(Math.max(0, ...packets.map((packet) => order(packet) + packet.payload.length)))
  for (const packet of packets) {
    if (order(packet) >= 0) samples.set(decodeMuLaw(packet.payload), order(packet))
  }
  return samples
}

export async function close(farEnd: FarEnd): Promise<void> {
  farEnd.stop()
  await farEnd.connection.close()
}

/** A packet every 20 ms by the clock, silence when there is nothing to say. */
function speak(farEnd: FarEnd): NodeJS.Timeout {
  const startedAt = performance.now()
  const quiet = new Uint8Array(frame).fill(0xff)
  let sent = 0
  return setInterval(() => {
    while (startedAt + sent * 20 <= performance.now()) {
      const payload = farEnd.queue.shift()
      if (payload && farEnd.queue.length === 0) farEnd.spokenAt = performance.now()
      sent++
      if (farEnd.connection.connectionState !== 'connected' || farEnd.loses(sent)) continue
      const header = new RtpHeader({
        version: 2,
        payloadType: muLaw,
        sequenceNumber: sent & 0xffff,
        timestamp: (sent * frame) >>> 0,
        ssrc: farEnd.transceiver.sender.ssrc,
      })
      farEnd.voice.writeRtp(new RtpPacket(header, Buffer.from(payload ?? quiet)))
    }
  }, 4)
}

/** werift matches telephone-event by name alone and would take the 48 kHz one, which does not go with G.711. */
function withEightKilohertzEvents(sdp: string): string {
  const wrong = /a=rtpmap:(\d+) telephone-event\/48000\r\n/.exec(sdp)?.[1]
  if (wrong === undefined) return sdp
  return sdp
    .replace(new RegExp(`a=(rtpmap|fmtp):${wrong} .*\\r\\n`, 'g'), '')
    .replace(/(m=audio .*)/, (line) => line.replace(new RegExp(` ${wrong}\\b`), ''))
}
