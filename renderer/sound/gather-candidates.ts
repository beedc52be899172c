import type { CommandInput, CommandOutput } from '../../shared/contract/bridge.ts'

/** A server that has not answered by now will not in a call either. */
const LIMIT_MS = 5_000

/** Which kinds of candidates a call of this line could have. Nothing is sent to anybody but the line's own servers. */
export async function gatherCandidates({
  iceServers,
}: CommandInput<'ice.gather'>): Promise<CommandOutput<'ice.gather'>> {
  const found = { host: 0, srflx: 0, relay: 0 }
  const said: CommandOutput<'ice.gather'>['said'] = []
  const connection = new RTCPeerConnection({
    iceServers: iceServers.map(({ urls, username, credential }) => ({
      urls,
      ...(username !== undefined && { username }),
      ...(credential !== undefined && { credential }),
    })),
  })
  const complete = new Promise<void>((resolve) => {
    connection.addEventListener('icegatheringstatechange', () => {
      if (connection.iceGatheringState === 'complete') resolve()
    })
    setTimeout(resolve, LIMIT_MS)
  })
  connection.addEventListener('icecandidate', ({ candidate }) => {
    const type = candidate?.type
    if (type === 'host' || type === 'srflx' || type === 'relay') found[type]++
  })
  connection.addEventListener('icecandidateerror', ({ url, errorCode, errorText }) => {
    // 701: it did not answer, or cannot be reached (W3C WebRTC 4.8.2), which the missing candidates say already.
    if (errorCode !== 701) said.push({ url, code: errorCode, text: errorText })
  })
  try {
    connection.addTransceiver('audio')
    await connection.setLocalDescription()
    await complete
  } finally {
    connection.close()
  }
  return { ...found, said }
}
