import type { CommandInput } from '../../shared/contract/bridge.ts'
import type { Description } from '../../shared/contract/call-sound-bridge.ts'
import { failed, ok, type Result } from '../../shared/result.ts'
import { candidatesGathered, type ServerMemory } from './candidates.ts'

/** The RTP side of one call: a peer connection with one audio transceiver. */
export interface Peer {
  readonly connection: RTCPeerConnection
  /** Ours from the first offer on, or made by the far end's first offer. */
  transceiver: RTCRtpTransceiver | null
  /** What it was set up with last. */
  configuration: RTCConfiguration
}

export type DescriptionRequest = Omit<CommandInput<'peer.describe'>, 'callId'>

export interface PeerListeners {
  readonly changed: (state: 'connecting' | 'connected' | 'disconnected' | 'failed') => void
  readonly farEnd: (track: MediaStreamTrack) => void
}

export function createPeer(listeners: PeerListeners): Peer {
  const connection = new RTCPeerConnection()
  connection.addEventListener('connectionstatechange', () => {
    const state = connection.connectionState
    if (state !== 'new' && state !== 'closed') listeners.changed(state)
  })
  connection.addEventListener('track', ({ track }) => listeners.farEnd(track))
  return { connection, transceiver: null, configuration: { iceServers: [] } }
}

/**
 * The next description, with the candidates known in time: there is no trickling in SIP. Made while what is sent is still
 * being opened: the one takes as long as the other. Resolves once `sent` does. Fails with `media-failed`.
 */
export async function describe(
  peer: Peer,
  sent: () => Promise<void>,
  request: DescriptionRequest,
  { context, servers }: { readonly context: AudioContext; readonly servers: ServerMemory },
): Promise<Result<Description>> {
  const { connection } = peer
  try {
    configure(peer, request)
    peer.transceiver ??= audioTransceiver(connection) ?? connection.addTransceiver('audio')
    peer.transceiver.direction = request.direction
    preferCodecs(peer.transceiver, request.codecs)
    const answering = connection.signalingState === 'have-remote-offer'
    if (request.restartIce && !answering) connection.restartIce()
    const gathered = candidatesGathered(connection, request, servers, context)
    await connection.setLocalDescription()
    // A later offer on the same transport has its candidates already; after a restart there are none yet.
    const known = connection.localDescription!.sdp.includes('a=candidate')
    if (!known || connection.iceGatheringState !== 'complete') await gathered
    await sent()
    if (request.relayOnly && !connection.localDescription!.sdp.includes('a=candidate'))
      return failed('media-failed', {
        reason: 'no TURN server of the line answers, and its sound goes through one only',
      })
    return { ok: true, value: { type: answering ? 'answer' : 'offer', sdp: connection.localDescription!.sdp } }
  } catch (error) {
    return mediaFailed(error)
  }
}

/** Fails with `media-failed`. */
export async function accept(peer: Peer, description: Description): Promise<Result<null>> {
  try {
    await peer.connection.setRemoteDescription(withoutSources(description))
    return ok()
  } catch (error) {
    return mediaFailed(error)
  }
}

/**
 * Without the announcement of RTP sources (RFC 5576). Where there is one, Chromium gives WebAudio the sound of that source
 * alone, while the media element plays whatever comes (seen in 156); and what telephone networks announce is often not what
 * they send: servers pass on the lines of the other side, and a transfer changes the source in the middle of a call.
 */
function withoutSources({ type, sdp }: Description): Description {
  return { type, sdp: sdp.replace(/^a=ssrc(-group)?:.*\r?\n/gm, '') }
}

/** Back to the state before the offer that is open, whoever made it. */
export async function rollback({ connection, transceiver }: Peer): Promise<Result<null>> {
  const state = connection.signalingState
  if (state === 'have-remote-offer') await connection.setRemoteDescription({ type: 'rollback' })
  if (state !== 'have-local-offer') return ok()
  await connection.setLocalDescription({ type: 'rollback' })
  const agreed = transceiver?.currentDirection
  if (!agreed || agreed === 'stopped' || agreed === transceiver.direction) return ok()
  // Chromium stops sending when a hold is offered, and a rollback does not make it send again (seen in 156: a hold
  // refused with 488 left the call silent). Offering the agreed direction does, even if that is rolled back as well.
  transceiver.direction = agreed
  await connection.setLocalDescription()
  await connection.setLocalDescription({ type: 'rollback' })
  return ok()
}

/** RFC 4733 events of 100 ms with 70 ms between them; false where the far end takes none. */
export function sendDigits(peer: Peer, digits: string): boolean {
  const dtmf = peer.transceiver?.sender.dtmf
  if (!dtmf?.canInsertDTMF) return false
  // insertDTMF replaces what has not been sent yet.
  dtmf.insertDTMF(dtmf.toneBuffer + digits, 100, 70)
  return true
}

/** Has G.711 been agreed on? G.722 has 8000 in its name and 16 kHz in its sound (RFC 3551 4.5.2). */
export function sendsEightKilohertz({ transceiver }: Peer): boolean {
  return /^audio\/pcm[ua]$/i.test(transceiver?.sender.getParameters().codecs[0]?.mimeType ?? '')
}

/** Swaps what is sent, without renegotiation; never for null, which would stop RTP altogether. */
export async function sendTrack(peer: Peer, track: MediaStreamTrack): Promise<void> {
  const sender = peer.transceiver?.sender
  // Also when it is the same: another replacement may be on its way.
  if (sender && peer.connection.signalingState !== 'closed') await sender.replaceTrack(track)
}

/** What the browser refuses depends on the far end's SDP, the servers and the moment. */
function mediaFailed(error: unknown): Result<never> {
  if (error instanceof DOMException) return failed('media-failed', { reason: error.message })
  throw error
}

function configure(peer: Peer, { iceServers, relayOnly = false }: DescriptionRequest): void {
  const wanted: RTCConfiguration = {
    iceServers: iceServers.map(({ urls, username, credential }) => ({
      urls,
      ...(username !== undefined && { username }),
      ...(credential !== undefined && { credential }),
    })),
    ...(relayOnly && { iceTransportPolicy: 'relay' }),
  }
  if (JSON.stringify(wanted) === JSON.stringify(peer.configuration)) return
  peer.configuration = wanted
  peer.connection.setConfiguration(wanted)
}

function audioTransceiver(connection: RTCPeerConnection): RTCRtpTransceiver | undefined {
  return connection.getTransceivers().find((one) => one.receiver.track.kind === 'audio')
}

const usual = ['opus', 'g722', 'pcmu', 'pcma'] as const

/** In an answer Chromium keeps only what was offered. Digits are telephone events with any codec (RFC 4733). */
function preferCodecs(transceiver: RTCRtpTransceiver, order: DescriptionRequest['codecs'] = [...usual]): void {
  const preferred = [...order, 'telephone-event'].map((name) => `audio/${name}`)
  const rank = (codec: RTCRtpCodec) => preferred.indexOf(codec.mimeType.toLowerCase())
  const codecs = RTCRtpReceiver.getCapabilities('audio')!.codecs.filter((codec) => rank(codec) >= 0)
  transceiver.setCodecPreferences(codecs.sort((a, b) => rank(a) - rank(b)))
}
