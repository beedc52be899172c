import { qualityBetween, type Route, type SoundCounts } from '../../shared/call/call-quality.ts'
import type { CallSound } from './call-sound.ts'
import { pause } from './render-clock.ts'

const LOOK_EVERY_MS = 1000

/** Tells once a second how a call sounds, until it is closed. */
export async function watchQuality(call: CallSound): Promise<void> {
  call.measured = true
  const { room, callId, peer } = call
  let before: SoundCounts | null = null
  let silentMs = 0
  while (!call.closed) {
    const now = countsIn(await peer.connection.getStats(), Date.now())
    if (call.closed) return
    if (before && now) {
      const quality = qualityBetween(before, now, silentMs)
      // Whoever waits on hold is sent nothing, and nothing is wrong with that.
      silentMs = expectsSound(call) ? quality.silentMs : 0
      room.tell('quality.measured', { callId, quality: { ...quality, silentMs } })
    }
    before = now ?? before
    await pause(call.context, LOOK_EVERY_MS)
  }
}

function expectsSound({ peer }: CallSound): boolean {
  const agreed = peer.transceiver?.currentDirection
  return agreed === 'sendrecv' || agreed === 'recvonly'
}

/** Chromium's report (https://www.w3.org/TR/webrtc-stats/), of which TypeScript's DOM library knows no rows. */
type Row = Record<string, unknown> & { readonly type: string }

/** null: no sound has been agreed on yet, or none has come. */
function countsIn(report: RTCStatsReport, at: number): SoundCounts | null {
  const rows = new Map<string, Row>()
  report.forEach((row: Row, id: string) => rows.set(id, row))
  const one = (type: string, fits: (row: Row) => boolean = () => true) =>
    [...rows.values()].find((row) => row.type === type && fits(row))
  // One for each source: another one speaks after a transfer, and what the first one sent stays counted.
  const sources = [...rows.values()].filter((row) => row.type === 'inbound-rtp')
  const heardAt = (row: Row) => number(row['lastPacketReceivedTimestamp']) ?? 0
  const inbound = sources.toSorted((a, b) => heardAt(b) - heardAt(a))[0]
  const total = (key: string) => sources.reduce((sum, row) => sum + (number(row[key]) ?? 0), 0)
  const transport = one('transport')
  const pair = rows.get(text(transport?.['selectedCandidatePairId']))
  if (!inbound || !pair) return null
  const theirReport = one('remote-inbound-rtp')
  const roundTrip = number(theirReport?.['roundTripTime']) ?? number(pair['currentRoundTripTime'])
  return {
    at,
    received: total('packetsReceived'),
    lost: total('packetsLost'),
    jitterMs: (number(inbound['jitter']) ?? 0) * 1000,
    theirLostShare: number(theirReport?.['fractionLost']),
    roundTripMs: roundTrip === null ? null : roundTrip * 1000,
    codec: text(rows.get(text(inbound['codecId']))?.['mimeType']).replace(/^audio\//i, ''),
    route: (text(rows.get(text(pair['localCandidateId']))?.['candidateType']) || 'host') as Route,
  }
}

function number(value: unknown): number | null {
  return typeof value === 'number' ? value : null
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
