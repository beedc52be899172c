/** The WebRTC side of one call: an association with the caller's peer connection, a voice, and ears. */
import { randomBytes, randomInt } from 'node:crypto'
import { RtpHeader, type RtpPacket } from 'werift'
import { openAssociation, type Association, type AssociationEvents, type OfferedAssociation } from './association.ts'
import { perform, type Act, type Sounds } from './behaviour.ts'
import { count, countsOf, hear, newHeard, pausesOf, samplesOf } from './heard.ts'
import { keepHeard, type EndedBy } from './heard-files.ts'
import { startPlayout, type Playout } from './playout.ts'
import type { Behaviour } from './prospects.ts'
import { newArrivals, noteArrival, noteReport, senderReport, type Sent } from './reports.ts'
import { answerTo, writeAnswer, type Offer } from './sdp.ts'

const REPORT_EVERY_MS = 5_000
const DIGITS = '0123456789*#ABCD'

export interface FarEnd {
  /** The answer to the latest offer. */
  readonly answer: string
  /** A later offer in the same call. Resolves to its answer. */
  reoffer(offer: Offer): Promise<string>
  /** A key of the caller's telephone, in the sound or beside it. */
  press(digit: string): void
  /** The 200 OK has been sent: this is zero on the time axis. */
  answered(): void
  /** Stops everything and, where the call was answered, keeps what was heard. */
  end(endedBy: EndedBy): Promise<void>
}

export interface FarEndOptions {
  readonly offer: Offer
  readonly behaviour: Extract<Behaviour, { kind: 'voicemail' | 'talks' }>
  readonly number: string
  readonly callId: string
  readonly sounds: Sounds
  readonly heardDir: string
  readonly onHeard: () => void
  /** After so long without any packet nobody is there: Chromium checks its pair every few seconds, on hold too. */
  readonly nobodyMs: number
  /** A call that the prospect makes: its offer has left, and `offer` is what answered it. */
  readonly offered?: OfferedAssociation & { readonly sessionId: string; readonly ssrc: number }
  /** The prospect hangs up, or nobody is heard any more. */
  readonly hangUp: (endedBy: EndedBy) => void
}

/** The id in the o= line of one end's descriptions. */
export function newSessionId(): string {
  return randomBytes(6).readUIntBE(0, 6).toString()
}

/** The SSRC of one end's voice (RFC 3550 8.1). */
export function newSource(): number {
  return randomInt(1, 2 ** 32 - 1)
}

/** Opens the far end of a call. Throws when no address of this machine can be listened on. */
export async function openFarEnd(options: FarEndOptions): Promise<FarEnd> {
  const heard = newHeard()
  const arrivals = newArrivals()
  const sessionId = options.offered?.sessionId ?? newSessionId()
  const source = options.offered?.ssrc ?? newSource()
  const sent: Sent = { ssrc: source, timestamp: randomInt(2 ** 32), at: 0, packets: 0, octets: 0 }
  let sequenceNumber = randomInt(2 ** 15)
  let talkspurt = true
  let offer = options.offer
  let version = options.offered ? 2 : 1
  let answeredAt: number | null = null
  let answeredEpoch = 0
  let digits = ''
  let digitTimestamp: number | null = null
  let playout: Playout | undefined
  let act: Act | undefined
  let answer = ''
  let ended = false
  let association = options.offered?.association ?? (await associate())
  options.offered?.meet(offer.fingerprint, events())
  describe()

  const reports = setInterval(report, REPORT_EVERY_MS)
  const watch = setInterval(() => {
    const since = Math.max(association.ice.heardAt, answeredAt ?? performance.now())
    if (performance.now() - since > options.nobodyMs) options.hangUp('network')
  }, options.nobodyMs / 10)

  function associate(): Promise<Association> {
    return openAssociation(offer, events())
  }

  function events(): AssociationEvents {
    return {
      connected() {
        report()
        // A brand-new peer connection in the same call goes on hearing where the old one stopped.
        talkspurt = true
        playout ??= startPlayout(sendFrame)
        act ??= perform(options.behaviour, playout, options.sounds, () => options.hangUp('far-end'))
      },
      rtp: take,
      rtcp: (packet) => noteReport(arrivals, packet, performance.now()),
    }
  }

  function describe(): void {
    const { ice, fingerprint } = association
    const { ufrag, password, candidates } = ice
    answer = writeAnswer(offer, { sessionId, version, ufrag, password, fingerprint, candidates, ssrc: sent.ssrc })
    version++
  }

  function sendFrame(octets: Buffer, skipped: number): void {
    sent.timestamp = (sent.timestamp + octets.length * (skipped + 1)) >>> 0
    const direction = answerTo(offer.direction)
    if (association.state !== 'connected' || direction === 'recvonly' || direction === 'inactive') {
      talkspurt = true
      return
    }
    sequenceNumber = (sequenceNumber + 1) & 0xffff
    const { ssrc, timestamp } = sent
    // The marker is on the first packet after a pause (RFC 3551 4.1).
    const marker = talkspurt || skipped > 0
    const header = new RtpHeader({ payloadType: offer.muLaw, ssrc, timestamp, sequenceNumber, marker })
    association.sendRtp(header, octets)
    talkspurt = false
    sent.at = performance.now()
    sent.packets++
    sent.octets += octets.length
  }

  function take({ header, payload }: RtpPacket): void {
    if (answeredAt === null) return
    const now = performance.now()
    const { ssrc, sequenceNumber: sequence, timestamp, payloadType } = header
    if (payloadType === offer.muLaw) {
      noteArrival(arrivals, ssrc, timestamp, now)
      const octets = Buffer.from(payload)
      hear(heard, { ssrc, sequenceNumber: sequence, timestamp, octets }, now - answeredAt)
      act?.hear(octets)
    } else if (payloadType === offer.digits && payload.length >= 4) {
      count(heard, { ssrc, sequenceNumber: sequence })
      // All packets of one digit carry the timestamp of its beginning (RFC 4733 2.2.1).
      if (timestamp !== digitTimestamp) press(DIGITS[payload[0]!] ?? '')
      digitTimestamp = timestamp
    }
  }

  function press(digit: string): void {
    digits += digit
    if (digit) act?.press()
  }

  function report(): void {
    if (sent.packets === 0 || association.state !== 'connected') return
    association.sendRtcp(senderReport(sent, arrivals, heard.sources.get(arrivals.ssrc ?? -1)))
  }

  async function follow(next: Offer): Promise<string> {
    const before = offer
    offer = next
    const isOtherPeer = next.origin !== before.origin || next.fingerprint.value !== before.fingerprint.value
    if (isOtherPeer || association.state === 'failed') {
      const former = association
      association = await associate()
      former.close()
      if (ended) association.close()
    } else if (next.ufrag !== before.ufrag || next.password !== before.password) {
      await association.ice.restart(next.addresses)
    }
    describe()
    return answer
  }

  return {
    get answer() {
      return answer
    },
    reoffer: follow,
    press,
    answered() {
      answeredAt = performance.now()
      answeredEpoch = Date.now()
    },
    async end(endedBy) {
      ended = true
      clearInterval(reports)
      clearInterval(watch)
      playout?.stop()
      act?.stop()
      association.close()
      if (answeredAt === null) return
      const zero = answeredAt
      const onAxis = (at: number | null | undefined) => (at == null ? null : Math.round((at - zero) * 1_000) / 1_000)
      const endedMs = onAxis(performance.now())!
      const { greetingEndedAt, beepStartedAt, beepEndedAt } = act?.marks ?? {}
      await keepHeard(options.heardDir, options.callId, samplesOf(heard, endedMs), {
        number: options.number,
        answeredAt: answeredEpoch,
        greetingEndedMs: onAxis(greetingEndedAt),
        beepStartedMs: onAxis(beepStartedAt),
        beepEndedMs: onAxis(beepEndedAt),
        firstPacketMs: onAxis(heard.firstPacketMs === null ? null : heard.firstPacketMs + zero),
        ...countsOf(heard),
        pauses: pausesOf(heard),
        digits,
        endedBy,
        endedMs,
      })
      options.onHeard()
    },
  }
}
