import type { Description } from '../../shared/contract/call-sound-bridge.ts'
import type { CallId } from '../../shared/ids.ts'
import { failed, ok, type Result } from '../../shared/result.ts'
import type { Trouble } from '../../shared/contract/trouble.ts'
import type { DescriptionRequest, Media } from '../../main/exchange/media.ts'

type MediaCommand =
  | {
      readonly kind: 'describe'
      readonly callId: CallId
      readonly request: DescriptionRequest
      readonly answer: Description
    }
  | { readonly kind: 'accept'; readonly callId: CallId; readonly description: Description }
  | { readonly kind: 'rollback' | 'close'; readonly callId: CallId }
  | { readonly kind: 'sendDigits'; readonly callId: CallId; readonly digits: string }

/** A sound room without sound: it keeps the order of offer and answer as a peer connection would, and says what it was told. */
export interface HandMadeMedia {
  readonly media: Media
  readonly commands: readonly MediaCommand[]
  /** The next description is refused. */
  refuseDescription(trouble: Trouble): void
  /** The next description of the far end is refused. */
  refuseAcceptance(trouble: Trouble): void
  /** Descriptions of the far end are taken once this resolves. */
  holdAcceptance(until: Promise<void>): void
  /** From here on no far end takes digits in its sound. */
  takeNoDigits(): void
}

interface Peer {
  signalling: 'stable' | 'offered' | 'asked'
  readonly id: number
  version: number
}

/** @param address stands in its descriptions as Chromium writes the address of a network card. */
export function handMadeMedia(address?: string): HandMadeMedia {
  const commands: MediaCommand[] = []
  const peers = new Map<CallId, Peer>()
  let refusedDescription: Trouble | null = null
  let refusedAcceptance: Trouble | null = null
  let held: Promise<void> = Promise.resolve()
  let takesDigits = true
  let made = 0

  function peerOf(callId: CallId): Peer {
    const peer = peers.get(callId) ?? { signalling: 'stable', id: ++made, version: 0 }
    peers.set(callId, peer)
    return peer
  }

  const media: Media = {
    async describe(callId, request) {
      await Promise.resolve()
      if (refusedDescription) return take(refusedDescription, () => (refusedDescription = null))
      const peer = peerOf(callId)
      if (peer.signalling === 'offered') throw new Error('an offer is out already')
      const type = peer.signalling === 'asked' ? 'answer' : 'offer'
      peer.signalling = type === 'answer' ? 'stable' : 'offered'
      const answer: Description = {
        type,
        sdp: sessionDescription(`us${peer.id}`, ++peer.version, request.direction, address),
      }
      commands.push({ kind: 'describe', callId, request, answer })
      return ok(answer)
    },
    async accept(callId, description) {
      const peer = peerOf(callId)
      await held
      // Closed while it was at it.
      if (peers.get(callId) !== peer) return failed('media-failed', { reason: 'the call is over' })
      if (refusedAcceptance) return take(refusedAcceptance, () => (refusedAcceptance = null))
      const fits = description.type === 'answer' ? 'offered' : 'stable'
      if (peer.signalling !== fits) throw new Error(`${description.type} while ${peer.signalling}`)
      peer.signalling = description.type === 'answer' ? 'stable' : 'asked'
      commands.push({ kind: 'accept', callId, description })
      return ok()
    },
    async rollback(callId) {
      peerOf(callId).signalling = 'stable'
      commands.push({ kind: 'rollback', callId })
      return ok()
    },
    async sendDigits(callId, digits) {
      commands.push({ kind: 'sendDigits', callId, digits })
      return ok(takesDigits)
    },
    close(callId) {
      peers.delete(callId)
      commands.push({ kind: 'close', callId })
    },
  }
  return {
    media,
    commands,
    refuseDescription: (trouble) => void (refusedDescription = trouble),
    refuseAcceptance: (trouble) => void (refusedAcceptance = trouble),
    holdAcceptance: (until) => void (held = until),
    takeNoDigits: () => void (takesDigits = false),
  }
}

function take(trouble: Trouble, forget: () => void): Result<never> {
  forget()
  return { ok: false, trouble }
}

/** As Chromium writes it, in short: one audio line, PCMU and telephone-event. */
export function sessionDescription(who: string, version: number, direction = 'sendrecv', address?: string): string {
  return [
    'v=0',
    `o=- 4611686018427387904 ${version} IN IP4 127.0.0.1`,
    's=-',
    't=0 0',
    'a=group:BUNDLE 0',
    `m=audio ${address ? 50_000 : 9} UDP/TLS/RTP/SAVPF 0 126`,
    `c=IN IP4 ${address ?? '0.0.0.0'}`,
    ...(address ? [`a=candidate:842163049 1 udp 2122260223 ${address} 50000 typ host generation 0`] : []),
    `a=ice-ufrag:${who}`,
    'a=ice-pwd:0123456789abcdefghijklmn',
    `a=fingerprint:sha-256 ${Array.from({ length: 32 }, () => 'A5').join(':')}`,
    'a=setup:actpass',
    'a=mid:0',
    `a=${direction}`,
    'a=rtcp-mux',
    'a=rtpmap:0 PCMU/8000',
    'a=rtpmap:126 telephone-event/8000',
    '',
  ].join('\r\n')
}
