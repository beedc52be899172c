/** RTCP from the far end: what it sent and how the caller's packets arrived (RFC 3550 6.4, 6.5). */
import {
  RtcpReceiverInfo,
  RtcpSenderInfo,
  RtcpSourceDescriptionPacket,
  RtcpSrPacket,
  SourceDescriptionChunk,
  SourceDescriptionItem,
  type RtcpPacket,
} from 'werift'
import type { Source } from './heard.ts'

/** Seconds from 1900 to 1970. */
const NTP_EPOCH = 2_208_988_800
const CNAME = 1

export interface Sent {
  readonly ssrc: number
  timestamp: number
  /** performance.now() of `timestamp`. */
  at: number
  packets: number
  octets: number
}

/** What is known of the caller's stream beside its sequence numbers. */
export interface Arrivals {
  ssrc: number | null
  /** RFC 3550 A.8, in timestamp units. */
  jitter: number
  transit: number | null
  /** The middle of the NTP time of the caller's last sender report, and when it came. */
  lastReport: number
  lastReportAt: number | null
  /** What the last report of ours said, for the fraction that was lost since. */
  expectedBefore: number
  seenBefore: number
}

export function newArrivals(): Arrivals {
  return { ssrc: null, jitter: 0, transit: null, lastReport: 0, lastReportAt: null, expectedBefore: 0, seenBefore: 0 }
}

export function noteArrival(arrivals: Arrivals, ssrc: number, timestamp: number, at: number): void {
  if (arrivals.ssrc !== ssrc) Object.assign(arrivals, newArrivals(), { ssrc })
  const transit = Math.round(at * 8) - timestamp
  if (arrivals.transit !== null) arrivals.jitter += (Math.abs(transit - arrivals.transit) - arrivals.jitter) / 16
  arrivals.transit = transit
}

export function noteReport(arrivals: Arrivals, packet: RtcpPacket, at: number): void {
  if (!(packet instanceof RtcpSrPacket)) return
  arrivals.lastReport = Number((packet.senderInfo.ntpTimestamp >> 16n) & 0xffff_ffffn)
  arrivals.lastReportAt = at
}

/** A sender report with a block about the caller's stream where there is one, and our CNAME. */
export function senderReport(sent: Sent, arrivals: Arrivals, source: Source | undefined): RtcpPacket[] {
  const now = performance.now()
  const seconds = (performance.timeOrigin + now) / 1_000 + NTP_EPOCH
  const senderInfo = new RtcpSenderInfo({
    ntpTimestamp: (BigInt(Math.floor(seconds)) << 32n) | BigInt(Math.floor((seconds % 1) * 2 ** 32)),
    rtpTimestamp: (sent.timestamp + Math.round((now - sent.at) * 8)) >>> 0,
    packetCount: sent.packets >>> 0,
    octetCount: sent.octets >>> 0,
  })
  const items = [new SourceDescriptionItem({ type: CNAME, text: 'practice' })]
  return [
    new RtcpSrPacket({ ssrc: sent.ssrc, senderInfo, reports: source ? [receiverBlock(arrivals, source, now)] : [] }),
    // The item list ends with a zero octet, which werift leaves out where the rest is already aligned.
    new RtcpSourceDescriptionPacket({ chunks: [new SourceDescriptionChunk({ source: sent.ssrc, items })] }),
  ]
}

function receiverBlock(arrivals: Arrivals, source: Source, now: number): RtcpReceiverInfo {
  const expected = source.highestSequence - source.firstSequence + 1
  const seen = source.seen.size
  const newlyExpected = expected - arrivals.expectedBefore
  const newlyLost = newlyExpected - (seen - arrivals.seenBefore)
  arrivals.expectedBefore = expected
  arrivals.seenBefore = seen
  return new RtcpReceiverInfo({
    ssrc: source.ssrc,
    fractionLost: newlyExpected > 0 && newlyLost > 0 ? Math.floor((256 * newlyLost) / newlyExpected) & 0xff : 0,
    packetsLost: Math.max(0, expected - seen) & 0xff_ffff,
    highestSequence: source.highestSequence >>> 0,
    jitter: Math.round(arrivals.jitter),
    lsr: arrivals.lastReportAt === null ? 0 : arrivals.lastReport,
    dlsr: arrivals.lastReportAt === null ? 0 : Math.round((now - arrivals.lastReportAt) * 65.536),
  })
}
