import type { CommandOutput } from '../../shared/contract/bridge.ts'
import type { Peer } from './peer.ts'

/** What has gone and come so far, of RTP; `codec` as it is being sent, empty where none is. */
export async function countPackets({ connection }: Peer): Promise<CommandOutput<'peer.count'>> {
  let [sent, received, codec] = [0, 0, '']
  const stats = (await connection.getStats()) as ReadonlyMap<string, Record<string, unknown>>
  for (const one of stats.values()) {
    if (one['type'] === 'inbound-rtp') received += Number(one['packetsReceived'] ?? 0)
    if (one['type'] !== 'outbound-rtp') continue
    sent += Number(one['packetsSent'] ?? 0)
    const used = stats.get(String(one['codecId'] ?? ''))
    codec = String(used?.['mimeType'] ?? '').replace(/^audio\//i, '')
  }
  return { sent, received, codec }
}
