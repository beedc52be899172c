import type { CommandInput } from '../../shared/contract/bridge.ts'
import { pause } from './render-clock.ts'

type Ways = Pick<CommandInput<'peer.describe'>, 'iceServers' | 'relayOnly'>

/**
 * How long the STUN and TURN servers of each line took when they were asked last, in milliseconds after the first host
 * candidate; `silent` while nothing has come.
 */
export type ServerMemory = Map<string, number | 'silent'>

/** The host candidates come within 3 ms of the first, from eight interfaces on two busy cores (Chromium 156). */
const HOSTS_MS = 10
/** For servers that were never asked. Added to the making of an offer this keeps a call within 100 ms of the click. */
const STRANGERS_MS = 45
/** For servers that answer, however slowly: a line whose only way is a relay has its relay in the offer. */
const MOST_MS = 200
/** Without its relay such a call has no way at all: it is waited for, and then the call does not leave. */
const RELAY_MS = 3_000

/**
 * Resolves when the description is good enough to be sent: when the host candidates are in, and with servers that are
 * known to answer once they have. No call waits for a server that does not answer, which keeps gathering open for more
 * than ten seconds: that it was silent is remembered until it says something. Nothing is lost with what comes too late for the
 * description: gathering goes on, the late candidate checks the far end's, and the far end, which speaks ICE with a
 * browser always, takes it as peer-reflexive (RFC 8445 7.3.1.3).
 */
export function candidatesGathered(
  connection: RTCPeerConnection,
  { iceServers, relayOnly = false }: Ways,
  memory: ServerMemory,
  clock: AudioContext,
): Promise<void> {
  const names = iceServers.map(({ urls }) => urls).join(' ')
  const known = names === '' ? 'silent' : memory.get(names)
  if (known === undefined) memory.set(names, 'silent')
  const waitMs =
    known === undefined ? STRANGERS_MS : known === 'silent' ? HOSTS_MS : Math.min(MOST_MS, known + HOSTS_MS)
  let firstAt: number | null = null
  return new Promise((resolve) => {
    const listening = new AbortController()
    const { signal } = listening
    const finish = () => {
      listening.abort()
      resolve()
    }
    connection.addEventListener(
      'icegatheringstatechange',
      () => {
        if (connection.iceGatheringState === 'complete') finish()
      },
      { signal },
    )
    // To the end of the call: what comes late is remembered for the next one.
    connection.addEventListener('icecandidate', ({ candidate }) => {
      const now = performance.now()
      if (candidate?.type === 'srflx' || candidate?.type === 'relay') memory.set(names, now - (firstAt ?? now))
      if (candidate?.type === 'relay') void pause(clock, 5).then(finish)
      if (candidate?.type !== 'host' || candidate.protocol !== 'udp') return
      firstAt ??= now
      void pause(clock, waitMs).then(finish)
    })
    void pause(clock, relayOnly ? RELAY_MS : 500).then(finish)
  })
}
